"""The tables of a results folder: who took part, what was given, who was set apart."""

import json
from typing import Any

import numpy as np
import pandas as pd

from equipoise.engine import units
from equipoise.study.allocation import sequences
from equipoise.study.calendar import DAY
from equipoise.study.cohort import Cohort
from equipoise.study.dosing import administrations, occurrences
from equipoise.study.lab import Laboratory
from equipoise.study.observe import QUARANTINED, Seen

COMPLETED = "completed"


def people(lab: Laboratory, seen: Seen) -> pd.DataFrame:
    """One row per person: sequence of arms, what became of her, and her traits in engine units."""
    cohort = seen.cohort
    arms = list(lab.study.arms)
    starts = np.array(lab.calendar.starts)
    period = (cohort.stop[:, None] >= starts).sum(axis=1) - 1
    stopped = np.isfinite(cohort.stop)
    where = np.array([f"stopped on {arm}" for arm in arms], dtype=object)
    last = cohort.arms[np.arange(len(period)), np.maximum(period, 0)]
    names = np.array([" > ".join(order) for order in sequences(lab.study)], dtype=object)
    day = np.where(stopped, np.floor((cohort.stop - starts[np.maximum(period, 0)]) / DAY) + 1, np.nan)
    frame = {
        "repeat": cohort.repeat, "person": cohort.number, "sequence": pd.Categorical(names[cohort.sequence]),
        "status": np.where(seen.quarantined, QUARANTINED, np.where(stopped, where[last], COMPLETED)),
        "stopped_day": day, "screened": cohort.screened,
    }  # fmt: skip
    return pd.DataFrame(frame | cohort.traits)


def events(lab: Laboratory, cohort: Cohort) -> pd.DataFrame:
    """NONMEM-style rows: doses in mg (or in the unit written, if that is an amount of substance), from before the study
    too, and rewards (evid 2), whose rate is their size and whose amt is size times hours.
    """
    frames = []
    for each in administrations(lab.study, lab.calendar, cohort):
        value, unit = each.dose
        amount = value if unit.endswith("mol") else units.to_internal(value, unit)
        told = {"amt": float(amount), "cmt": each.course.route, "value": each.course.drug}
        frames.append(_row(cohort, each.takers, each.time, told))
    for each in occurrences(lab.study, lab.calendar, cohort):
        reward = lab.rewards[each.reward]
        size = reward.size.single
        told = {"amt": size * reward.lasts.single, "rate": size, "evid": 2, "cmt": reward.port}
        frames.append(_row(cohort, each.takers, each.time, {**told, "kind": "reward", "value": reward.name}))
    nobody = np.zeros(len(cohort.address), bool)
    return pd.concat(frames, ignore_index=True) if frames else _row(cohort, nobody, 0.0, {})


def _row(cohort: Cohort, given: np.ndarray, time: float, told: dict[str, Any]) -> pd.DataFrame:
    """One event for everybody to whom it happens: a dose, unless `told` says otherwise."""
    rows = {"repeat": cohort.repeat[given], "person": cohort.number[given]}
    plain = {"time": float(time), "amt": 0.0, "rate": 0.0, "addl": 0, "ii": 0.0, "ss": 0, "evid": 1,
             "cmt": "", "kind": "dose", "value": ""}  # fmt: skip
    return pd.DataFrame(rows).assign(**{**plain, **told})


def quarantine(seen: Seen) -> pd.DataFrame:
    """One row per person whose states stopped being finite: when, which states, and her parameters as JSON."""
    cohort = seen.cohort
    rows = [
        {
            "repeat": cohort.repeat[each.person], "person": cohort.number[each.person], "day": each.day + 1,
            "states": ", ".join(each.states),
            "parameters": json.dumps({name: float(value[each.person]) for name, value in cohort.traits.items()}),
        }
        for each in seen.ill
    ]  # fmt: skip
    return pd.DataFrame(rows)
