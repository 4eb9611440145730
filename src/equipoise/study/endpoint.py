"""One number per person from the many of a period: what a trial names as its endpoint.

Shapes: values [..., occasion] -> [...]; missing occasions (NaN) are passed over, a person without any is NaN.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from equipoise.study import shape
from equipoise.study.effect_size import Array, moments
from equipoise.study.pivot import Pivot, pick
from equipoise.study.reduction import curve_of, within
from equipoise.study.trend import half_time, slope_over_items

if TYPE_CHECKING:
    from equipoise.study.course import Course
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


def _at_largest(values: ArrayLike, times: ArrayLike) -> Array:
    """Time of the largest value; NaN for a course without any."""
    values = np.asarray(values, float)
    observed = ~np.isnan(values)
    when = np.asarray(times, float)[np.where(observed, values, -np.inf).argmax(axis=-1)]
    return np.where(observed.any(axis=-1), when, np.nan)


def peak_time(values: ArrayLike, times: ArrayLike, doses: ArrayLike = ()) -> Array:
    """Hours from the last dose before the largest value (from the start of the period, if none) to that value."""
    return shape.since_dose(_at_largest(values, times), doses, "last dose")


def trough(values: ArrayLike) -> Array:
    """Smallest value of the period."""
    return np.fmin.reduce(np.asarray(values, float), axis=-1)


REDUCTIONS = {"mean": period_mean, "slope": period_mean, "peak": peak, "trough": trough, "contacts": total}


def endpoints(
    table: Pivot, analysis: "Analysis", study: "Study", worth: Mapping[str, float] | None = None
) -> Array:
    """One number per person and arm, as an analysis asks for it: [repeat, person, arm].

    With `curve = "mean"` the one person is the arm's mean course.
    """
    report = analysis.report or "mean"
    table = chosen(table, analysis)
    each = [_of_arm(table, index, report, analysis, study) for index in range(len(table.arms))]
    values = np.stack(each, axis=2)
    if report == "slope":
        ranks = {item: float(rank) for rank, item in enumerate(table.items)}
        return slope_over_items(values, [(worth or ranks)[item] for item in table.items])
    return pick(values, table.items, analysis.item)


def chosen(table: Pivot, analysis: "Analysis") -> Pivot:
    """The occasions that count, set against the baseline, and averaged over people where a mean course is asked for."""
    how, values, times = analysis.how, table.values, table.times
    if how.change:
        at = 0 if how.baseline is None else int(np.abs(times - how.baseline).argmin())
        values = shape.from_baseline(values, values[..., at], how.change)
        if analysis.report != "area":  # the baseline itself is no answer to what was done
            values = np.where(np.arange(len(times)) == at, np.nan, values)
    counts = within(how.first, how.last)(times)
    values, times = values[..., counts], times[counts]
    if (how.curve or curve_of(analysis.report)) == "mean":
        values = moments(values, axis=1).mean[:, None]
    return replace(table, values=values, times=times)


def _of_arm(table: Pivot, arm: int, report: str, analysis: "Analysis", study: "Study") -> Array:
    """[repeat, person, item] of one arm."""
    values, times, how = table.values[:, :, arm], table.times, analysis.how
    if report in REDUCTIONS:
        return REDUCTIONS[report](values)
    if report == "area":
        return shape.area(values, times)
    if report == "half-life":
        return shape.half_life(values, times, shape.TERMINAL if how.first is None else None)
    if report == "half-time":
        return np.apply_along_axis(lambda course: half_time(times, course), -1, values)
    if report == "share":
        inside = shape.beyond(values, how.level or 0.0, how.side).astype(float)
        return np.where(np.isnan(values), np.nan, inside)[..., 0]
    doses = [at for c in dosed(study, table.arms[arm]) for at in c.times]
    if report in ("time of peak", "time of trough"):
        sign = 1 if report == "time of peak" else -1
        when = _at_largest(sign * values, times)
    else:
        when = (shape.onset if report == "onset" else shape.end)(values, times, how.level or 0.0, how.side)
    return shape.since_dose(when, doses, how.since)


def dosed(study: "Study", arm: str) -> tuple["Course", ...]:
    """Every course of an arm, before the study and in it."""
    return (*study.arms[arm].history, *study.arms[arm].courses)
