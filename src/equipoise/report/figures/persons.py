"""Measures taken once in a period, person by person: lines where arms are paired, dots where they are not."""

from typing import Any

import numpy as np
import pandas as pd

from equipoise.report import words
from equipoise.report.figure import Figure, Panel
from equipoise.report.folder import ResultsFolder
from equipoise.report.style import INK, MUTED, ArmStyle, arm_styles, axis, layout, plain, tidy
from equipoise.report.summaries import mean_interval

_MOST_ITEMS, _MOST_NARROW = 6, 3
_MARGIN = {"l": 34, "r": 8, "t": 10, "b": 28}
_COLUMNS = {
    "item": "item, or contrast of items",
    "person": "number of the person",
    "arm": "arm of the study",
    "value": "the person's value",
    "unit": "unit of the value",
}


def draw(folder: ResultsFolder) -> list[Figure]:
    """One figure for each measure taken at a single time under two or more arms."""
    seen = folder.first_trial
    shape = seen.groupby("measure", observed=True).agg(
        times=("nominal_time", "nunique"), arms=("arm", "nunique")
    )
    single = shape[(shape["times"] == 1) & (shape["arms"] > 1)].index
    return [_figure(folder, str(measure), seen[seen["measure"] == measure]) for measure in single]


def _figure(folder: ResultsFolder, measure: str, seen: pd.DataFrame) -> Figure:
    factor, unit = words.shown_unit(seen["unit"].iloc[0], measure)
    scores = _scores(seen.assign(value=seen["value"] * factor), folder.plan.contrasts.get(measure, ()))
    arms = _order(folder, measure, scores)
    paired = scores.groupby("person")["arm"].nunique().max() > 1
    styles = arm_styles(folder.arms, folder.plan.placebo)
    shared = _shared_range(scores[scores["item"].isin(seen["item"])])
    panels = []
    for item, rows in _items(scores):
        spec = _spec(rows, arms, styles, paired)
        if item in set(seen["item"]):
            spec["layout"]["yaxis"] |= {"range": shared}
        panels.append(Panel(words.in_unit(item or measure, unit), spec, len(arms) > _MOST_NARROW))
    person = "Each thin line is one person" if paired else "Each dot is one person"
    return Figure(
        key=f"{measure}-person-by-person",
        title=f"{measure}, person by person",
        caption=f"{person} {folder.shown}; large markers are means with their 95 % intervals.",
        alt=f"{measure}. " + " ".join(_told(item, rows, arms, unit) for item, rows in _items(scores)),
        data=scores.assign(unit=unit)[list(_COLUMNS)],
        columns=_COLUMNS,
        panels=tuple(panels),
    )


def _scores(seen: pd.DataFrame, contrasts: tuple[str, ...]) -> pd.DataFrame:
    keys = ["person", "arm", "item"]
    scores = seen.groupby(keys, observed=True)["value"].mean().reset_index()
    scores = scores.assign(arm=scores["arm"].astype(str), item=scores["item"].astype(str))
    parts = [scores]
    if scores["item"].nunique() > _MOST_ITEMS:
        parts = [
            scores.groupby(["person", "arm"], as_index=False)["value"].mean().assign(item="mean of all items")
        ]
    wide = scores.pivot(index=["person", "arm"], columns="item", values="value")
    for contrast in contrasts:
        first, _, second = (part.strip() for part in contrast.partition(" - "))
        if first in wide and second in wide:
            difference = (wide[first] - wide[second]).dropna().rename("value").reset_index()
            parts.append(difference.assign(item=f"{first} {words.MINUS} {second}"))
    return pd.concat(parts, ignore_index=True)


def _shared_range(scores: pd.DataFrame) -> list[float]:
    # Items stand side by side to be compared, so they share a scale; contrasts have their own.
    low, high = float(scores["value"].min()), float(scores["value"].max())
    room = 0.06 * ((high - low) or 1.0)
    return [low - room, high + room]


def _items(scores: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(str(item), rows) for item, rows in scores.groupby("item", sort=False)]


def _order(folder: ResultsFolder, measure: str, scores: pd.DataFrame) -> list[str]:
    # Control on the left, active on the right: the slope then reads as the effect.
    present = set(scores["arm"])
    compared = [arm for arm in reversed(folder.plan.comparisons.get(measure, ())) if arm in present]
    others = sorted(
        (arm for arm in folder.arms if arm in present), key=lambda arm: arm not in folder.plan.placebo
    )
    return list(dict.fromkeys([*(compared if len(compared) == 2 else []), *others]))


def _spec(rows: pd.DataFrame, arms: list[str], styles: dict[str, ArmStyle], paired: bool) -> dict[str, Any]:
    traces = (
        [_lines(rows, arms)]
        if paired
        else [_dots(rows, arm, place, styles[arm]) for place, arm in enumerate(arms)]
    )
    means = [mean_interval(rows.loc[rows["arm"] == arm, "value"]) for arm in arms]
    traces.append(_means(arms, means, styles, "lines+markers" if paired else "markers"))
    ticks = {"tickvals": list(range(len(arms))), "ticktext": [plain(arm) for arm in arms]}
    across = axis(range=[-0.45, len(arms) - 0.55], showgrid=False, **ticks)
    up = axis(nticks=7)
    if rows["value"].min() < 0 < rows["value"].max():
        up |= {"zeroline": True, "zerolinecolor": MUTED, "zerolinewidth": 1}
    return {
        "data": traces,
        "layout": layout(300, xaxis=across, yaxis=up, showlegend=False) | {"margin": _MARGIN},
    }


def _lines(rows: pd.DataFrame, arms: list[str]) -> dict[str, Any]:
    wide = rows.pivot(index="person", columns="arm", values="value").reindex(columns=arms)
    x: list[float | None] = []
    y: list[float | None] = []
    names: list[str] = []
    for person, values in wide.iterrows():
        x += [*range(len(arms)), None]
        y += [*tidy(values), None]
        names += [words.clean(person)] * (len(arms) + 1)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "customdata": names,
        "line": {"color": MUTED, "width": 1},
        "marker": {"color": MUTED, "size": 4},
        "opacity": 0.5,
        "hovertemplate": "person %{customdata}: %{y:.3g}<extra></extra>",
    }


def _dots(rows: pd.DataFrame, arm: str, place: int, style: ArmStyle) -> dict[str, Any]:
    values = rows[rows["arm"] == arm].sort_values("person")
    # A fixed fan rather than random jitter: the page must be the same every time it is written.
    fan = 0.22 * np.sin(np.arange(len(values)) * 2.4)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(place + float(shift), 3) for shift in fan],
        "y": tidy(values["value"]),
        "customdata": [words.clean(person) for person in values["person"]],
        "marker": {"color": style.colour, "size": 5, "opacity": 0.45},
        "hovertemplate": "person %{customdata}: %{y:.3g}<extra></extra>",
    }


def _means(
    arms: list[str], means: list[tuple[float, float, float]], styles: dict[str, ArmStyle], mode: str
) -> dict[str, Any]:
    colours = [styles[arm].colour for arm in arms]
    return {
        "type": "scatter",
        "mode": mode,
        "x": list(range(len(arms))),
        "y": tidy(mean for mean, _, _ in means),
        "error_y": {
            "array": tidy(high - mean for mean, _, high in means),
            "color": INK,
            "thickness": 2,
            "width": 0,
        },
        "line": {"color": INK, "width": 2.5},
        "marker": {
            "color": colours,
            "size": 12,
            "line": {"color": INK, "width": 1.5},
            "symbol": [styles[arm].marker.removesuffix("-open") for arm in arms],
        },
        "hovertemplate": "mean %{y:.3g} ± %{error_y.array:.2g}<extra></extra>",
    }


def _told(item: str, rows: pd.DataFrame, arms: list[str], unit: str) -> str:
    means = [rows.loc[rows["arm"] == arm, "value"].mean() for arm in arms]
    places = words.shared_decimals(means)
    parts = [
        f"{arm} {words.with_unit(words.number(m, places), unit)}" for arm, m in zip(arms, means, strict=True)
    ]
    return f"{item or 'mean'}: {', '.join(parts)}."
