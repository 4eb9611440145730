"""The t tests against SciPy's, on whole and on gappy data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from equipoise.study import contrast


def samples(seed, shape=(6, 25), gaps=0.0):
    random = np.random.default_rng(seed)
    x, y = random.normal(0.3, 1.5, shape), random.normal(0, 1, shape)
    for sample in (x, y):
        sample[random.random(shape) < gaps] = np.nan
    return x, y


def same(ours, theirs):
    interval = theirs.confidence_interval()
    np.testing.assert_allclose(ours.p, theirs.pvalue)
    np.testing.assert_allclose([ours.low, ours.high], [interval.low, interval.high])
    np.testing.assert_allclose(ours.value / ours.error, theirs.statistic)


@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.3]))
def test_paired_is_scipys(seed, gaps):
    x, y = samples(seed, gaps=gaps)
    same(contrast.paired(x, y), stats.ttest_rel(x, y, axis=-1, nan_policy="omit"))


@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.3]))
def test_welch_is_scipys(seed, gaps):
    x, y = samples(seed, gaps=gaps)
    same(contrast.welch(x, y), stats.ttest_ind(x, y, axis=-1, equal_var=False, nan_policy="omit"))


def test_mean_is_scipys_one_sample_test():
    x, _ = samples(0)
    same(contrast.mean_of(x), stats.ttest_1samp(x, 0, axis=-1))


def test_groups_may_differ_in_size():
    x, y = samples(1)
    ours = contrast.welch(x[:, :10], y)
    same(ours, stats.ttest_ind(x[:, :10], y, axis=-1, equal_var=False))
    assert ours.n.tolist() == [35] * 6


@pytest.mark.parametrize("test", [contrast.paired, contrast.welch])
def test_alone_nobody_has_a_p(test):
    estimate = test(np.array([1.0]), np.array([2.0]))
    assert np.isnan([estimate.p, estimate.low, estimate.high]).all()


def test_the_same_difference_in_everyone_is_certain():
    estimate = contrast.paired(np.ones(5), np.zeros(5))
    assert (estimate.value, estimate.low, estimate.high, estimate.p) == (1, 1, 1, 0)


def test_no_difference_in_anyone_has_no_p():
    assert np.isnan(contrast.paired(np.ones(5), np.ones(5)).p)
