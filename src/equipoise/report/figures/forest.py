"""Our distribution of single trials of this size, beside what was published."""

from typing import Any

import numpy as np
import pandas as pd

from equipoise.report import words
from equipoise.report.figure import Figure, Panel
from equipoise.report.folder import ResultsFolder
from equipoise.report.single_trials import STANDARDISED_SCALE, Estimate, TrialSet, trial_sets
from equipoise.report.style import MUTED, OURS, PAPER, PUBLISHED, SYMBOLS, axis, layout, note, plain, tidy
from equipoise.report.summaries import central, density

_PITCH, _HEIGHT, _LABEL, _BELOW = 1.45, 0.55, 0.66, 0.2
_PIXELS, _LINE = 118, 0.17
_ARROWS = {"lower": "◀ lower ({})", "higher": "higher ({}) ▶", "no difference": "○ no difference ({})"}
_COLUMNS = {
    "result": "name of the result",
    "statistic": "statistic",
    "arm": "arm, where the result belongs to one",
    "kind": "fitted to the published number beside it, or a prediction",
    "part": "which part of the figure the row gives",
    "source": "source of a published row",
    "value": "value on the horizontal axis (a direction is -1, 0 or 1)",
    "low": "lower end of the interval",
    "high": "upper end of the interval",
    "height": "height of our distribution at this value, largest = 1",
}


def draw(folder: ResultsFolder) -> list[Figure]:
    """One figure with a panel for each scale; nothing unless trials were repeated."""
    sets = trial_sets(folder)
    if not sets:
        return []
    scales = list(dict.fromkeys(item.scale for item in sets))
    figure = Figure(
        key="single-trials",
        title="Single trials of this size, beside what was published",
        caption=_caption(sets),
        alt=" ".join(_told(item) for item in sets),
        data=pd.DataFrame([row for item in sets for row in _data(item)], columns=list(_COLUMNS)),
        columns=_COLUMNS,
        panels=tuple(_panel([item for item in sets if item.scale == scale], folder) for scale in scales),
    )
    return [figure]


def _panel(sets: list[TrialSet], folder: ResultsFolder) -> Panel:
    span = _range(sets)
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for place, item in enumerate(sets):
        base = (len(sets) - 1 - place) * _PITCH
        traces += [_shape(item, base), _ours(item, base), *(_published(e, base) for e in item.estimates)]
        notes += [_label(item, base), *_directions(item, base, span)]
    down = axis(visible=False, range=[-0.62, (len(sets) - 1) * _PITCH + 0.9])
    across = axis(nticks=7, range=span)
    if span[0] < 0 < span[1]:
        across |= {"zeroline": True, "zerolinecolor": MUTED, "zerolinewidth": 1}
    shape = layout(52 + _PIXELS * len(sets), xaxis=across, yaxis=down, annotations=notes, showlegend=False)
    shape["margin"] = {"l": 12, "r": 12, "t": 8, "b": 28}
    return Panel(_heading(sets, folder), {"data": traces, "layout": shape}, wide=True)


def _heading(sets: list[TrialSet], folder: ResultsFolder) -> str:
    if sets[0].scale != STANDARDISED_SCALE:
        return sets[0].scale
    statistics = words.listed(dict.fromkeys(words.statistic(item.statistic) for item in sets))
    pairs = {folder.plan.comparisons.get(item.measure) for item in sets}
    pair = pairs.pop() if len(pairs) == 1 else None
    return f"{statistics}; below zero: " + (
        f"lower on {pair[0]} than on {pair[1]}" if pair else "lower in the active arm"
    )


def _range(sets: list[TrialSet]) -> list[float]:
    ends: list[float] = [0.0] if sets[0].scale == STANDARDISED_SCALE else []
    for item in sets:
        ends += [*np.quantile(item.values, [0.002, 0.998])]
        ends += [v for e in item.estimates for v in (e.value, e.low, e.high) if np.isfinite(v)]
    room = 0.06 * ((max(ends) - min(ends)) or 1.0)
    return [float(min(ends)) - room, float(max(ends)) + room]


def _shape(item: TrialSet, base: float) -> dict[str, Any]:
    x, height = density(item.values)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": tidy([*x, *x[::-1]]),
        "y": tidy([*(base + _HEIGHT * height), *np.full(len(x), base)]),
        "fill": "toself",
        "fillcolor": OURS,
        "opacity": 0.25,
        "line": {"color": OURS, "width": 0.5},
        "hoverinfo": "skip",
    }


def _ours(item: TrialSet, base: float) -> dict[str, Any]:
    mean, low, high = central(item.values)
    words_of_it = f"ours {words.number(mean)} ({words.interval(low, high)}), {item.kind}"
    return _bar(
        mean, low, high, base, OURS, SYMBOLS[item.kind], f"{words_of_it}, {len(item.values):,} trials"
    )


def _published(estimate: Estimate, base: float) -> dict[str, Any]:
    text = f"published {words.number(estimate.value)} ({words.interval(estimate.low, estimate.high) or 'no interval'})"
    return _bar(
        estimate.value, estimate.low, estimate.high, base - _BELOW, PUBLISHED, "diamond",
        f"{text}, {plain(estimate.source.short)}",
    )  # fmt: skip


def _bar(
    value: float, low: float, high: float, y: float, colour: str, symbol: str, text: str
) -> dict[str, Any]:
    sides = {"array": tidy([high - value]), "arrayminus": tidy([value - low])}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": tidy([value]),
        "y": [round(y, 3)],
        "error_x": {**sides, "color": colour, "thickness": 2.5, "width": 0}
        if np.isfinite(high - low)
        else {},
        "marker": {"symbol": symbol, "size": 11, "color": colour},
        "hovertemplate": f"{text}<extra></extra>",
    }


def _label(item: TrialSet, base: float) -> dict[str, Any]:
    text = f"<b>{plain(item.name)}</b>  {plain(item.about)}  ·  {item.kind}"
    return note(text, 0, base + _LABEL, xref="paper", xanchor="left", yanchor="bottom", bgcolor=PAPER)


def _directions(item: TrialSet, base: float, span: list[float]) -> list[dict[str, Any]]:
    first = base - _BELOW * (2 if item.estimates else 1)
    return [
        note(
            _ARROWS[words.direction(direction.value)].format(plain(direction.source.short)),
            *(0, first - _LINE * turn),
            xanchor=_anchor(direction.value, -span[0] / (span[1] - span[0])),
            bgcolor=PAPER,
            font={"size": 12, "color": PUBLISHED},
        )
        for turn, direction in enumerate(item.directions)
    ]


def _anchor(direction: float, zero: float) -> str:
    # The text lies on its own side of zero, unless zero is so near that edge that a narrow screen would cut it.
    wanted = {"lower": "right", "higher": "left"}.get(words.direction(direction), "center")
    if zero < 0.4:
        return "left"
    return "right" if zero > 0.6 else wanted


def _caption(sets: list[TrialSet]) -> str:
    most = max(len(item.values) for item in sets)
    text = (
        f"Hill: the results of {most:,} simulated trials of this size; line: their central 95 %; "
        "circle: our mean where it is a prediction, square: where the model was fitted to the published number. "
    )
    if any(item.estimates for item in sets):
        text += "Diamond: the published estimate with its interval. "
    if any(item.directions for item in sets):
        text += "Arrow or ring: a direction, or no difference, reported without a size. "
    return (
        text
        + "Our line is about one trial, a pooled published interval about the mean of many: the widths may differ."
    )


def _told(item: TrialSet) -> str:
    mean, low, high = central(item.values)
    told = [
        f"{item.name}, {item.about} ({item.kind}): our mean {words.number(mean)}",
        f"95 % of trials {words.interval(low, high)}",
    ]
    for e in item.estimates:
        between = f" ({words.interval(e.low, e.high)})" if np.isfinite(e.high - e.low) else ""
        told.append(f"published {words.number(e.value)}{between}, {e.source.short}")
    told += [f"reported {words.direction(d.value)}, {d.source.short}" for d in item.directions]
    return "; ".join(told) + "."


def _data(item: TrialSet) -> list[tuple[Any, ...]]:
    head = (item.name, item.statistic, item.arm, item.kind)
    rows: list[tuple[Any, ...]] = [
        (*head, "ours: mean and central 95 % of trials", "", *central(item.values), None)
    ]
    rows += [
        (*head, "published estimate", e.source.key, e.value, e.low, e.high, None) for e in item.estimates
    ]
    rows += [(*head, "published direction", d.source.key, d.value, None, None, None) for d in item.directions]
    return rows + [
        (*head, "ours: distribution", "", x, None, None, h)
        for x, h in zip(*density(item.values), strict=True)
    ]
