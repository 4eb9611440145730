"""A second opinion on a within-person comparison: a mixed model, from a library that is not ours."""

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from equipoise.errors import InvalidInput
from equipoise.study.effect_size import complete
from equipoise.study.endpoint import endpoints
from equipoise.study.pivot import completers, pivot

if TYPE_CHECKING:
    from equipoise.study.study import Study

WITHIN = "within person"


def cross_check(
    observations: pd.DataFrame, study: "Study", name: str, people: pd.DataFrame | None = None
) -> dict[str, Any]:
    """One analysis of the first repeat as value ~ arm with a random intercept for each person.

    With complete pairs its estimate is the mean paired difference of `analyse`, and its interval nearly so (it is
    normal, not Student's t). One model takes longer than a thousand paired tests, hence the first repeat only.
    """
    from statsmodels.regression.mixed_linear_model import MixedLM

    analysis = study.analysis[name]
    compare = analysis.compare
    if compare is None or compare.how != WITHIN:
        remedy = 'Name an analysis with compare = "... against ..., within person".'
        raise InvalidInput(f"[analysis.{name}]", "it compares nobody with themselves.", remedy)
    rows = observations if people is None else completers(observations, people)
    table = pivot(rows[(rows["repeat"] == rows["repeat"].min()) & (rows["measure"] == analysis.measure)])
    values = endpoints(table, analysis, study)[0]
    arms = compare.active, compare.control
    y = np.concatenate(complete(*(values[:, table.arm(arm)] for arm in arms)))
    active, person = np.repeat([1.0, 0.0], len(values)), np.tile(np.arange(len(values)), 2)
    seen = ~np.isnan(y)
    design = np.column_stack([np.ones_like(y), active])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a variance on its boundary is an answer here, not an accident
        fit = MixedLM(y[seen], design[seen], groups=person[seen]).fit()
    low, high = np.asarray(fit.conf_int())[1]
    numbers = {"value": fit.params[1], "low": low, "high": high, "p": fit.pvalues[1]}
    return {key: float(number) for key, number in numbers.items()} | {"n": int(seen.sum()) // 2}
