"""What two arms differ by, in the units of the measure, with the t test the trial literature uses.

Shapes: people lie along `axis`, all other axes are carried through; missing values (NaN) are left out.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from equipoise.study.effect_size import LEVEL, Array, Estimate, complete, moments


def t_interval(value: Array, error: Array, df: Array, n: Array) -> Estimate:
    """Estimate with its interval and two-sided p from Student's t on `df` degrees of freedom."""
    df = np.where(df > 0, df, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stdtr(df, -np.abs(value / error))
        half = stdtrit(df, (1 + LEVEL) / 2) * error
    return Estimate(value, error, value - half, value + half, p, n)


def mean_of(values: ArrayLike, axis: int = -1) -> Estimate:
    """Mean over people, its t interval, and the p of a one-sample test against 0."""
    n, mean, sd = moments(values, axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        return t_interval(mean, sd / np.sqrt(n), n - 1, n)


def paired(active: ArrayLike, control: ArrayLike, axis: int = -1) -> Estimate:
    """Mean within-person difference and the paired t test; only people with both values count."""
    active, control = complete(active, control)
    return mean_of(active - control, axis)


def ratio(active: ArrayLike, control: ArrayLike, within: bool, axis: int = -1) -> Estimate:
    """Ratio of two means, its interval from the standard error of its logarithm (delta method).

    within: whether people are their own controls; only those with both values then count, and their two values may
    go together. Means of different sign have a ratio without interval.
    """
    if within:
        active, control = complete(active, control)
    a, c = moments(active, axis), moments(control, axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = a.mean / c.mean
        variance = a.sd**2 / (a.n * a.mean**2) + c.sd**2 / (c.n * c.mean**2)
        if within:
            apart = moments(np.asarray(active, float) - np.asarray(control, float), axis).sd
            together = (a.sd**2 + c.sd**2 - apart**2) / 2
            variance = variance - 2 * together / (a.n * a.mean * c.mean)
        error = np.sqrt(np.maximum(variance, 0))
        df, n = (a.n - 1, a.n) if within else (a.n + c.n - 2, a.n + c.n)
        logs = t_interval(np.log(np.where(value > 0, value, np.nan)), error, df, n)
        return Estimate(value, value * error, np.exp(logs.low), np.exp(logs.high), logs.p, n)


def welch(active: ArrayLike, control: ArrayLike, axis: int = -1) -> Estimate:
    """Difference between two groups of people and Welch's t test, which lets their spreads differ."""
    a, c = moments(active, axis), moments(control, axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        va, vc = a.sd**2 / a.n, c.sd**2 / c.n
        df = (va + vc) ** 2 / (va**2 / (a.n - 1) + vc**2 / (c.n - 1))
    return t_interval(a.mean - c.mean, np.sqrt(va + vc), df, a.n + c.n)
