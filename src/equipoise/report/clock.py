"""Time axes: hours for a day or two, numbered days beyond."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from equipoise.report.folder import ResultsFolder
from equipoise.report.style import GRID, axis

_MOST_LABELS = 10


@dataclass(frozen=True)
class Clock:
    """How hours since the start of a period are shown: divide by `hours`, label with `axis`."""

    hours: float
    unit: str
    axis: dict[str, Any]

    def place(self, times: Iterable[float]) -> list[float]:
        """Positions on the axis."""
        return [round(float(time) / self.hours, 5) for time in times]


def clock(longest: float) -> Clock:
    """The clock for a span of so many hours since the start of the period."""
    if longest <= 48:
        return Clock(1.0, "h", axis("hours since the start of the period"))
    days = max(1, math.ceil(longest / 24 - 1e-9))
    every = math.ceil(days / _MOST_LABELS)
    labelled = range(0, days, every)
    ticks = {
        "tickvals": [day + 0.5 for day in labelled],
        "ticktext": [str(day + 1) for day in labelled],
        "showgrid": False,
        "minor": {"tickvals": list(range(0, days + 1, every)), "showgrid": True, "gridcolor": GRID},
    }
    return Clock(24.0, "d", axis("day of the period", range=[0, days], **ticks))


def dose_times(folder: ResultsFolder) -> dict[str, list[float]]:
    """When each arm's doses fell, in hours since the start of the period, as half its people or more took them.

    Dosing rows know people and trial time only; the observations say which arm and period that was.
    """
    visits, doses = folder.first_trial, folder.doses
    if visits.empty or doses.empty:
        return {}
    starts = _starts(visits)
    taken = pd.merge_asof(_single(doses), starts, left_on="time", right_on="start", by="person")
    taken = taken.assign(since=(taken["time"] - taken["start"]).round(0)).dropna(subset="since")
    takers = taken.groupby(["arm", "since"], observed=True)["person"].nunique()
    people = starts.groupby("arm", observed=True)["person"].nunique()
    return {
        str(arm): [
            float(since) for since, n in takers.get(arm, pd.Series(dtype=int)).items() if n >= total / 2
        ]
        for arm, total in people.items()
    }


def _starts(visits: pd.DataFrame) -> pd.DataFrame:
    periods = visits.assign(start=visits["time"].astype(float) - visits["nominal_time"])
    periods = periods.groupby(["person", "period", "arm"], observed=True)["start"].median().round(0)
    return periods.reset_index().sort_values("start")


def _single(doses: pd.DataFrame) -> pd.DataFrame:
    # One row may stand for a dose and `addl` more of them, `ii` hours apart.
    repeats = doses["addl"].fillna(0).astype(int) + 1
    each = doses.loc[doses.index.repeat(repeats), ["person", "time", "ii"]]
    turn = each.groupby(level=0).cumcount()
    return each.assign(time=each["time"].astype(float) + turn * each["ii"].fillna(0)).sort_values("time")
