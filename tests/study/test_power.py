"""Power counted from trials against power from the noncentral t."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from equipoise.errors import InvalidInput
from equipoise.study import power as subject
from equipoise.study.analysis import analyse
from equipoise.study.power import paired_power, power, sample_size, share_significant
from study.trial_data import analysis, block, compare, crossover, study, table


def trials(effect, repeats=2000, people=31, seed=0):
    paired = study(daily=analysis(contrast=compare()))
    values = crossover(seed, repeats, people, effect, occasions=1)
    return analyse(table(values), paired)


@pytest.mark.parametrize("d_z", [0.2, 0.37, 0.6])
def test_counted_power_is_the_textbooks(d_z):
    found = power(trials(-d_z * np.sqrt(2)), study(daily=analysis(contrast=compare())))[0]
    exact = paired_power(d_z, 31)
    assert found["low"] - 0.02 < exact < found["high"] + 0.02
    assert found["statistic"] == "share of trials with p < 0.05"


def test_with_no_effect_five_in_a_hundred_are_significant():
    found = power(trials(0.0), study(daily=analysis(contrast=compare())))[0]
    assert 0.035 < found["value"] < 0.065
    assert found["trials"] == 2000


def test_only_the_published_direction_counts():
    with_null = trials(0.0)
    both = power(with_null, study(daily=analysis(contrast=compare())))[0]
    down = power(with_null, study(block(value=-0.2), daily=analysis(contrast=compare())))[0]
    up = power(with_null, study(block("sign", 1), daily=analysis(contrast=compare())))[0]
    assert down["value"] + up["value"] == pytest.approx(both["value"])
    assert (both["direction"], down["direction"], up["direction"]) == (0, -1, 1)


def test_a_published_null_has_no_direction():
    null = study(block("sign", 0), block(value=1, result="other"), daily=analysis(contrast=compare()))
    assert subject.published_direction(null, "daily") == 0


def test_only_comparisons_have_power():
    both = study(daily=analysis(contrast=compare()), peak=analysis(report="peak"))
    assert [item["name"] for item in power(analyse(table(crossover()), both), both)] == ["daily"]


@given(st.integers(1, 500), st.data())
def test_wilson_interval_is_statsmodels(trials, data):
    found = data.draw(st.integers(0, trials))
    share = share_significant(np.ones(trials), np.where(np.arange(trials) < found, 0.01, 0.5))
    theirs = proportion_confint(found, trials, method="wilson")
    assert (share["low"], share["high"]) == pytest.approx(theirs, abs=1e-9)


def test_wilson_interval():
    """8 of 10: 0.490 to 0.943."""
    share = share_significant(np.ones(10), [0.01] * 8 + [0.2, np.nan])
    assert share["value"] == 0.8
    assert (share["low"], share["high"]) == pytest.approx((0.4902, 0.9433), abs=1e-3)


def test_power_of_no_trials_at_all_is_nothing():
    empty = pd.DataFrame({"name": [], "statistic": [], "value": [], "p": []})
    assert power(empty, study(daily=analysis(contrast=compare())))[0]["value"] is None


@given(st.floats(0.1, 2), st.floats(0.1, 0.99))
def test_the_sample_size_is_the_smallest_that_suffices(d_z, wanted):
    n = sample_size(d_z, wanted)
    assert paired_power(d_z, n) >= wanted - 1e-6
    assert n == 2 or paired_power(d_z, n - 1) < wanted + 1e-6


def test_sample_size_of_a_textbook():
    """d_z 0.5, power 0.8, two-sided 0.05: 34 pairs (G*Power)."""
    assert sample_size(0.5, 0.8) == sample_size(-0.5, 0.8) == 34


@pytest.mark.parametrize(("d_z", "wanted"), [(0, 0.8), (0.5, 1.0), (0.5, 0.01)])
def test_impossible_powers_are_refused(d_z, wanted):
    with pytest.raises(InvalidInput, match="no number of people"):
        sample_size(d_z, wanted)
