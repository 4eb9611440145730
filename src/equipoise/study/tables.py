"""The tables of a results folder: who took part, what was given, how levels ran."""

import json
from typing import Any

import numpy as np
import pandas as pd

from equipoise.engine import units
from equipoise.engine.chunk import rows_of
from equipoise.people.body import substances
from equipoise.study.allocation import sequences
from equipoise.study.calendar import DAY
from equipoise.study.cohort import Cohort
from equipoise.study.lab import DRAWN, Laboratory
from equipoise.study.observe import QUARANTINED, Seen

COMPLETED = "completed"
BAND = (5, 50, 95)  # percentiles of the people drawn in a curve
SHOWN = {"mu_occupancy": "%"}  # unit in which a pure number is shown
FELT = (
    "connection",
    "positive_affect",
)  # drawn as departures from the person's own mean, or people hide the arms


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
    """NONMEM-style dosing rows, amounts in mg (or in the unit written, if that is an amount of substance)."""
    frames = []
    most = max((len(arm.times) for arm in lab.study.arms.values()), default=0)
    for place, arm in enumerate(lab.study.arms.values()):
        for period, start in enumerate(lab.calendar.starts):
            for k, (time, dose) in enumerate(zip(arm.times, arm.doses, strict=True)):
                given = (
                    (cohort.arms[:, period] == place)
                    & cohort.taken[:, period * most + k]
                    & (start + time < cohort.stop)
                )
                amount = dose[0] if dose[1].endswith("mol") else units.to_internal(*dose)
                frames.append(_given(cohort, given, start + time, amount, arm.route or "", arm.drug))
    return (
        pd.concat(frames, ignore_index=True)
        if frames
        else _given(cohort, np.zeros(len(cohort.address), bool), 0, 0, "", None)
    )


def _given(
    cohort: Cohort, given: np.ndarray, time: float, amount: float, compartment: str, drug: str | None
) -> pd.DataFrame:
    rows = {"repeat": cohort.repeat[given], "person": cohort.number[given]}
    fixed = {"time": float(time), "amt": float(amount), "rate": 0.0, "addl": 0, "ii": 0.0, "ss": 0, "evid": 1,
             "cmt": compartment, "kind": "dose", "value": drug or ""}  # fmt: skip
    return pd.DataFrame(rows).assign(**fixed)


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


def curves(lab: Laboratory, people: np.ndarray, width: int) -> pd.DataFrame:
    """Hourly median and 5-95 % band of levels and feelings by arm, from its period's start to its washout's end."""
    seen = lab.see(people, width, lab.calendar.hourly())
    well = ~seen.quarantined
    arms, values = seen.cohort.arms[well], seen.values[..., well]
    frames = [
        _band(lab, arms, _drawn(name, values[:, row] * factor), arm, name, unit)
        for name, row, unit, factor in lines(lab)
        for arm in range(len(lab.study.arms))
    ]
    return pd.concat(frames, ignore_index=True)


def lines(lab: Laboratory) -> list[tuple[str, int, str, float]]:
    """What is drawn of a person: label, output row, unit, and what one engine unit is in that unit."""
    rows = rows_of(lab.program)
    molar = {
        name: numbers["molar_mass"].value for drug in lab.drugs for name, numbers in drug.substances.items()
    }
    found = []
    for name in DRAWN:
        if name == "plasma":
            places = enumerate(substances(lab.drugs)) if lab.drugs else ()
            first, milli = rows[name].start, units.scale("ng/mL")
            found += [(f"plasma {s}", first + k, "ng/mL", molar[s] / milli) for k, s in places]
        else:
            unit = SHOWN.get(name, "1")
            found.append((name, rows[name].start, unit, 1 / units.scale(unit)))
    return found


def _drawn(name: str, values: np.ndarray) -> np.ndarray:
    return values - values.mean(axis=0) if name in FELT else values


def _band(
    lab: Laboratory, arms: np.ndarray, values: np.ndarray, arm: int, name: str, unit: str
) -> pd.DataFrame:
    starts = [*lab.calendar.starts, lab.calendar.days * DAY]
    parts = []
    for period in range(len(lab.calendar.starts)):
        here = arms[:, period] == arm
        if here.any():
            first, last = int(starts[period]), int(min(starts[period + 1], lab.calendar.days * DAY))
            parts.append(values[first:last, here])
    if not parts:
        return pd.DataFrame()
    hours = min(len(part) for part in parts)
    low, median, high = np.percentile(np.concatenate([part[:hours] for part in parts], axis=1), BAND, axis=1)
    frame: dict[str, Any] = {
        "arm": list(lab.study.arms)[arm],
        "time": np.arange(hours, dtype=float),
        "signal": f"{name.replace('_', ' ')}, change from own mean" if name in FELT else name,
        "unit": unit,
    }
    return pd.DataFrame(frame | {"median": median, "low": low, "high": high})
