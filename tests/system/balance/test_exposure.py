"""Exposure: ordinary rewards wear nothing; what is massed weighs more than what is spaced."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.balance.exposure import burden, d_excess_load, d_wear, over
from system.typical import followed, positive, shares, typical

NUMBERS = typical("balance/exposure")
ORDINARY, T_LOAD, HALF, YEAR, T_WEAR = (
    NUMBERS[name] for name in ("ordinary", "t_load", "load_half", "year", "t_wear")
)


def load(start, excess, hours):
    (found,) = followed(lambda _, y: [d_excess_load(excess, y[0], T_LOAD)], [start], hours)
    return found


@given(st.floats(1e-3, 1))
def test_limit_ordinary_rewards_wear_nothing(part):
    """Up to the threshold there is no excess, so that nothing that rests on it moves."""
    assert over(np.exp(ORDINARY * part) * (1 - 1e-6), ORDINARY) == 0
    assert d_excess_load(0.0, 0.0, T_LOAD) == burden(0.0, HALF) == d_wear(0.0, 0.0, YEAR, T_WEAR) == 0


def test_limit_a_year_of_full_burden_is_one_unit_of_wear():
    (worn,) = followed(lambda _, y: [d_wear(1.0, y[0], YEAR, 1e12)], [0.0], YEAR)
    assert worn == pytest.approx(1, rel=1e-6)


@given(positive)
def test_limit_half_way_is_half_way(half):
    assert burden(half, half) == 0.5


@given(st.floats(1e-3, 100), st.floats(1, 10))
def test_law_excess_grows_with_the_fold_of_dopamine(dopamine, factor):
    assert over(dopamine * factor, ORDINARY) >= over(dopamine, ORDINARY) >= 0


@given(st.floats(0, 10), st.floats(0, 10), positive)
def test_law_a_burden_is_a_share_and_grows_with_the_load(one, other, half):
    less, more = sorted([one, other])
    assert 0 <= burden(less, half) <= burden(more, half) <= 1


@given(st.floats(0, 5), shares)
def test_law_a_load_moves_towards_the_excess(excess, held):
    assert np.sign(d_excess_load(excess, held, T_LOAD)) == np.sign(excess - held)


def test_law_massed_use_weighs_more_than_the_same_use_spaced():
    """Four hours on end, or an hour every week: mean burden over four weeks."""

    def mean(times):
        hours, level, seen = 28 * 24, 0.0, []
        for hour in range(hours):
            level = load(level, 1.0 if hour in times else 0.0, 1.0)
            seen.append(burden(level, HALF))
        return np.mean(seen)

    assert mean({0, 1, 2, 3}) != pytest.approx(mean({0, 168, 336, 504}), rel=0.05)


def test_twin_a_dose_is_remembered_by_an_exponential():
    after = load(0.0, 2.0, 1.0)
    assert after == pytest.approx(2 * (1 - np.exp(-1 / T_LOAD)), rel=1e-6)
    assert load(after, 0.0, 100.0) == pytest.approx(after * np.exp(-100 / T_LOAD), rel=1e-6)
