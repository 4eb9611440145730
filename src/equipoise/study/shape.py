"""What a course of values is like: how much there was of it, how it dies away, when it is beyond a level.

Shapes: values [..., occasion], times [occasion] in hours, rising -> [...]. Missing occasions (NaN) are passed over;
where nothing can be said the answer is NaN.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import trapezoid

from equipoise.study.effect_size import Array
from equipoise.study.trend import least_squares

TERMINAL = 3  # occasions on which a half-life rests, unless the analysis says from when


def area(values: ArrayLike, times: ArrayLike) -> Array:
    """Area under the course between its first and last occasion, by trapezoids; needs two."""
    values, times = np.asarray(values, float), np.asarray(times, float)
    flat = values.reshape(-1, values.shape[-1])
    found = np.full(len(flat), np.nan)
    patterns, which = np.unique(~np.isnan(flat), axis=0, return_inverse=True)
    for number, present in enumerate(patterns):
        if present.sum() > 1:
            rows = which.ravel() == number
            found[rows] = trapezoid(flat[rows][:, present], times[present], axis=-1)
    return found.reshape(values.shape[:-1])


def half_life(values: ArrayLike, times: ArrayLike, most: int | None = TERMINAL) -> Array:
    """Terminal half-life: ln 2 over the fall of the log of the course, by least squares.

    It rests on the last `most` occasions after the peak at which the value is above 0 (all of them if None), and on
    two at least. A course that does not fall has none.
    """
    values, times = np.asarray(values, float), np.asarray(times, float)
    top = np.where(np.isnan(values), -np.inf, values).argmax(axis=-1)
    used = (values > 0) & (np.arange(values.shape[-1]) > top[..., None])
    if most is not None:
        from_the_end = used[..., ::-1].cumsum(axis=-1)[..., ::-1]
        used &= from_the_end <= most
    with np.errstate(divide="ignore", invalid="ignore"):
        slope, _, _, n = least_squares(np.where(used, np.log(np.where(used, values, 1)), np.nan), times)
        return np.where((slope < 0) & (n > 1), np.log(2) / -slope, np.nan)


def beyond(values: ArrayLike, level: float, side: str) -> NDArray[np.bool_]:
    """Whether each value is above, or below, the level; a missing one is not."""
    values = np.asarray(values, float)
    return values > level if side == "above" else values < level


def onset(values: ArrayLike, times: ArrayLike, level: float, side: str) -> Array:
    """Time of the first occasion beyond the level; NaN for a course that never is."""
    there = beyond(values, level, side)
    return np.where(there.any(axis=-1), np.asarray(times, float)[there.argmax(axis=-1)], np.nan)


def end(values: ArrayLike, times: ArrayLike, level: float, side: str) -> Array:
    """Time of the last occasion beyond the level; NaN for a course that never is."""
    times = np.asarray(times, float)[::-1]
    return onset(np.asarray(values, float)[..., ::-1], times, level, side)


def from_baseline(values: ArrayLike, baseline: ArrayLike, change: str) -> Array:
    """Values less a baseline [...], or in percent of it; a baseline of 0 has no percentage."""
    values, baseline = np.asarray(values, float), np.asarray(baseline, float)[..., None]
    if change == "difference":
        return values - baseline
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(baseline != 0, 100 * (values - baseline) / np.abs(baseline), np.nan)


def since_dose(when: ArrayLike, doses: ArrayLike, since: str) -> Array:
    """Hours from the start of the period, the first dose, or the last dose before, to a time [...].

    What comes before every dose, or has none, is counted from the start of the period.
    """
    when, doses = np.asarray(when, float), np.sort(np.asarray(doses, float))
    if since == "start" or not doses.size:
        return when
    if since == "first dose":
        return when - doses[0]
    before = np.searchsorted(doses, when, side="right")
    return when - np.concatenate([[0.0], doses])[before]
