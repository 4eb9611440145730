"""Blinding and expectancy: what people believe they take shifts what they report, never what they feel.

    shift = expectancy (belief - 1/2) gain of the scale,  belief 1: on the drug, 0: on placebo

In a blinded trial a person guesses right with a probability of her own (side effects give the drug away); in an open
one everybody knows. Expectancy is drawn around zero unless the population says otherwise.
"""

import numpy as np

from equipoise.engine.randomness import draws
from equipoise.study.study import Study


def belief(study: Study, seed: int, who: np.ndarray, on_drug: np.ndarray, guessing: np.ndarray) -> np.ndarray:
    """1 where a person believes to be on a drug, 0 where not: [person, period].

    on_drug: [person, period]; guessing: probability of guessing right [person].
    """
    if study.design.blinding == "open":
        return on_drug.astype(float)
    luck = draws("uniform", seed, ["guess of the arm"], who, shape=(on_drug.shape[1],))[0]
    right = luck < guessing[:, None]
    return np.where(right, on_drug, ~on_drug).astype(float)


def shift(belief: np.ndarray, expectancy: np.ndarray) -> np.ndarray:
    """Shift of reports in standard deviations between people: [person, period]."""
    return expectancy[:, None] * (belief - 1 / 2)
