"""An overdose lived through: people at rest, an opioid into the vein, and somebody who may bring naloxone.

Source      Mann's model of overdose (fda-opioid-model), whose 12 published shares in cardiac arrest it gives.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from equipoise import evidence
from equipoise.assembly import build_breathing
from equipoise.engine import delay
from equipoise.engine.moment import Trace
from equipoise.evidence.overdose import load_overdose
from equipoise.system import BREATHING

SECOND = 1 / 3600  # of an hour
EARLY, EARLY_STEP, LATER_STEP = 600 * SECOND, SECOND / 2, 2 * SECOND  # see docs/why/delays-and-steps.md
REST, REST_STEP = 1.0, SECOND
MEMORY = 60 * SECOND  # longer than any delay of the chemoreflex
EVERY = 30 * SECOND  # between looks
OUTPUTS = ("ventilation", "arterial_oxygen", "brain_oxygen", "blood_flow", "bound_opioid", "arrested")


def typical() -> dict[str, float]:
    """Every number of breathing that is not a drug's, by its parameter's name, in engine units."""
    known = set(evidence.all_system_files())
    return {
        f"{path}.{name}": float(np.asarray(number.value))
        for path in BREATHING
        if f"system/{path}" in known
        for name, number in evidence.numbers(f"system/{path}").items()
    }


def at_rest(parameters: Mapping[str, Any], finer: int = 1) -> dict[str, np.ndarray]:
    """States of people who breathe air and have taken nothing, [person]."""
    start = {name: np.asarray(number.value) for name, number in load_overdose("at-rest").numbers.items()}
    seen, states = delay.follow(
        build_breathing(), parameters, [(REST, REST_STEP / finer)], MEMORY, EVERY, start, OUTPUTS
    )
    return {**states, "usual_ventilation": seen.signals["ventilation"][-1]}


def overdose(
    parameters: Mapping[str, Any],
    opioid: Any,
    naloxone: Any = 0.0,
    until: float = 1.5,
    outputs: Sequence[str] = OUTPUTS,
    finer: int = 1,
    rest: Mapping[str, Any] | None = None,
) -> Trace:
    """What follows when `opioid` nmol enter the plasma at once and `naloxone` nmol lie ready, [person] each.

    Looks fall on every half-minute of `until` hours. finer: how many times shorter than usual the steps are. rest:
    what `at_rest` gave, where it is known.
    """
    start = {**(rest or at_rest(parameters, finer)), "opioid_plasma": opioid, "depot": naloxone}
    early = min(EARLY, until)
    paces = [(early, EARLY_STEP / finer), *([(until, LATER_STEP / finer)] if until > early else [])]
    return delay.follow(build_breathing(), parameters, paces, MEMORY, EVERY, start, outputs)[0]
