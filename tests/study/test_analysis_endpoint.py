"""A person's many values reduced to one, and how results move with time, dose and worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from equipoise.study import endpoint, trend

NAN = float("nan")
PERSON = [[1, 2, 6], [NAN, 4, NAN], [NAN, NAN, NAN]]


@pytest.mark.parametrize(
    ("reduce", "expected"),
    [
        (endpoint.period_mean, [3, 4, NAN]),
        (endpoint.first, [1, 4, NAN]),
        (endpoint.last, [6, 4, NAN]),
        (endpoint.change, [5, 0, NAN]),
        (endpoint.total, [9, 12, NAN]),
        (endpoint.peak, [6, 4, NAN]),
    ],
)
def test_reductions(reduce, expected):
    np.testing.assert_array_equal(reduce(PERSON), expected)


def test_change_from_a_baseline():
    np.testing.assert_array_equal(endpoint.change(PERSON, [1, 2, 3]), [5, 2, NAN])


def test_time_of_peak_counts_from_the_dose_before_it():
    times = [10.0, 24.0, 34.0]
    np.testing.assert_array_equal(endpoint.peak_time([[1, 2, 6], [3, 2, 1], [NAN] * 3], times), [34, 10, NAN])
    np.testing.assert_array_equal(endpoint.peak_time([[1, 2, 6], [3, 2, 1]], times, (33.0, 9.0)), [1, 1])
    assert endpoint.peak_time([3, 2, 1], times, (12.0,)) == 10


# Half-time -----------------------------------------------------------------------------------------------------


@given(st.floats(1, 200), st.floats(1, 24), st.floats(0.1, 1000))
def test_half_time_of_a_decay_is_its_own_at_any_sampling(half_life, every, top):
    times = np.arange(0, 3 * half_life + every, every)
    assert trend.half_time(times, top * 0.5 ** (times / half_life)) == pytest.approx(half_life)


def test_half_time_counts_from_the_peak():
    assert trend.half_time([0, 1, 2, 3, 4], [0, 8, 6, 4, 2]) == pytest.approx(2)
    assert trend.half_time([0, 1, 2, 3], [8, NAN, NAN, 2]) == pytest.approx(1.5)


def test_half_time_to_nothing_is_straight():
    assert trend.half_time([0, 10], [8, 0]) == pytest.approx(5)
    assert trend.half_time([0, 10], [8, -8]) == pytest.approx(2.5)


@pytest.mark.parametrize("course", [[8, 6, 5], [NAN, NAN, NAN], [0, 0, 0], [-1, -2, -3], [1, 2, 4]])
def test_half_time_is_not_always_reached(course):
    assert np.isnan(trend.half_time([0, 1, 2], course))


# Slopes --------------------------------------------------------------------------------------------------------


def test_slope_over_items_is_least_squares():
    random = np.random.default_rng(0)
    worth, answers = np.array([0.0, 1, 2, 5]), random.normal(size=(3, 7, 4))
    expected = stats.linregress(worth, answers[1, 2]).slope
    assert trend.slope_over_items(answers, worth)[1, 2] == pytest.approx(expected)
    answers[1, 2, 0] = NAN
    expected = stats.linregress(worth[1:], answers[1, 2, 1:]).slope
    assert trend.slope_over_items(answers, worth)[1, 2] == pytest.approx(expected)


def test_slope_of_a_difference_is_the_difference_of_slopes():
    x, y = np.random.default_rng(1).normal(size=(2, 9, 4))
    slopes = [trend.slope_over_items(z, range(4)) for z in (x, y, x - y)]
    np.testing.assert_allclose(slopes[0] - slopes[1], slopes[2])


def test_slope_over_dose_across_people_is_scipys():
    random = np.random.default_rng(2)
    doses, values = np.array([0.0, 25, 50]), np.full((2, 30, 3), NAN)
    arm = np.arange(30) % 3
    values[:, np.arange(30), arm] = random.normal(size=(2, 30)) - 0.01 * doses[arm]
    ours = trend.slope_over_dose_between(values, doses)
    for repeat in range(2):
        theirs = stats.linregress(doses[arm], values[repeat, np.arange(30), arm])
        assert (ours.value[repeat], ours.error[repeat]) == pytest.approx((theirs.slope, theirs.stderr))
        assert ours.p[repeat] == pytest.approx(theirs.pvalue)
    assert ours.n.tolist() == [30, 30]


def test_slope_over_dose_within_a_person():
    values = np.array([[4.0, 3.0, 2.0], [1.0, NAN, 2.0], [1.0, NAN, NAN]])
    np.testing.assert_allclose(trend.slope_over_dose_within(values, [0, 25, 50]), [-0.04, 0.02, NAN])


def test_one_dose_has_no_slope():
    estimate = trend.slope_over_dose_between(np.ones((5, 2)), [50, 50])
    assert np.isnan([estimate.value, estimate.error, estimate.p]).all()
