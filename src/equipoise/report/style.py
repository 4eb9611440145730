"""The look shared by every figure.

Colours are names of CSS variables; the page fills them in for light, dark and print.
Every arm has a colour, a dash and a marker of its own, so that no reading depends on colour alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from equipoise.report.words import clean

INK, MUTED, GRID, PAPER = "var(--ink)", "var(--muted)", "var(--grid)", "var(--paper)"
OURS, PUBLISHED = "var(--ours)", "var(--published)"
SYMBOLS = {"prediction": "circle", "fitted": "square"}
_PLACEBO = "var(--arm-0)"
_COLOURS = tuple(f"var(--arm-{i})" for i in range(1, 8))
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
_MARKERS = ("circle", "diamond", "triangle-up", "square", "triangle-down", "cross", "star")


@dataclass(frozen=True)
class ArmStyle:
    """How one arm is drawn everywhere."""

    colour: str
    dash: str
    marker: str


def arm_styles(arms: Sequence[str], placebo: Iterable[str]) -> dict[str, ArmStyle]:
    """A style for each arm: placebo grey and dashed, the others by their place in the study."""
    plain = set(placebo)
    styles, place = {}, 0
    for arm in arms:
        if arm in plain and len(arms) > 1:
            styles[arm] = ArmStyle(_PLACEBO, "dash", "circle-open")
            continue
        dash = _DASHES[place // len(_COLOURS) % len(_DASHES)]
        styles[arm] = ArmStyle(_COLOURS[place % len(_COLOURS)], dash, _MARKERS[place % len(_MARKERS)])
        place += 1
    return styles


def plain(text: Any) -> str:
    """A name as Plotly should print it: Plotly reads its own mark-up and template signs in every label."""
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("%{", "% {")


def tidy(values: Iterable[Any]) -> list[float | None]:
    """Numbers with five significant figures, None for what is missing: half the size of the page."""
    return [float(f"{v:.5g}") if np.isfinite(v) else None for v in np.asarray(list(values), dtype=float)]


def layout(height: int, **more: Any) -> dict[str, Any]:
    """The common layout: transparent, calm, legend above the axes."""
    return {
        "height": height,
        "margin": {"l": 40, "r": 12, "t": 30, "b": 44},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": MUTED, "font": {"color": INK}},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
        "dragmode": False,
        **more,
    }


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """One axis: hairline grid, no box, no zero line unless asked for."""
    return {
        "title": {"text": plain(title), "font": {"color": MUTED, "size": 12}, "standoff": 8},
        "gridcolor": GRID,
        "linecolor": GRID,
        "tickfont": {"color": MUTED, "size": 12},
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
        **more,
    }


def band(
    x: Sequence[Any], low: Sequence[Any], high: Sequence[Any], colour: str, opacity: float
) -> dict[str, Any]:
    """A shaded band between two curves, silent under the pointer."""
    return {
        "type": "scatter",
        "x": [*x, *reversed(x)],
        "y": [*high, *reversed(low)],
        "fill": "toself",
        "fillcolor": colour,
        "opacity": opacity,
        "line": {"width": 0, "color": colour},
        "mode": "lines",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def note(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """A short text inside the axes."""
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": {"size": 12, "color": INK}, **more}
