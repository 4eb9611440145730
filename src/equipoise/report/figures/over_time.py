"""Measures taken several times in a period: diaries, and scans or assays with a time course."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from equipoise.report import words
from equipoise.report.clock import Clock, clock
from equipoise.report.figure import Figure, Panel
from equipoise.report.folder import ResultsFolder
from equipoise.report.style import ArmStyle, arm_styles, axis, band, layout, plain, tidy
from equipoise.report.summaries import central, interval_about

_COLUMNS = {
    "arm": "arm of the study",
    "time": "hours since the start of the period",
    "unit": "unit of the values",
    "mean": "mean of people, first trial",
    "low": "lower end of its 95 % interval",
    "high": "upper end of its 95 % interval",
    "people": "people with a value, first trial",
    "trials_low": "2.5th percentile of the mean over all trials",
    "trials_high": "97.5th percentile of the mean over all trials",
}


def draw_reports(folder: ResultsFolder) -> list[Figure]:
    """Scales and tasks answered at two or more times."""
    return [
        _figure(folder, m)
        for m in repeated(folder)
        if folder.plan.instruments.get(m) not in ("scan", "assay", "signal")
    ]


def draw_scans(folder: ResultsFolder) -> list[Figure]:
    """Scans and assays taken at two or more times."""
    return [
        _figure(folder, m)
        for m in repeated(folder)
        if folder.plan.instruments.get(m) in ("scan", "assay", "signal")
    ]


def repeated(folder: ResultsFolder) -> Iterable[str]:
    """Measures observed at two or more nominal times in a period."""
    times = folder.first_trial.groupby("measure", observed=True)["nominal_time"].nunique()
    return [str(measure) for measure in times[times > 1].index]


def _figure(folder: ResultsFolder, measure: str) -> Figure:
    points = _points(folder, measure)
    unit = points["unit"].iloc[0]
    styles = arm_styles(folder.arms, folder.plan.placebo)
    time = clock(float(points["time"].max()))
    traces: list[dict[str, Any]] = []
    bands: list[dict[str, Any]] = []
    present = [arm for arm in styles if arm in set(points["arm"])]
    apart = _apart(points["time"], len(present)) / time.hours
    for place, arm in enumerate(present):
        rows = points[points["arm"] == arm]
        shift = (place - (len(present) - 1) / 2) * apart
        traces.append(_means(arm, rows, styles[arm], time, shift))
        if rows["trials_low"].notna().all():
            x = time.place(rows["time"])
            bands.append(
                band(x, tidy(rows["trials_low"]), tidy(rows["trials_high"]), styles[arm].colour, 0.13)
            )
    spec = {"data": bands + traces, "layout": layout(330, xaxis=time.axis, yaxis=axis(nticks=8))}
    return Figure(
        key=f"{measure}-over-time",
        title=words.in_unit(f"{measure} over the period", unit),
        caption=_caption(folder, bool(bands)),
        alt=_alt(measure, points, unit),
        data=points[["arm", "time", "unit", "mean", "low", "high", "people", "trials_low", "trials_high"]],
        columns=_COLUMNS,
        panels=(Panel("", spec, wide=True),),
    )


def _apart(times: pd.Series, arms: int) -> float:
    # Arms stand side by side so that their bars do not hide each other, but never so far that the time seems another.
    nearest = np.diff(np.unique(times)).min(initial=times.max())
    return min(0.01 * times.max(), 0.2 * nearest / arms)


def _points(folder: ResultsFolder, measure: str) -> pd.DataFrame:
    seen = folder.first_trial
    factor, unit = words.shown_unit(seen.loc[seen["measure"] == measure, "unit"].iloc[0], measure)
    ranges = _ranges(folder, measure)
    rows = []
    for row in folder.means.xs(measure, level="measure").reset_index().itertuples():
        low, high = interval_about(row.mean, row.squares, row.people)
        trials = ranges.get((row.arm, row.nominal_time), (np.nan, np.nan))
        numbers = [factor * value for value in (row.mean, low, high)]
        rows.append(
            (str(row.arm), row.nominal_time, unit, *numbers, int(row.people), *(factor * v for v in trials))
        )
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _ranges(folder: ResultsFolder, measure: str) -> dict[Any, tuple[float, float]]:
    if folder.repeats < 2:
        return {}
    means = folder.trial_means
    means = means[means["measure"] == measure]
    means = means.groupby(["repeat", "arm", "nominal_time"], observed=True)["value"].mean().reset_index()
    groups = means.groupby(["arm", "nominal_time"], observed=True)["value"]
    return {key: central(values)[1:] for key, values in groups if len(values) > 1}


def _means(arm: str, rows: pd.DataFrame, style: ArmStyle, time: Clock, shift: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(arm),
        "x": [x + shift for x in time.place(rows["time"])],
        "y": tidy(rows["mean"]),
        "error_y": {
            "array": tidy(rows["high"] - rows["mean"]),
            "color": style.colour,
            "thickness": 1.5,
            "width": 0,
        },
        "line": {"color": style.colour, "dash": style.dash, "width": 1.5},
        "marker": {"color": style.colour, "symbol": style.marker, "size": 9},
        "customdata": tidy(rows["people"]),
        "hovertemplate": "%{y:.3g} ± %{error_y.array:.2g} (%{customdata} people)",
    }


def _caption(folder: ResultsFolder, with_bands: bool) -> str:
    text = "Points: mean of people in the first trial with its 95 % interval, by arm."
    if len(folder.arms) > 1:
        text += " These intervals describe each arm, not the difference between arms."
    if with_bands:
        text += f" Faint band: where the mean fell in 95 % of all {words.number(folder.repeats)} trials."
    return text


def _alt(measure: str, points: pd.DataFrame, unit: str) -> str:
    told = []
    for arm, rows in points.groupby("arm", sort=False):
        first, last = (
            words.number(v, words.shared_decimals(rows["mean"]))
            for v in (rows["mean"].iloc[0], rows["mean"].iloc[-1])
        )
        told.append(f"{arm}: {first} at first, {words.with_unit(last, unit)} at last")
    return f"{measure}, mean by arm. {'; '.join(told)}."
