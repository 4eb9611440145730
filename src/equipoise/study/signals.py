"""A signal of the system as a measure: which there are, of what, and in which unit they may be read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from equipoise.study import catalogue
from equipoise.study.grid import on_grid
from equipoise.study.refusal import Place, shown
from equipoise.study.times import spell_hours

if TYPE_CHECKING:
    from equipoise.study.arm import Arm
    from equipoise.study.outcome import MeasureKeys

CLOCK = "time_of_day"


def read_signal(
    keys: "MeasureKeys", arms: Mapping[str, "Arm"], step: float, place: Place
) -> tuple[str, dict[str, Any]]:
    """What is read, such as "plasma[morphine]", and the unit and window of a Measure."""
    from equipoise.engine import units
    from equipoise.vocabulary import VOCABULARY

    name = str(keys.signal)
    known = {word: symbol for word, symbol in VOCABULARY.items() if word != CLOCK}
    if name not in known:
        raise place.unknown("signal", name, "signal of the system", known)
    symbol = known[name]
    substance = _substance(keys, name, bool(symbol.axes), arms, place)
    unit = keys.unit or symbol.unit
    weighed = substance is not None and units.same_dimension(unit, f"{symbol.unit}*g/mol")
    if not weighed and not units.same_dimension(unit, symbol.unit):
        raise place.refuse(
            "unit", f"{shown(unit)} is not a unit of {name}.", f'Write unit = "{symbol.unit}".'
        )
    if keys.window is not None and not on_grid(keys.window, step):
        trouble = f"{spell_hours(keys.window)} is not a whole number of steps of {spell_hours(step)}."
        near = spell_hours(max(1, round(keys.window / step)) * step)
        raise place.refuse("window", trouble, f'Write window = "{near}".')
    return f"{name}[{substance}]" if substance else name, {"unit": unit, "window": keys.window}


def _substance(
    keys: "MeasureKeys", name: str, many: bool, arms: Mapping[str, "Arm"], place: Place
) -> str | None:
    if not many:
        if keys.of is not None:
            raise place.refuse("of", f"{name} is not told apart by substance.", "Remove of.")
        return None
    drugs = dict.fromkeys(drug for arm in arms.values() for drug in arm.drugs)
    taken = dict.fromkeys(s for drug in drugs for s in catalogue.drug(drug).substances)
    if keys.of is None:
        trouble = f"{name} is told apart by substance."
        raise place.refuse("of", trouble, f'Write of = "{next(iter(taken), "naltrexone")}".')
    if keys.of not in taken:
        raise place.unknown("of", keys.of, "substance of this study", taken)
    return keys.of
