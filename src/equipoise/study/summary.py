"""Many simulated trials told as one result, with the published number beside it.

Over several repeats a result is the distribution of single trials of this size: mean, 2.5 and 97.5 percentile.
With one repeat it is that trial's own estimate and confidence interval. A published number never moves ours.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from equipoise.evidence.tolerance import NULL_MARGIN
from equipoise.study.beside import SIGN, with_published
from equipoise.study.reduction import unit_of

if TYPE_CHECKING:
    from equipoise.study.study import Published, Study

EQUIVALENCE_MARGIN = NULL_MARGIN
"""Largest |Hedges' g| called "no difference" beside a published null, unless the study gives a tolerance."""

PERCENTILES = (2.5, 97.5)
SINGLE_TRIALS, CONFIDENCE = "single trials", "confidence"
ACROSS_ARMS = ", "  # joins the names of the arms that one slope over dose rests on


def summarise(
    trials: pd.DataFrame, study: "Study", units: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The results of a record: one item per statistic and arm, again for each further published number.

    `units` is measure -> unit; left out, it is what `analyse` wrote to `trials.attrs["units"]`.
    A published "sign" becomes an item of its own, whose value is our Hedges' g (or slope) with its interval.
    """
    units = units if units is not None else trials.attrs.get("units", {})
    results = []
    for item, rows in _groups(trials):
        item |= _distribution(rows) | {"unit": _unit(item, units.get(item["measure"], ""), study)}
        blocks = [block for block in study.published if _stands_beside(block, item, study)]
        plain = item | {"fitted": False, "published": None, "inside": None}
        results += [] if any(block.statistic != SIGN for block in blocks) else [plain]
        results += [with_published(item, block, study) for block in blocks]
    return results


def unmatched(trials: pd.DataFrame, study: "Study") -> list[str]:
    """A warning for each published number that stands beside no result, so that none is lost in silence."""
    items = [item for item, _ in _groups(trials)]
    lost = [
        block for block in study.published if not any(_stands_beside(block, item, study) for item in items)
    ]
    return [
        f"the published {block.statistic} ({block.source}) stands beside no result of this study"
        for block in lost
    ]


def _groups(trials: pd.DataFrame) -> Iterator[tuple[dict[str, Any], pd.DataFrame]]:
    keys = ["name", "measure", "statistic", "arm"]
    for key, rows in trials.groupby(keys, sort=False, observed=True):
        yield dict(zip(keys, map(str, key), strict=True)), rows


def _number(value: float | None) -> float | None:
    """A float that JSON can hold: what is not finite is nothing."""
    return float(value) if value is not None and np.isfinite(value) else None


def _distribution(rows: pd.DataFrame) -> dict[str, Any]:
    """Value, interval, n; `trials` counts the repeats that gave an answer (a half-time may not be reached)."""
    answers = rows["value"].dropna().to_numpy(float)
    common = {"n": int(rows["n"].median()), "trials": len(answers)}
    if len(rows) == 1:
        only = rows.iloc[0]
        return (
            {key: _number(only[key]) for key in ("value", "low", "high", "p")}
            | common
            | {"interval": CONFIDENCE}
        )
    low, high = np.percentile(answers, PERCENTILES) if len(answers) else (np.nan, np.nan)
    value = answers.mean() if len(answers) else np.nan
    return (
        {"value": _number(value), "low": _number(low), "high": _number(high), "p": None}
        | common
        | {"interval": SINGLE_TRIALS}
    )


def _unit(item: Mapping[str, Any], unit: str, study: "Study") -> str:
    analysis = study.analysis[item["name"]]
    unit = unit_of(analysis.report or "mean", analysis.how, unit)
    if item["statistic"] == "slope" and ACROSS_ARMS in item["arm"]:
        return f"{unit}/mg"
    return {"hedges_g": "1", "d_z": "1", "ratio": "1", "percent difference": "%"}.get(item["statistic"], unit)


def _stands_beside(block: "Published", item: Mapping[str, Any], study: "Study") -> bool:
    """Whether a published block speaks of this result: by name, by statistic and, where it has one, by arm."""
    bearer = "slope" if study.analysis[item["name"]].compare is None else "hedges_g"
    statistic = bearer if block.statistic == SIGN else block.statistic
    return (block.result, statistic) == (item["name"], item["statistic"]) and block.arm in (None, item["arm"])
