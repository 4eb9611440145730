"""SBML (Level 3 Version 2): a system with one person's numbers, doses as events, for any simulator of the field.

Every state is a parameter with a rate rule, every signal one with an assignment rule; all carry units.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from equipoise.engine.system import System
from equipoise.engine.timeline import Course, Dose
from equipoise.errors import RunFailed
from equipoise.interop.expression import literal
from equipoise.interop.model import HOUR, Model, Quantity, lay_out
from equipoise.interop.units import definition, spelled

LEVEL, VERSION = 3, 2
AMOUNT, VOLUME = {"[substance]": 1.0}, {"[length]": 3.0}


def write_sbml(
    system: System,
    parameters: Mapping[str, Any],
    path: Path,
    start: Mapping[str, Any] = {},
    held: Mapping[str, Course] = {},
    doses: Sequence[Dose] = (),
    labels: Mapping[str, Sequence[str]] = {},
) -> tuple[str, ...]:
    """Write a system to an SBML file and return what libSBML would have one know of it (nothing, as a rule).

    RunFailed if the file would not be valid, or if libSBML is not installed. See `model.lay_out` for the arguments.
    """
    libsbml = _libsbml()
    document = _document(libsbml, lay_out(system, parameters, start, held, doses, labels))
    document.checkConsistency()
    troubles = [document.getError(i) for i in range(document.getNumErrors())]
    for trouble in troubles:
        if trouble.getSeverity() >= libsbml.LIBSBML_SEV_ERROR:
            raise RunFailed(
                str(path), _told(trouble), "Please report this with the system that was exported."
            )
    path.write_text(libsbml.writeSBMLToString(document), encoding="utf-8")
    return tuple(_told(trouble) for trouble in troubles)


def _libsbml() -> Any:
    try:
        import libsbml
    except ImportError:
        raise RunFailed(
            "SBML", "python-libsbml is not installed.", "pip install 'equipoise[interop]'"
        ) from None
    return libsbml


def _told(trouble: Any) -> str:
    return " ".join(trouble.getMessage().split())


def _document(libsbml: Any, model: Model) -> Any:
    document = libsbml.SBMLDocument(LEVEL, VERSION)
    made = document.createModel("equipoise_system")
    for dimension in [HOUR, AMOUNT, VOLUME, *(quantity.dimension for quantity in model.quantities.values())]:
        _define(libsbml, made, dimension)
    made.setTimeUnits(spelled(HOUR))
    made.setSubstanceUnits(spelled(AMOUNT))
    made.setExtentUnits(spelled(AMOUNT))
    made.setVolumeUnits(spelled(VOLUME))
    for key, quantity in model.quantities.items():
        _declare(made, key, quantity)
    for key, quantity in model.quantities.items():
        if quantity.rule or quantity.rate:
            rule = made.createAssignmentRule() if quantity.rule else made.createRateRule()
            rule.setVariable(key)
            rule.setMath(_mathematics(libsbml, made, quantity.rule or quantity.rate))
    for time, assignments in sorted(model.events.items()):
        _happen(libsbml, made, time, assignments)
    return document


def _define(libsbml: Any, made: Any, dimension: Mapping[str, float]) -> None:
    name = spelled(dict(dimension))
    if name in ("dimensionless", "kelvin") or made.getUnitDefinition(name):
        return
    defined = made.createUnitDefinition()
    defined.setId(name)
    for kind, scale, multiplier, power in definition(dict(dimension)):
        unit = defined.createUnit()
        unit.setKind(libsbml.UnitKind_forName(kind))
        unit.setScale(scale)
        unit.setMultiplier(multiplier)
        unit.setExponent(float(power))


def _declare(made: Any, key: str, quantity: Quantity) -> None:
    parameter = made.createParameter()
    parameter.setId(key)
    parameter.setName(quantity.label)
    parameter.setUnits(spelled(quantity.dimension))
    parameter.setConstant(quantity.constant)
    if quantity.value is not None:
        parameter.setValue(quantity.value)
    if quantity.meaning:
        parameter.setNotes(f'<p xmlns="http://www.w3.org/1999/xhtml">{escape(quantity.meaning)}</p>')


def _happen(libsbml: Any, made: Any, time: float, assignments: Mapping[str, str]) -> None:
    event = made.createEvent()
    event.setUseValuesFromTriggerTime(True)
    trigger = event.createTrigger()
    trigger.setInitialValue(False)
    trigger.setPersistent(True)
    trigger.setMath(_mathematics(libsbml, made, f"time >= {literal(time, HOUR)}"))
    for key, text in assignments.items():
        assignment = event.createEventAssignment()
        assignment.setVariable(key)
        assignment.setMath(_mathematics(libsbml, made, text))


def _mathematics(libsbml: Any, made: Any, text: str) -> Any:
    parsed = libsbml.parseL3FormulaWithModel(text, made)
    if parsed is None:
        raise RunFailed("SBML", f"{text} was not understood.", libsbml.getLastParseL3Error())
    return parsed
