"""How often a trial of this size finds what is there.

Power is counted, not assumed: the share of simulated trials with p below the level, in the published direction
where one is published. `paired_power` is the textbook answer for the same question, kept as its twin.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from equipoise.errors import InvalidInput
from equipoise.study.effect_size import LEVEL

if TYPE_CHECKING:
    from equipoise.study.study import Study

ALPHA = 0.05
"""Two-sided level at which a trial is said to have found its effect."""

DIRECTED = ("hedges_g", "d_z", "mean_difference", "sign", "slope")
STATISTIC = f"share of trials with p < {ALPHA:g}"


def share_significant(value: ArrayLike, p: ArrayLike, direction: float = 0) -> dict[str, Any]:
    """Share of trials with p < ALPHA and an effect of the sign of `direction` (0: any), with Wilson interval.

    A trial without a p (too few people left) found nothing and is counted as such; without trials it is None.
    """
    from scipy.stats import binomtest

    value, p = np.asarray(value, float), np.asarray(p, float)
    if not p.size:
        return {"value": None, "low": None, "high": None, "trials": 0}
    found = (p < ALPHA) & ((direction == 0) | (np.sign(value) == np.sign(direction)))
    low, high = binomtest(int(found.sum()), found.size).proportion_ci(LEVEL, method="wilson")
    return {"value": float(found.mean()), "low": float(low), "high": float(high), "trials": int(found.size)}


def published_direction(study: "Study", name: str) -> float:
    """Sign of the first published effect beside an analysis; 0 where there is none, or none is directed."""
    for block in study.published:
        if block.result == name and block.value and block.statistic in DIRECTED:
            return float(np.sign(block.value))
    return 0.0


def power(trials: pd.DataFrame, study: "Study") -> list[dict[str, Any]]:
    """Power of every comparison: items with name, statistic, value, low, high, trials and direction."""
    items = []
    for name, analysis in study.analysis.items():
        if analysis.compare is None:
            continue
        rows = trials[(trials["name"] == name) & (trials["statistic"] == "hedges_g")]
        direction = published_direction(study, name)
        items.append(
            {
                "name": name,
                "statistic": STATISTIC,
                **share_significant(rows["value"], rows["p"], direction),
                "direction": int(direction),
            }
        )
    return items


def paired_power(d_z: float, n: int, alpha: float = ALPHA) -> float:
    """Power of a two-sided paired t test of n people, from the noncentral t."""
    from statsmodels.stats.power import TTestPower

    return float(TTestPower().power(d_z, n, alpha))


def sample_size(d_z: float, power: float, alpha: float = ALPHA) -> int:
    """Smallest number of people for which a two-sided paired t test reaches `power`."""
    if d_z == 0 or not alpha < power < 1:
        trouble = f"no number of people gives power {power:g} for d_z = {d_z:g}."
        remedy = f"Ask for a power between {alpha:g} and 1, for an effect that is not 0."
        raise InvalidInput("sample size", trouble, remedy)
    few, enough = 1, 2
    while paired_power(d_z, enough, alpha) < power:
        few, enough = enough, 2 * enough
    while enough - few > 1:
        middle = (few + enough) // 2
        few, enough = (few, middle) if paired_power(d_z, middle, alpha) >= power else (middle, enough)
    return enough
