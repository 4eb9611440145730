"""The analysis of many trials at once against SciPy and statsmodels on each of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from equipoise.errors import InvalidInput
from equipoise.study.analysis import COLUMNS, analyse, cross_check
from study.trial_data import ARMS, analysis, compare, crossover, study, table

NAN = float("nan")
PAIRED = study(daily=analysis(contrast=compare()))


def of(trials, statistic, arm=None):
    rows = trials[(trials["statistic"] == statistic) & ((trials["arm"] == arm) | (arm is None))]
    return rows.sort_values("repeat").reset_index(drop=True)


# Comparisons ---------------------------------------------------------------------------------------------------


def test_within_person_is_the_paired_t_test_of_period_means():
    values = crossover(repeats=5)
    trials = analyse(table(values), PAIRED)
    means = values[:, :, :, 0].mean(-1)
    theirs = stats.ttest_rel(means[..., 0], means[..., 1], axis=1)
    difference, g, z = (of(trials, name) for name in ("mean_difference", "hedges_g", "d_z"))
    np.testing.assert_allclose(difference["p"], theirs.pvalue)
    np.testing.assert_allclose(difference["low"], theirs.confidence_interval().low)
    np.testing.assert_allclose(z["value"], theirs.statistic / np.sqrt(31))
    np.testing.assert_allclose(g["p"], theirs.pvalue)
    spread = means.std(axis=1, ddof=1).mean(-1)
    np.testing.assert_allclose(g["value"], difference["value"] / spread * (1 - 3 / (4 * 30 - 1)), rtol=1e-3)
    assert list(trials.columns) == COLUMNS
    assert set(trials["n"]) == {31}
    assert set(trials["arm"]) == {"naltrexone"}


def test_between_people_is_welch():
    values = crossover(repeats=5, people=80)
    values[:, :40, 1], values[:, 40:, 0] = NAN, NAN
    trials = analyse(table(values), study(kind="parallel", warm=analysis(contrast=compare("between people"))))
    means = [values[:, :40, 0, 0].mean(-1), values[:, 40:, 1, 0].mean(-1)]
    np.testing.assert_allclose(
        of(trials, "mean_difference")["p"], stats.ttest_ind(*means, axis=1, equal_var=False).pvalue
    )
    assert set(trials["statistic"]) == {"mean_difference", "hedges_g"}
    assert set(trials["n"]) == {80}


def test_the_mixed_model_agrees():
    observations = table(crossover(repeats=3, correlated=2.0))
    ours = of(analyse(observations, PAIRED), "mean_difference").iloc[0]
    theirs = cross_check(observations, PAIRED, "daily")
    assert theirs["value"] == pytest.approx(ours["value"], abs=1e-6)
    assert (theirs["low"], theirs["high"]) == pytest.approx((ours["low"], ours["high"]), abs=0.03)
    assert theirs["n"] == 31


@pytest.mark.parametrize("asked", [analysis(), analysis(contrast=compare("between people"))])
def test_a_mixed_model_needs_people_compared_with_themselves(asked):
    with pytest.raises(InvalidInput, match="nobody with themselves"):
        cross_check(table(crossover(repeats=1)), study(daily=asked), "daily")


def test_only_completers_are_analysed():
    values = crossover(repeats=2)
    observations = table(values)
    people = pd.DataFrame(
        {"repeat": np.repeat([0, 1], 31), "person": np.tile(range(31), 2), "status": "completed"}
    )
    people.loc[[0, 1, 40], "status"] = "side effects"
    trials = analyse(observations, PAIRED, people)
    assert of(trials, "d_z")["n"].tolist() == [29, 30]
    expected = (values[0, 2:, 0] - values[0, 2:, 1]).mean()
    assert of(trials, "mean_difference")["value"][0] == pytest.approx(expected)
    assert cross_check(observations, PAIRED, "daily", people)["n"] == 29


def test_those_with_one_period_are_left_out_of_pairs():
    values = crossover(repeats=1)
    values[0, :3, 0] = NAN
    assert set(analyse(table(values), PAIRED)["n"]) == {28}


def test_items_and_their_contrasts():
    values = np.concatenate([crossover(1, 3), crossover(2, 3, effect=0)], axis=3)
    close, neutral = values[:, :, :, 0].mean(-1), values[:, :, :, 1].mean(-1)
    expected = {"all": (close + neutral) / 2, "close": close, "close - neutral": close - neutral}
    asked = {f"a{i}": analysis(contrast=compare(), item=item) for i, item in enumerate(expected)}
    trials = analyse(table(values, items=("close", "neutral")), study(**asked))
    for i, mean in enumerate(expected.values()):
        rows = of(trials[trials["name"] == f"a{i}"], "mean_difference")
        np.testing.assert_allclose(rows["value"], (mean[..., 0] - mean[..., 1]).mean(1))


def test_effects_that_grow_with_worth():
    worth = np.array([0.0, 1, 2])[None, None, None, :, None]
    values = 4 + worth * np.array([0.5, 1.0])[None, None, :, None, None] + np.zeros((2, 9, 1, 1, 1))
    values = values + 1e-3 * np.random.default_rng(0).normal(size=values.shape)
    grows = study(grows=analysis(contrast=compare(), report="slope"))
    observations = table(values, items=("stranger", "friend", "partner"))
    assert of(analyse(observations, grows), "slope")["value"].tolist() == pytest.approx([-0.5] * 2, abs=0.01)
    doubled = {"connection": {"stranger": 0, "friend": 2, "partner": 4}}
    trials = analyse(observations, grows, worth=doubled)
    assert of(trials, "slope")["value"].tolist() == pytest.approx([-0.25] * 2, abs=0.01)


# Reports -------------------------------------------------------------------------------------------------------


def test_reports_of_each_arm():
    times = np.array([9.0, 10, 12, 33])
    course = np.array([0.0, 8, 6, 2])
    values = course * np.array([1.0, 0.5])[None, None, :, None, None] + np.zeros((2, 6, 1, 1, 1))
    names = ("mean", "peak", "time of peak", "half-time", "contacts")
    reports = study(**{name: analysis(report=name) for name in names})
    trials = analyse(table(values, times=times), reports)
    expected = {"mean": 4, "peak": 8, "time of peak": 1, "contacts": 16}
    for name, value in expected.items():
        assert of(trials, name, "naltrexone")["value"].tolist() == [value] * 2
    assert of(trials, "time of peak", "placebo")["value"].tolist() == [10, 10]
    half = 2 + 21 * np.log(6 / 4) / np.log(6 / 2)
    assert of(trials, "half-time", "naltrexone")["value"].tolist() == pytest.approx([half] * 2)
    assert set(of(trials, "half-time")["n"]) == {6}


def test_a_report_may_name_its_arms_and_is_a_mean_by_default():
    values = crossover(repeats=2)
    trials = analyse(table(values), study(only=analysis(arms=("placebo",))))
    assert set(trials["arm"]) == {"placebo"}
    theirs = stats.ttest_1samp(values[0, :, 1, 0].mean(-1), 0)
    first = trials.iloc[0]
    assert (first["low"], first["high"]) == pytest.approx(tuple(theirs.confidence_interval()))


@pytest.mark.parametrize("kind", ["crossover", "parallel"])
def test_slope_over_dose(kind):
    doses = {"placebo": (), "low": ((25.0, "mg"),), "high": ((50_000.0, "ug"),)}
    random = np.random.default_rng(0)
    values = 5 - 0.02 * np.array([0.0, 25, 50])[None, None, :, None, None] + np.zeros((3, 30, 1, 1, 1))
    values = values + 0.01 * random.normal(size=values.shape)
    if kind == "parallel":
        values[:, np.arange(30)[:, None] % 3 != np.arange(3)] = NAN
    trials = analyse(
        table(values, arms=tuple(doses)),
        study(kind=kind, arms=doses, d=analysis(report="slope", arms=tuple(doses))),
    )
    assert trials["value"].tolist() == pytest.approx([-0.02] * 3, abs=1e-3)
    assert (trials["p"] < 1e-6).all()
    assert set(trials["arm"]) == {"placebo, low, high"}


# Laws ----------------------------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_the_order_of_rows_and_the_names_of_people_do_not_matter(seed):
    observations = table(crossover(seed, repeats=3, people=8))
    shuffled = observations.sample(frac=1, random_state=seed)
    shuffled["person"] = "p" + (shuffled["person"] + 100 * shuffled["repeat"]).astype(str)
    shuffled = shuffled.astype({"arm": "category", "measure": "category", "item": "category"})
    pd.testing.assert_frame_equal(analyse(observations, PAIRED), analyse(shuffled, PAIRED))


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_another_repeat_changes_none(seed):
    values = crossover(seed, repeats=3)
    every, one = analyse(table(values), PAIRED), analyse(table(values[:1]), PAIRED)
    first = every[every["repeat"] == 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(first, one, check_exact=False)


def test_swapping_the_arms_swaps_the_sign():
    observations = table(crossover(repeats=3))
    back = study(daily=analysis(contrast=compare(active="placebo", control="naltrexone")))
    there, swapped = analyse(observations, PAIRED), analyse(observations, back)
    np.testing.assert_allclose(there["value"], -swapped["value"])
    np.testing.assert_allclose(there["p"], swapped["p"])


# Trouble -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "trouble"),
    [
        (analysis("mood"), 'nothing was observed of "mood"'),
        (analysis(arms=("morphine",)), "nobody was observed"),
        (analysis(item="strangers"), "there is no such item"),
        (analysis(contrast=compare(), item="close - strangers"), "there is no such item"),
    ],
)
def test_what_cannot_be_analysed_is_named(asked, trouble):
    observations = table(crossover(repeats=1), items=("close",))
    with pytest.raises(InvalidInput, match=trouble):
        analyse(observations, study(arms={ARMS[0]: (), "morphine": (), ARMS[1]: ()}, a=asked))


def test_a_study_without_analyses_has_no_trials():
    assert analyse(table(crossover(repeats=1)), study()).empty


def test_nobody_left_is_named():
    people = pd.DataFrame({"repeat": [0], "person": [0], "status": ["moved away"]})
    with pytest.raises(InvalidInput, match="nothing was observed"):
        analyse(table(crossover(repeats=1)), PAIRED, people)


def test_people_of_a_trial_in_several_arrays_are_analysed_as_one():
    """Cut between people, with arms and times that one half never met."""
    from equipoise.study.pivot import pivot, together

    rows = pd.DataFrame(
        {
            "repeat": 0,
            "person": [0, 0, 1, 2, 3, 3],
            "arm": ["a", "b", "a", "b", "a", "b"],
            "nominal_time": [1.0, 1.0, 2.0, 1.0, 3.0, 1.0],
            "measure": "m",
            "item": "all",
            "value": np.arange(6.0),
            "unit": "1",
        }
    )
    whole, halves = pivot(rows), together([pivot(rows[:3]), pivot(rows[3:])])
    assert (halves.repeats, halves.arms, halves.items) == (whole.repeats, whole.arms, whole.items)
    np.testing.assert_array_equal(halves.times, whole.times)
    np.testing.assert_array_equal(halves.values, whole.values)
    with pytest.raises(ValueError, match="different repeats"):
        together([pivot(rows), pivot(rows.assign(repeat=1))])
