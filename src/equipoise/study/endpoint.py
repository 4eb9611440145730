"""One number per person from the many of a period: what a trial names as its endpoint.

Shapes: values [..., occasion] -> [...]; missing occasions (NaN) are passed over, a person without any is NaN.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from equipoise.errors import InvalidInput
from equipoise.study.effect_size import Array, moments
from equipoise.study.pivot import Pivot, pick
from equipoise.study.trend import slope_over_items

if TYPE_CHECKING:
    from equipoise.study.study import Analysis, Study


def period_mean(values: ArrayLike) -> Array:
    """Mean over the occasions of the period."""
    return moments(values).mean


def _at(values: Array, position: NDArray[np.intp]) -> Array:
    return np.take_along_axis(values, position[..., None], axis=-1)[..., 0]


def first(values: ArrayLike) -> Array:
    """First occasion on which the person was observed."""
    values = np.asarray(values, float)
    return _at(values, (~np.isnan(values)).argmax(axis=-1))


def last(values: ArrayLike) -> Array:
    """Last occasion on which the person was observed (the last observation carried forward)."""
    return first(np.asarray(values, float)[..., ::-1])


def change(values: ArrayLike, baseline: ArrayLike | None = None) -> Array:
    """Last observation less a baseline [...], or less the first observation when none is given."""
    return last(values) - (first(values) if baseline is None else np.asarray(baseline, float))


def total(values: ArrayLike) -> Array:
    """Sum over the period of a count; a missing occasion counts as the person's own average, not as zero."""
    values = np.asarray(values, float)
    scheduled = (~np.isnan(values)).reshape(-1, values.shape[-1]).any(axis=0).sum()
    return period_mean(values) * scheduled


def peak(values: ArrayLike) -> Array:
    """Largest value of the period."""
    return np.fmax.reduce(np.asarray(values, float), axis=-1)


def peak_time(values: ArrayLike, times: ArrayLike, doses: ArrayLike = ()) -> Array:
    """Hours from the last dose before the largest value (from the start of the period, if none) to that value."""
    values, times, doses = (
        np.asarray(values, float),
        np.asarray(times, float),
        np.sort(np.asarray(doses, float)),
    )
    observed = ~np.isnan(values)
    when = times[np.where(observed, values, -np.inf).argmax(axis=-1)]
    before = np.searchsorted(doses, when, side="right")
    since = when - np.concatenate([[0.0], doses])[before]
    return np.where(observed.any(axis=-1), since, np.nan)


REDUCTIONS = {"mean": period_mean, "slope": period_mean, "peak": peak, "contacts": total}


def endpoints(
    table: Pivot, analysis: "Analysis", study: "Study", worth: Mapping[str, float] | None = None
) -> Array:
    """One number per person and arm, as an analysis asks for it: [repeat, person, arm]."""
    report = analysis.report or "mean"
    if report == "time of peak":
        arms = enumerate(table.arms)
        each = [peak_time(table.values[:, :, i], table.times, study.arms[arm].times) for i, arm in arms]
        return pick(np.stack(each, axis=2), table.items, analysis.item)
    if report not in REDUCTIONS:
        place, remedy = f"analysis of {analysis.measure}, report", "Report it for each arm instead."
        raise InvalidInput(place, f'"{report}" is not one number per person.', remedy)
    values = REDUCTIONS[report](table.values)
    if report == "slope":
        ranks = {item: float(rank) for rank, item in enumerate(table.items)}
        return slope_over_items(values, [(worth or ranks)[item] for item in table.items])
    return pick(values, table.items, analysis.item)
