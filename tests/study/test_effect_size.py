"""Effect sizes against worked examples, exact distributions, and the laws any effect size keeps."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from equipoise.study.effect_size import (
    complete,
    correction,
    d_av,
    d_z,
    hedges_g_independent,
    hedges_g_paired,
    moments,
)

PAIRS = arrays(
    float, st.tuples(st.just(2), st.integers(4, 40)), elements=st.floats(-100, 100).map(lambda x: round(x, 2))
)


def spread_enough(*samples):
    assume(all(np.std(sample) > 0.01 for sample in samples))


def orthogonal(n):
    """Two samples of n with mean 0, standard deviation 1 and no correlation at all."""
    random = np.random.default_rng(0).normal(size=(2, n))
    return np.linalg.qr((random - random.mean(1, keepdims=True)).T)[0].T * np.sqrt(n - 1)


# Worked examples -----------------------------------------------------------------------------------------------


def test_two_groups_as_borenstein_works_it():
    """Means 103 and 100, SDs 5.5 and 4.5, 50 people each: d 0.5970, variance 0.0418; g 0.5924, variance 0.0411."""
    zero = np.linspace(-1, 1, 50)
    unit = zero / zero.std(ddof=1)
    g = hedges_g_independent(103 + 5.5 * unit, 100 + 4.5 * unit)
    assert g.value == pytest.approx(0.5924, abs=2e-4)
    assert g.error**2 == pytest.approx(0.0411, abs=2e-4)
    assert (g.low, g.high) == pytest.approx((0.195, 0.990), abs=2e-3)
    assert g.n == 100


def test_paired_scores_as_borenstein_works_them():
    """Means 103 and 100, SD of differences 5.5, r 0.7, 50 pairs: d 0.4225, g 0.4160."""
    a, b = orthogonal(50)
    sd = 5.5 / np.sqrt(2 * (1 - 0.7))
    x, y = 103 + sd * a, 100 + sd * (0.7 * a + np.sqrt(1 - 0.7**2) * b)
    assert d_av(x, y).value == pytest.approx(0.4225, abs=1e-4)
    assert hedges_g_paired(x, y).value == pytest.approx(0.4160, abs=1e-4)


def test_paired_error_as_bonett_works_it():
    """Means 23.9 and 25.1, SDs 1.76 and 2.01, r 0.78, 25 pairs: error 0.1603 (with the root mean square SD: vcmeta)."""
    a, b = orthogonal(25)
    d = d_av(23.9 + 1.76 * a, 25.1 + 2.01 * (0.78 * a + np.sqrt(1 - 0.78**2) * b))
    assert (d.value, d.error) == pytest.approx((-0.6352, 0.1603), rel=0.005)


def test_one_by_hand():
    difference = np.array([1.0, 2.0, 3.0])
    assert d_z(difference).value == pytest.approx(2.0)
    assert d_z(difference).error == pytest.approx(np.sqrt(1 / 3 + 4 / 6))
    assert d_av([2.0, 4.0, 6.0], [1.0, 2.0, 3.0]).value == pytest.approx(2 / 1.5)


@pytest.mark.parametrize(("df", "factor"), [(2, 0.56419), (10, 0.92275), (30, 0.97475), (100, 0.99248)])
def test_correction_is_hedges_exact_factor(df, factor):
    assert correction(df) == pytest.approx(factor, abs=1e-4)
    assert correction(df) == pytest.approx(1 - 3 / (4 * df - 1), abs=0.01)


# Known distributions -------------------------------------------------------------------------------------------


def test_corrected_effects_are_unbiased():
    random = np.random.default_rng(1)
    a, b = random.normal(0.5, 1, (20000, 8)), random.normal(0, 1, (20000, 8))
    assert hedges_g_independent(a, b).value.mean() == pytest.approx(0.5, abs=0.015)
    person = random.normal(size=(20000, 20))
    x, y = (0.8 * person + 0.6 * random.normal(shift, 1, (20000, 20)) for shift in (0.5, 0))
    assert hedges_g_paired(x, y).value.mean() == pytest.approx(0.6 * 0.5, abs=0.01)


def test_d_z_of_a_t_test():
    """t = d_z * sqrt(n), whatever the data."""
    x, y = np.random.default_rng(2).normal(size=(2, 7, 31))
    t = stats.ttest_rel(x, y, axis=1).statistic
    assert d_z(x - y).value * np.sqrt(31) == pytest.approx(t)


@pytest.mark.parametrize("r", [0.0, 0.5, 0.9])
def test_intervals_cover_the_truth_about_as_often_as_they_say(r):
    random = np.random.default_rng(3)
    shared = np.sqrt(r) * random.normal(size=(4000, 31))
    own = np.sqrt(1 - r) * random.normal(size=(2, 4000, 31))
    x, y = shared + own[0] + 0.3, shared + own[1]
    truths = {"g": (hedges_g_paired(x, y), 0.3), "z": (d_z(x - y), 0.3 / np.sqrt(2 * (1 - r)))}
    for effect, truth in truths.values():
        assert 0.93 < np.mean((effect.low < truth) & (truth < effect.high)) < 0.97


# Laws ----------------------------------------------------------------------------------------------------------


@given(PAIRS, st.floats(0.1, 50), st.floats(-50, 50))
def test_the_unit_does_not_matter(pair, factor, shift):
    x, y = pair
    spread_enough(x, y, x - y)
    for effect in (hedges_g_paired, hedges_g_independent, d_av):
        plain, other = effect(x, y), effect(factor * x + shift, factor * y + shift)
        for field in ("value", "error", "low", "high"):
            assert getattr(plain, field) == pytest.approx(getattr(other, field), rel=1e-6, abs=1e-6)


@given(PAIRS)
def test_swapping_the_arms_swaps_the_sign(pair):
    x, y = pair
    spread_enough(x, y, x - y)
    for effect in (hedges_g_paired, hedges_g_independent, lambda x, y: d_z(x - y)):
        there, back = effect(x, y), effect(y, x)
        assert there.value == pytest.approx(-back.value, abs=1e-12)
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


@given(PAIRS, st.data())
def test_a_missing_person_is_as_if_never_there(pair, data):
    x, y = pair.copy()
    gone = data.draw(st.integers(0, x.size - 1))
    kept = np.delete(np.arange(x.size), gone)
    spread_enough(x[kept], y[kept], (x - y)[kept])
    with_gap = x.copy()
    with_gap[gone] = np.nan
    for effect in (hedges_g_paired(with_gap, y), d_z(with_gap - y)):
        assert effect.n == kept.size
    assert hedges_g_paired(with_gap, y).value == pytest.approx(hedges_g_paired(x[kept], y[kept]).value)


def test_axes_are_carried_through():
    x, y = np.random.default_rng(4).normal(size=(2, 5, 12, 3))
    every = hedges_g_paired(x, y, axis=1)
    assert every.value.shape == every.n.shape == (5, 3)
    assert every.value[2, 1] == pytest.approx(hedges_g_paired(x[2, :, 1], y[2, :, 1]).value)


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_people_give_no_answer(n):
    x, y = np.ones((2, n))
    for effect in (hedges_g_paired(x, y), hedges_g_independent(x, y), d_z(x - y), d_av(x, y)):
        assert np.isnan(effect.value)
        assert np.isnan(effect.low)


def test_no_spread_gives_no_finite_effect():
    for effect in (d_z(np.ones(5)), hedges_g_paired(np.ones(5), np.zeros(5)), d_z(np.zeros(5))):
        assert not np.isfinite(effect.value)
        assert np.isnan([effect.low, effect.high]).all()


def test_pairs_are_complete():
    x, y = complete([1, np.nan, 3], [np.nan, 2, 4])
    assert np.isnan(x).tolist() == np.isnan(y).tolist() == [True, True, False]


def test_moments_leave_out_what_is_missing():
    n, mean, sd = moments([[1, 2, np.nan, 3], [np.nan] * 4])
    assert n.tolist() == [3, 0]
    assert (mean[0], sd[0]) == (2, 1)
    assert np.isnan([mean[1], sd[1]]).all()
