"""Results that belong to one arm each, such as an occupancy by dose, with published points beside ours."""

from typing import Any

import numpy as np
import pandas as pd

from equipoise.report import words
from equipoise.report.choice import EFFECTS, SIGN, Result, scaled, shown_scale
from equipoise.report.citations import citation, known_sources
from equipoise.report.figure import Figure, Panel
from equipoise.report.folder import ResultsFolder
from equipoise.report.style import INK, OURS, PUBLISHED, SYMBOLS, axis, layout, plain, tidy

_COLUMNS = {
    "result": "name of the result",
    "measure": "what was measured",
    "statistic": "statistic",
    "arm": "arm of the study",
    "unit": "unit of the values",
    "kind": "fitted to the published number, or a prediction",
    "ours": "our value",
    "ours_low": "lower end of our interval",
    "ours_high": "upper end of our interval",
    "published": "published value",
    "published_low": "lower end of the published interval",
    "published_high": "upper end of the published interval",
    "source": "source of the published value",
}
_MARGIN = {"l": 40, "r": 12, "t": 12, "b": 28}
_MOST_NARROW = 3


def draw(folder: ResultsFolder) -> list[Figure]:
    """One figure for each measure and statistic reported by arm, where arms or published points can be compared."""
    rows = pd.DataFrame([_row(r) for r in folder.record.get("results") or () if _by_arm(r, folder)])
    if rows.empty:
        return []
    groups = [
        (f"{measure}, {statistic}", group)
        for (measure, statistic, _), group in rows.groupby(["measure", "statistic", "unit"], sort=False)
        if group["arm"].nunique() > 1 or group["published"].notna().any()
    ]
    return [_figure(folder, groups)] if groups else []


def _by_arm(result: Result, folder: ResultsFolder) -> bool:
    about_one_arm = result.get("arm") in folder.arms and result.get("statistic") not in (*EFFECTS, SIGN)
    return about_one_arm and words.is_number(result.get("value"))


def _row(result: Result) -> dict[str, Any]:
    factor, unit = shown_scale(result)
    published = result.get("published") or {}
    return {
        "result": words.clean(result.get("name")),
        "measure": words.clean(result.get("measure")),
        "statistic": words.statistic(result.get("statistic")),
        "arm": words.clean(result.get("arm")),
        "unit": unit,
        "kind": "fitted" if result.get("fitted") else "prediction",
        **{label: _real(result.get(key), factor) for label, key in _OURS.items()},
        **{label: _real(published.get(key), factor) for label, key in _THEIRS.items()},
        "source": words.clean(published.get("source")),
        "meaning": words.meaning(result.get("interval")),
    }


_OURS = {"ours": "value", "ours_low": "low", "ours_high": "high"}
_THEIRS = {"published": "value", "published_low": "low", "published_high": "high"}


def _real(value: Any, factor: float) -> float:
    return float(scaled(value, factor)) if words.is_number(value) else np.nan


def _figure(folder: ResultsFolder, groups: list[tuple[str, pd.DataFrame]]) -> Figure:
    rows = pd.concat([group for _, group in groups])
    meanings = words.listed(dict.fromkeys(m for m in rows["meaning"] if m))
    interval = f" Lines of ours: {meanings}." if rows["ours_low"].notna().any() and meanings else ""
    published = (
        " Diamonds: published, with the interval where one is given."
        if rows["published"].notna().any()
        else ""
    )
    return Figure(
        key="by-arm",
        title="Results of each arm",
        caption=f"Circles: ours, predicted; squares: ours, fitted to the number beside it.{interval}{published}",
        alt=" ".join(
            f"{heading}. " + " ".join(map(_told, group.to_dict("records"))) for heading, group in groups
        ),
        data=rows[list(_COLUMNS)],
        columns=_COLUMNS,
        panels=tuple(_panel(folder, heading, group) for heading, group in groups),
    )


def _panel(folder: ResultsFolder, heading: str, rows: pd.DataFrame) -> Panel:
    wide = rows["arm"].nunique() > _MOST_NARROW
    return Panel(words.in_unit(heading, str(rows["unit"].iloc[0])), _spec(folder, rows), wide)


def _spec(folder: ResultsFolder, rows: pd.DataFrame) -> dict[str, Any]:
    present = set(rows["arm"])
    arms = [arm for arm in folder.arms if arm in present] or list(dict.fromkeys(rows["arm"]))
    places = {arm: place for place, arm in enumerate(dict.fromkeys([*arms, *rows["arm"]]))}
    sources, shift = known_sources(), len(places) * (0.02 if len(places) > _MOST_NARROW else 0.05)
    cited = [plain(citation(key, sources).short) for key in rows["source"]]
    # An arm with several published numbers has as many rows, but one value of ours.
    once = rows.sort_values("kind", kind="stable").drop_duplicates("arm")
    shapes = [SYMBOLS[kind] for kind in once["kind"]]
    ours = _points(once, places, "ours", -shift, OURS, shapes, list(once["kind"]))
    theirs = _points(rows, places, "published", shift, PUBLISHED, ["diamond"] * len(rows), cited)
    ticks = {"tickvals": list(places.values()), "ticktext": [plain(arm) for arm in places]}
    across = axis(range=[-0.6, len(places) - 0.4], showgrid=False, **ticks)
    up = axis(nticks=7)
    if (rows[["ours", "published"]].min(axis=None) or 0) >= 0:
        up |= {"rangemode": "tozero"}
    return {
        "data": [ours, theirs],
        "layout": layout(290, xaxis=across, yaxis=up, showlegend=False) | {"margin": _MARGIN},
    }


def _points(
    rows: pd.DataFrame,
    places: dict[str, int],
    which: str,
    shift: float,
    colour: str,
    symbols: list[str],
    texts: list[str],
) -> dict[str, Any]:
    value, low, high = rows[which], rows[f"{which}_low"], rows[f"{which}_high"]
    error = {
        "array": tidy(high - value),
        "arrayminus": tidy(value - low),
        "color": colour,
        "thickness": 2,
        "width": 0,
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "name": which,
        "x": [places[arm] + shift for arm in rows["arm"]],
        "y": tidy(value),
        "error_y": error,
        "customdata": texts,
        "marker": {"symbol": symbols, "size": 11, "color": colour, "line": {"width": 0, "color": INK}},
        "hovertemplate": f"{which} %{{y:.3g}} (%{{customdata}})<extra></extra>",
    }


def _told(row: dict[str, Any]) -> str:
    places = words.shared_decimals([row["ours"], row["published"]])
    told = f"{row['arm']}: ours {words.with_unit(words.number(row['ours'], places), row['unit'])}"
    if words.is_number(row["published"]):
        told += f", published {words.with_unit(words.number(row['published'], places), row['unit'])}"
    return f"{told} ({row['kind']})."
