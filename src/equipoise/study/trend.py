"""How a result moves with something that is ordered: time, dose, or the value of a stimulus.

Missing values (NaN) are left out; where nothing can be said the answer is NaN.
"""

import numpy as np
from numpy.typing import ArrayLike

from equipoise.study.contrast import t_interval
from equipoise.study.effect_size import Array, Estimate


def half_time(times: ArrayLike, course: ArrayLike) -> float:
    """Hours from the largest value of a course [occasion] until it first lies at half of that value.

    Between two occasions the fall is taken as exponential (a straight line on the log scale), as drugs leave;
    it is straight on the plain scale when the later value is not above 0. NaN when the half is never reached.
    """
    times, course = np.asarray(times, float), np.asarray(course, float)
    present = ~np.isnan(course)
    times, course = times[present], course[present]
    if not course.size or course.max() <= 0:
        return float("nan")
    top = int(course.argmax())
    half = course[top] / 2
    reached = np.flatnonzero(course[top:] <= half)
    if not reached.size:
        return float("nan")
    after = top + reached[0]
    above, below = course[after - 1], course[after]
    share = np.log(above / half) / np.log(above / below) if below > 0 else (above - half) / (above - below)
    return float(times[after - 1] + share * (times[after] - times[after - 1]) - times[top])


def least_squares(values: ArrayLike, x: ArrayLike) -> tuple[Array, Array, Array, Array]:
    """Slope, residual sum of squares, spread of x and count along the last axis."""
    values, x = np.broadcast_arrays(np.asarray(values, float), np.asarray(x, float))
    present = ~(np.isnan(values) | np.isnan(x))
    n = present.sum(axis=-1, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        centred = [
            np.where(present, v - (np.where(present, v, 0).sum(-1) / n)[..., None], 0) for v in (values, x)
        ]
        spread = (centred[1] ** 2).sum(-1)
        slope = (centred[0] * centred[1]).sum(-1) / np.where(spread > 0, spread, np.nan)
        residual = ((centred[0] - slope[..., None] * centred[1]) ** 2).sum(-1)
    return slope, residual, spread, n


def slope_over_items(values: ArrayLike, worth: ArrayLike) -> Array:
    """Least-squares slope of a person's answers [..., item] on the worth of the items [item].

    The slope of a difference is the difference of the slopes, so comparing these between arms asks whether
    the effect of the treatment grows with the worth of the stimulus.
    """
    return least_squares(values, worth)[0]


def slope_over_dose_within(values: ArrayLike, doses: ArrayLike) -> Array:
    """Each person's own slope of answers [..., arm] on dose [arm], for people who met several doses."""
    return least_squares(values, doses)[0]


def slope_over_dose_between(values: ArrayLike, doses: ArrayLike) -> Estimate:
    """Slope across people [..., person, arm] on dose [arm] when each met one dose, with its t interval."""
    values = np.asarray(values, float)
    doses = np.broadcast_to(np.asarray(doses, float), values.shape)
    flat = (*values.shape[:-2], -1)
    slope, residual, spread, n = least_squares(values.reshape(flat), doses.reshape(flat))
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(residual / np.where(n > 2, n - 2, np.nan) / np.where(spread > 0, spread, np.nan))
    return t_interval(slope, error, n - 2, n)
