"""The twelve states as SBML Level 3: a rate rule for each, the dose as an event that comes round every day."""

import libsbml

from . import problem

RATES = {
    "gut": "-ka * gut",
    "central": "ka * gut - clearance * central / volume - outward",
    "peripheral": "outward",
    "site": "ke0 * (central / volume - site)",
    "store": "refill * (1 - store) - use * effect * store",
    "dopamine": "vmax * (unbraked / (1 + brake * dopamine / base) - dopamine / (km + dopamine))",
    "r1": "kdeg_1 * (1 - r1 * (1 + gain_1 * occupancy))",
    "r2": "kdeg_2 * (1 - r2 * (1 + gain_2 * dopamine / (dopamine + half_r2)))",
    "fast": "(weight_fast * drive - fast) / tau_fast",
    "slow": "(weight_slow * drive - slow) / tau_slow",
    "hedonic": "follow * (drive - fast - slow - hedonic)",
    "hazard": "at_rest * exp(-steepness * hedonic)",
}
ALGEBRA = {
    "outward": "flow * (central / volume - peripheral / peripheral_volume)",
    "occupancy": "site / (ec50 + site)",
    "effect": "emax * occupancy",
    "unbraked": "base / (km + base) * (1 + brake) * (1 + effect) * store",
    "drive": "r2 * (dopamine / (dopamine + half_drive) - rest) * (1 + r1 * occupancy)",
}
SETTLED = {
    "middle": "base / brake / 2 * (unbraked - 1)",
    "dopamine": "middle + sqrt(middle^2 + km * base / brake * unbraked)",
}


def model(settled: bool = False) -> str:
    """The model as text; `settled` puts dopamine at its root, as our life clock does."""
    document = libsbml.SBMLDocument(3, 2)
    built = document.createModel()
    built.setId("twelve_states")
    values = {**problem.VARIES, **problem.COMMON, **dict(zip(problem.STATES, problem.START, strict=True))}
    values |= {"gut": problem.DOSE, "next_dose": problem.HOURS}
    algebra = {**ALGEBRA, **(SETTLED if settled else {})}
    for name in [*values, *(name for name in algebra if name not in values)]:
        parameter = built.createParameter()
        parameter.setId(name)
        parameter.setConstant(name in problem.VARIES or name in problem.COMMON)
        if name in values and name not in algebra:
            parameter.setValue(float(values[name]))
    for name, text in algebra.items():
        _ruled(built.createAssignmentRule(), name, text)
    for name, text in RATES.items():
        if name not in algebra:
            _ruled(built.createRateRule(), name, text)
    _dose(built)
    return libsbml.writeSBMLToString(document)


def _ruled(rule: libsbml.Rule, name: str, text: str) -> None:
    rule.setVariable(name)
    rule.setMath(libsbml.parseL3Formula(text))


def _dose(built: libsbml.Model) -> None:
    event = built.createEvent()
    event.setUseValuesFromTriggerTime(True)
    trigger = event.createTrigger()
    trigger.setInitialValue(False)
    trigger.setPersistent(True)
    trigger.setMath(libsbml.parseL3Formula("time >= next_dose"))
    for name, text in {"gut": f"gut + {problem.DOSE}", "next_dose": f"next_dose + {problem.HOURS}"}.items():
        assignment = event.createEventAssignment()
        assignment.setVariable(name)
        assignment.setMath(libsbml.parseL3Formula(text))
