"""The few summaries the figures need: intervals of means and shares, and the shape of a set of trials."""

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri, stdtrit

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2


def mean_interval(values: Any) -> tuple[float, float, float]:
    """Mean and its 95 % t interval; the interval is missing for fewer than two values."""
    x = np.asarray(values, dtype=float)
    x = x[np.isfinite(x)]
    if not len(x):
        return math.nan, math.nan, math.nan
    if len(x) == 1:
        return float(x[0]), math.nan, math.nan
    half = float(stdtrit(len(x) - 1, 1 - _TAIL)) * x.std(ddof=1) / math.sqrt(len(x))
    return float(x.mean()), float(x.mean() - half), float(x.mean() + half)


def pooled(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """People, mean and sum of squares about the mean of two crowds taken together, by their common index
    (Chan, Golub and LeVeque 1983, The American Statistician)."""
    if one.empty:
        return other
    one, other = one.align(other, fill_value=0.0)
    people, apart = one["people"] + other["people"], other["mean"] - one["mean"]
    mean = one["mean"] + apart * other["people"] / people
    squares = one["squares"] + other["squares"] + apart**2 * one["people"] * other["people"] / people
    return pd.DataFrame({"people": people, "mean": mean, "squares": squares})


def interval_about(mean: float, squares: float, people: float) -> tuple[float, float]:
    """95 % t interval of a mean, from the sum of squares about it; missing for fewer than two people."""
    if people < 2:
        return math.nan, math.nan
    half = float(stdtrit(people - 1, 1 - _TAIL)) * math.sqrt(squares / (people - 1) / people)
    return mean - half, mean + half


def central(values: Any) -> tuple[float, float, float]:
    """Mean and central 95 % range of a set of values."""
    x = np.asarray(values, dtype=float)
    low, high = np.quantile(x, [_TAIL, 1 - _TAIL])
    return float(x.mean()), float(low), float(high)


def share_interval(share: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share seen in n trials: honest at 0 and 1, where the usual one has no width."""
    z = float(ndtri(1 - _TAIL))
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def density(values: Any, points: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """A Gaussian kernel density with Silverman's width, scaled to a height of one; a spike where nothing varies."""
    x = np.asarray(values, dtype=float)
    quarter, three_quarters = np.quantile(x, [0.25, 0.75])
    spread = min(x.std(), (three_quarters - quarter) / 1.349) or x.std()
    if spread == 0:
        return np.array([x[0], x[0]]), np.array([0.0, 1.0])
    width = 0.9 * spread * len(x) ** -0.2
    grid = np.linspace(x.min() - 2 * width, x.max() + 2 * width, points)
    heights = np.exp(-0.5 * ((grid[:, None] - x[None, :]) / width) ** 2).sum(axis=1)
    return grid, heights / heights.max()
