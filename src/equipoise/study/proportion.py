"""A share of people with its interval, and two shares set against each other.

Source      Wilson 1927 for one share, Newcombe 1998 for a difference, log-adjusted intervals for a ratio, as
            statsmodels has them. Shares are in percent.

Shapes: answers [repeat, person], 1, 0 or NaN where nobody was seen -> one estimate per repeat.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from equipoise.study.effect_size import LEVEL, Estimate

METHODS = {"diff": "newcomb", "ratio": "log-adjusted"}


def share(answers: ArrayLike) -> Estimate:
    """Share of people who answer yes, with its Wilson interval."""
    from statsmodels.stats.proportion import proportion_confint

    answers = np.asarray(answers, float)
    yes, n = np.nansum(answers, axis=-1), (~np.isnan(answers)).sum(axis=-1)
    seen = np.maximum(n, 1)
    low, high = proportion_confint(yes, seen, alpha=1 - LEVEL, method="wilson")
    nothing = np.full(yes.shape, np.nan)
    told = [np.where(n > 0, 100 * np.asarray(value), np.nan) for value in (yes / seen, low, high)]
    return Estimate(told[0], nothing, told[1], told[2], nothing, n)


def against(active: ArrayLike, control: ArrayLike, kind: str) -> Estimate:
    """Difference ("diff", in percentage points) or ratio of two groups' shares, each [repeat, person]."""
    rows = [
        _one(a, c, kind) for a, c in zip(np.asarray(active, float), np.asarray(control, float), strict=True)
    ]
    value, low, high, p, n = (np.array(column, float) for column in zip(*rows, strict=True))
    return Estimate(value, np.full(value.shape, np.nan), low, high, p, n)


def _one(active: Any, control: Any, kind: str) -> tuple[float, float, float, float, float]:
    from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

    groups = [group[~np.isnan(group)] for group in (active, control)]
    (yes, n), (no, m) = ((group.sum(), len(group)) for group in groups)
    if not n or not m or (kind == "ratio" and not no):
        return np.nan, np.nan, np.nan, np.nan, n + m
    low, high = confint_proportions_2indep(yes, n, no, m, method=METHODS[kind], compare=kind, alpha=1 - LEVEL)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = float(test_proportions_2indep(yes, n, no, m, compare="diff", method="score").pvalue)
    scale = 100 if kind == "diff" else 1
    value = yes / n - no / m if kind == "diff" else (yes / n) / (no / m)
    return scale * value, scale * low, scale * high, p, n + m
