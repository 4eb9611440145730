"""The level itself: nothing at rest, and four parts that each pull it one way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.balance.allostasis import hedonic_level, tonic_level
from system.typical import positive, shares, typical

NUMBERS = typical("balance/allostasis")
BY = tuple(NUMBERS[name] for name in ("by_inherited", "tilt", "by_endorphin", "by_capacity", "by_withdrawal"))
REST = {"weight": 1.0, "endorphin": 1.0, "capacity": 1.0, "withdrawal": 0.0, "inherited": 1.0}
parts = st.fixed_dictionaries({
    "weight": st.floats(1, 4), "endorphin": st.floats(0.3, 3), "capacity": st.floats(0.1, 1),
    "withdrawal": shares, "inherited": st.floats(0.5, 2),
})  # fmt: skip


def level(**changes):
    met = {**REST, **changes}
    return float(hedonic_level(*met.values(), *BY))


def test_limit_in_health_and_at_rest_the_level_is_nothing():
    assert level() == 0
    assert tonic_level(1.0, 1.0) == 1


@given(parts)
def test_law_a_heavier_pain_side_and_withdrawal_pull_it_down(met):
    for name in ("weight", "withdrawal"):
        assert level(**{**met, name: met[name] + 0.5}) < level(**met)


@given(parts, st.floats(1.05, 3))
def test_law_endorphin_and_capacity_lift_it(met, factor):
    for name in ("endorphin", "capacity"):
        assert level(**{**met, name: met[name] * factor}) > level(**met)


@given(parts)
def test_twin_the_parts_add_up(met):
    by_inherited, tilt, by_endorphin, by_capacity, by_withdrawal = BY
    told = by_inherited * np.log(met["inherited"]) + by_endorphin * np.log(met["endorphin"])
    told += by_capacity * np.log(met["capacity"]) - tilt * (met["weight"] - 1)
    assert level(**met) == pytest.approx(told - by_withdrawal * met["withdrawal"], rel=1e-4, abs=1e-5)


@given(positive, positive)
def test_twin_a_persons_level_counts_in_the_typical_persons(inherited, dopamine):
    assert tonic_level(inherited, dopamine) == inherited * dopamine
