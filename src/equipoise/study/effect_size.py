"""How large a difference is, in standard deviations: which standard deviation, and how sure.

    d_z   = mean(x - y) / SD(x - y)                            one person against herself
    d_av  = mean(x - y) / ((SD(x) + SD(y)) / 2)                paired, on the scale of people
    g     = J(df) * d,  J(df) = Gamma(df/2) / (sqrt(df/2) * Gamma((df-1)/2))

Source      d_z and d_av: Lakens 2013, doi 10.3389/fpsyg.2013.00863.
            J: Hedges 1981, doi 10.3102/10769986006002107.
            Standard error of two groups: Borenstein and others 2009, Introduction to Meta-Analysis, chapter 4;
            of pairs: Bonett 2009, doi 10.1037/a0016619.
Leaves out  exact intervals from the noncentral t: the large-sample ones here are what meta-analyses pool.

Shapes: people lie along `axis`; the other axes (repeat, item) are carried through. A person who lacks either
value of a pair is left out of that pair (complete cases). Where nothing can be said the answer is NaN.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln, ndtri

LEVEL = 0.95
"""Level of every confidence interval in the package."""

Array = NDArray[np.float64]


class Moments(NamedTuple):
    """Count, mean and standard deviation of the values present."""

    n: Array
    mean: Array
    sd: Array


class Estimate(NamedTuple):
    """A value with its standard error, interval, two-sided p and the number of people behind it."""

    value: Array
    error: Array
    low: Array
    high: Array
    p: Array
    n: Array


def moments(values: ArrayLike, axis: int = -1) -> Moments:
    """Count, mean and sample standard deviation along `axis`; a missing value (NaN) is left out."""
    values = np.asarray(values, float)
    present = ~np.isnan(values)
    n = present.sum(axis, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(present, values, 0).sum(axis) / n
        squares = np.where(present, values - np.expand_dims(mean, axis), 0) ** 2
        sd = np.sqrt(squares.sum(axis) / np.where(n > 1, n - 1, np.nan))
    return Moments(n, mean, sd)


def complete(active: ArrayLike, control: ArrayLike) -> tuple[Array, Array]:
    """Both values of a pair made missing where either is."""
    active, control = np.broadcast_arrays(np.asarray(active, float), np.asarray(control, float))
    whole = ~(np.isnan(active) | np.isnan(control))
    return np.where(whole, active, np.nan), np.where(whole, control, np.nan)


def correction(df: ArrayLike) -> Array:
    """Hedges' small-sample factor J(df), exact and not 1 - 3 / (4 df - 1); NaN below 2 degrees of freedom."""
    df = np.asarray(df, float)
    safe = np.where(df >= 2, df, np.nan)
    return np.exp(gammaln(safe / 2) - gammaln((safe - 1) / 2)) / np.sqrt(safe / 2)


def normal_interval(value: Array, error: Array, n: Array) -> Estimate:
    """An effect size with its large-sample interval: its value and the normal quantile times its error."""
    value, half = np.where(np.isfinite(value), value, np.nan), ndtri((1 + LEVEL) / 2) * error
    return Estimate(value, error, value - half, value + half, np.full_like(error, np.nan), n)


def d_z(difference: ArrayLike, axis: int = -1) -> Estimate:
    """Mean of the paired differences over their own standard deviation; variance 1/n + d_z^2 / 2n."""
    n, mean, sd = moments(difference, axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = mean / sd
        error = np.sqrt(1 / n + value**2 / (2 * n))
    return normal_interval(value, error, n)


def d_av(active: ArrayLike, control: ArrayLike, axis: int = -1) -> Estimate:
    """Mean paired difference over the average of the two standard deviations, uncorrected for small samples.

    Variance: [SD(x - y)^2 + d^2 (SD(x)^2 + SD(y)^2 + 2 r^2 SD(x) SD(y)) / 8] / (df * mean SD^2), with r the
    correlation of the two conditions: Bonett's, for the average of the SDs. Borenstein's shorter form,
    (1/n + d^2 / 2n) * 2 (1 - r), lets the doubt about the SDs vanish with r as well: where people resemble
    themselves (r = 0.9, d = 0.6, n = 31) its 95 % interval holds the truth 86 times in 100, this one 94 times.
    """
    active, control = complete(active, control)
    a, c, difference = moments(active, axis), moments(control, axis), moments(active - control, axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (a.sd + c.sd) / 2
        value = difference.mean / spread
        covariance = (a.sd**2 + c.sd**2 - difference.sd**2) / 2
        doubt_of_spread = value**2 * (a.sd**2 + c.sd**2 + 2 * covariance**2 / (a.sd * c.sd)) / 8
        error = np.sqrt((difference.sd**2 + doubt_of_spread) / (a.n - 1)) / spread
    return normal_interval(value, error, a.n)


def _corrected(d: Estimate, df: Array) -> Estimate:
    j = correction(df)
    return normal_interval(j * d.value, j * d.error, d.n)


def hedges_g_paired(active: ArrayLike, control: ArrayLike, axis: int = -1) -> Estimate:
    """Hedges' g of a within-person comparison: `d_av` times J(n - 1).

    This is Lakens' g_av, with the degrees of freedom of pairs (Borenstein 2009), which correct slightly too much
    where the two conditions are hardly correlated. It is on the scale of g between two groups, and so the one
    to set beside a meta-analysis; `d_z` is not.
    """
    effect = d_av(active, control, axis)
    return _corrected(effect, effect.n - 1)


def hedges_g_independent(active: ArrayLike, control: ArrayLike, axis: int = -1) -> Estimate:
    """Hedges' g of two groups: mean difference over the pooled standard deviation, times J(n1 + n2 - 2).

    Variance of d before the correction: (n1 + n2) / (n1 n2) + d^2 / (2 (n1 + n2)).
    """
    a, c = moments(active, axis), moments(control, axis)
    total = a.n + c.n
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.sqrt(((a.n - 1) * a.sd**2 + (c.n - 1) * c.sd**2) / (total - 2))
        value = (a.mean - c.mean) / pooled
        error = np.sqrt(total / (a.n * c.n) + value**2 / (2 * total))
    return _corrected(normal_interval(value, error, total), total - 2)
