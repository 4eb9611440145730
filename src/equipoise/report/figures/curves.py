"""What the drug did in the body: concentrations, occupancy and other signals over the period, by arm."""

from typing import Any

import numpy as np
import pandas as pd

from equipoise.report import words
from equipoise.report.clock import Clock, clock, dose_times
from equipoise.report.figure import Figure, Panel
from equipoise.report.folder import ResultsFolder
from equipoise.report.style import INK, ArmStyle, arm_styles, axis, band, layout, plain, tidy

_POINTS = 600
_DECADES = 4
_SLIVER = 1 / 50  # of the period
_COLUMNS = {
    "arm": "arm of the study",
    "time": "hours since the start of the period",
    "signal": "what is shown",
    "unit": "unit of median, low and high",
    "median": "median of people",
    "low": "5th percentile of people",
    "high": "95th percentile of people",
}


def draw(folder: ResultsFolder) -> list[Figure]:
    """One figure for concentrations (log axis), one for occupancies, one for everything else there is."""
    curves = folder.curves
    if curves.empty:
        return []
    doses = dose_times(folder)
    figures = []
    for kind, title in _KINDS.items():
        chosen = curves[
            [_kind(s, u) == kind for s, u in zip(curves["signal"], curves["unit"].fillna(""), strict=True)]
        ]
        if kind == "concentration":
            chosen = chosen.groupby("signal", sort=False).filter(_stays)
        if len(chosen):
            figures.append(_figure(folder, kind, title, chosen, doses))
    return figures


def _stays(frame: pd.DataFrame) -> bool:
    """Whether a concentration is there for more than a sliver: what use before the study left is gone at once."""
    seen = frame[frame["high"] >= frame["high"].max() * 10.0**-_DECADES]
    return seen["time"].max() - frame["time"].min() > _SLIVER * (frame["time"].max() - frame["time"].min())


_KINDS = {
    "concentration": "Concentrations over the period",
    "occupancy": "Receptor occupancy over the period",
    "signal": "Other signals over the period",
}


def _kind(signal: str, unit: str) -> str:
    if "occupancy" in signal.lower():
        return "occupancy"
    return (
        "concentration"
        if unit.replace(" ", "") in _CONCENTRATIONS or "/mL" in unit or "/L" in unit
        else "signal"
    )


_CONCENTRATIONS = frozenset(("nM", "pM", "uM", "µM", "μM", "mM", "M"))


def _figure(
    folder: ResultsFolder, kind: str, title: str, chosen: pd.DataFrame, doses: dict[str, Any]
) -> Figure:
    styles = arm_styles(folder.arms, folder.plan.placebo)
    time = clock(float(chosen["time"].max()))
    panels, told = [], []
    for signal, frame in chosen.groupby("signal", sort=False):
        panels.append(_panel(str(signal), frame, kind, styles, time, doses))
        told.extend(_peaks(str(signal), frame))
    marks = " Triangles on the axis mark doses." if any(doses.values()) else ""
    logs = (
        f" The vertical axis is logarithmic and shows {_DECADES} decades." if kind == "concentration" else ""
    )
    return Figure(
        key=kind,
        title=title,
        caption=f"Line: median of people; band: 5th to 95th percentile.{logs}{_unseen(chosen)}{marks}",
        alt=" ".join(told),
        data=_thin(chosen)[list(_COLUMNS)],
        columns=_COLUMNS,
        panels=tuple(panels),
    )


def _panel(
    signal: str,
    frame: pd.DataFrame,
    kind: str,
    styles: dict[str, ArmStyle],
    time: Clock,
    doses: dict[str, Any],
) -> Panel:
    factor, unit = words.shown_unit(frame["unit"].iloc[0], signal)
    floor = frame["high"].max() * 10.0**-_DECADES * factor if kind == "concentration" else -np.inf
    traces: list[dict[str, Any]] = []
    for arm, style in styles.items():
        rows = _thin(frame[frame["arm"] == arm])
        rows = rows.assign(**{c: rows[c] * factor for c in ("median", "low", "high")})
        rows = rows[rows["high"] >= floor] if kind == "concentration" else rows
        if len(rows):
            traces += _traces(arm, rows, style, time, floor, unit)
    vertical = _vertical(kind, floor)
    spec = {
        "data": traces + _dose_marks(doses, styles, time),
        "layout": layout(300, xaxis=time.axis, yaxis=vertical),
    }
    spec["layout"] |= {"yaxis2": {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}}
    return Panel(words.in_unit(words.signal(signal), unit), spec, wide=True)


def _traces(
    arm: str, rows: pd.DataFrame, style: ArmStyle, time: Clock, floor: float, unit: str
) -> list[dict[str, Any]]:
    x = time.place(rows["time"])
    low, high = tidy(rows["low"].clip(lower=floor)), tidy(rows["high"])
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": plain(arm),
        "x": x,
        "y": tidy(rows["median"].where(rows["median"] >= floor)),
        "line": {"color": style.colour, "dash": style.dash, "width": 2},
        "hovertemplate": f"%{{y:.3g}} {plain(unit)} at %{{x:.2f}} {time.unit}",
    }
    return [band(x, low, high, style.colour, 0.16), line]


def _vertical(kind: str, floor: float) -> dict[str, Any]:
    if kind == "concentration":
        top = np.log10(floor) + _DECADES + 0.1
        return axis(type="log", range=[float(np.log10(floor)), float(top)], dtick=1, tickformat="~g")
    if kind == "occupancy":
        return axis(range=[-2, 102], dtick=25)
    return axis(nticks=7)


def _dose_marks(
    doses: dict[str, list[float]], styles: dict[str, ArmStyle], time: Clock
) -> list[dict[str, Any]]:
    shown = [(arm, times) for arm, times in doses.items() if times and arm in styles]
    same = len({tuple(times) for _, times in shown}) == 1
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": time.place(times),
            "y": [0.0] * len(times),
            "yaxis": "y2",
            "cliponaxis": False,
            "marker": {"symbol": "triangle-up", "size": 9, "color": INK if same else styles[arm].colour},
            "name": "dose" if same else f"dose, {plain(arm)}",
            "showlegend": False,
            "hovertemplate": f"dose at %{{x:.2f}} {time.unit}",
        }
        for arm, times in (shown[:1] if same else shown)
    ]


def _thin(rows: pd.DataFrame) -> pd.DataFrame:
    # A page needs no more points than it has pixels, but every peak and trough must stay.
    if not len(rows):
        return rows
    groups = rows.groupby(["arm", "signal"], observed=True)
    every = max(1, -(-int(groups.size().max()) // _POINTS))
    slope = groups["median"].diff()
    turning = slope * slope.shift(-1) < 0
    return rows[(groups.cumcount() % every == 0) | turning]


def _unseen(chosen: pd.DataFrame) -> str:
    highest = chosen.groupby("arm", sort=False)["high"].max()
    nothing = [str(arm) for arm in highest[highest <= 0].index]
    return f" Zero throughout: {words.listed(nothing)}." if nothing else ""


def _peaks(signal: str, frame: pd.DataFrame) -> list[str]:
    factor, unit = words.shown_unit(frame["unit"].iloc[0], signal)
    told = []
    for arm, rows in frame.groupby("arm", sort=False):
        peak = rows["median"].max() * factor
        when = float(rows.loc[rows["median"].idxmax(), "time"]) if peak > 0 else 0.0
        size = words.with_unit(words.number(peak), unit)
        told.append(
            f"{words.signal(signal)}, {arm}: highest median {size}"
            + (f", {when:.0f} h into the period." if peak else ".")
        )
    return told
