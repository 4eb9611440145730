"""Instruments made for a test, and draws to go with them."""

from types import SimpleNamespace

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

SEVEN = {"low": 1.0, "high": 7.0, "step": 1.0}
DRAWS = st.floats(-4, 4, allow_subnormal=False)


def number(value):
    return SimpleNamespace(value=value)


def instrument(kind="scale", **told):
    known = {
        "title": "An instrument",
        "reads": "connection",
        "unit": "points",
        "transform": "linear",
        "items": (),
    }
    numbers = {
        key: number(told.pop(key)) for key in ("centre", "gain", "error", "person_error") if key in told
    }
    return SimpleNamespace(kind=kind, **(known | told | numbers))


def draws(seed, shape=(200, 5, 2), ratings=None):
    """Noise, person noise and no expectancy for a truth of `shape`."""
    random = np.random.default_rng(seed)
    noise = random.normal(size=shape if ratings is None else (*shape, ratings))
    return noise, random.normal(size=shape[0]), np.zeros(shape[:2])


def quiet(shape):
    return np.zeros(shape), np.zeros(shape[0]), np.zeros(shape[:2])


def truths(low=-5.0, high=5.0):
    return arrays(float, (3, 2, 2), elements=st.floats(low, high, allow_subnormal=False))


def noises():
    return st.tuples(
        arrays(float, (3, 2, 2), elements=DRAWS),
        arrays(float, 3, elements=DRAWS),
        arrays(float, (3, 2), elements=DRAWS),
    )
