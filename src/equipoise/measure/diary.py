"""A diary: a scale filled in at home, on the evenings it is filled in.

Leaves out  entries made late or all at once, and evenings missed because of what they were like: here
            an entry is missed by chance alone.
"""

import numpy as np
from numpy.typing import ArrayLike

from equipoise.measure.instrument import Array

NO_ENTRY = "no entry"


def missed(chance: ArrayLike, draws: ArrayLike) -> np.ndarray:
    """Which entries are not made: uniform draws [person, occasion] below the chance (a number or the same shape)."""
    return np.asarray(draws, float) < np.asarray(chance, float)


def without(values: ArrayLike, absent: ArrayLike) -> Array:
    """Values [person, occasion, item] with the entries not made set to NaN, all items of an evening at once."""
    return np.where(np.asarray(absent, bool)[:, :, None], np.nan, np.asarray(values, float))
