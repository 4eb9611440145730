"""A verdict is the mean over trials against what was expected, as sure as their number makes it."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.evidence import Claim, Expectation
from equipoise.study.verdict import FAILS, HOLDS, UNDECIDED, Measured, bounds, decide, find, judge, measure

NUMBERS = st.floats(-10, 10)
NAMES = ["repeat", "name", "measure", "statistic", "arm", "value", "low", "high", "p", "n"]


def trials(values, statistic="hedges_g", arm="active", p=0.5, n=30, name="daily"):
    """Single trials of one result."""
    values = np.asarray(values, float)
    rows = {"repeat": range(len(values)), "name": name, "measure": "m", "statistic": statistic, "arm": arm}
    return pd.DataFrame(rows | {"value": values, "low": values - 1, "high": values + 1, "p": p, "n": n})[
        NAMES
    ]


def expect(statistic="hedges_g", arm="", **rule):
    return Expectation("made-up", "daily", statistic, arm, **rule)


def claim(*expects, data_say=""):
    return Claim("S01", "A thing.", "It.", "article", expects=expects, data_say=data_say)


def around(mean, half, count=100):
    """Values whose mean and 95 % interval are known."""
    spread = half / 1.959964 * math.sqrt(count)
    return mean + spread * np.tile([-1, 1], count // 2) * math.sqrt((count - 1) / count)


def test_the_interval_is_that_of_the_mean():
    found = measure(expect(above=0), trials(around(0.3, 0.1)))
    assert found.trials == 100
    assert (found.value, found.low, found.high) == pytest.approx((0.3, 0.2, 0.4), abs=1e-6)


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        ({"inside": (0.1, 0.5)}, HOLDS),
        ({"inside": (0.25, 0.5)}, UNDECIDED),
        ({"inside": (0.5, 0.9)}, FAILS),
        ({"above": 0.1}, HOLDS),
        ({"above": 0.3}, UNDECIDED),
        ({"below": 0.1}, FAILS),
        ({"below": 0.9}, HOLDS),
        ({"sign": 1}, HOLDS),
        ({"sign": 0}, FAILS),
        ({"sign": -1}, FAILS),
    ],
)
def test_each_rule(rule, verdict):
    assert find(expect(**rule), trials(around(0.3, 0.1))).verdict == verdict


@pytest.mark.parametrize(
    ("mean", "half", "verdict"), [(0.01, 0.02, HOLDS), (0.04, 0.02, UNDECIDED), (-0.2, 0.02, FAILS)]
)
def test_no_difference_is_a_small_effect_that_is_surely_small(mean, half, verdict):
    assert find(expect(sign=0), trials(around(mean, half))).verdict == verdict


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_sharper_interval_never_overturns_a_verdict(value, half, one, other):
    where = (min(one, other), max(one, other))
    wide = Measured(value, value - abs(half), value + abs(half), 10)
    sharp = Measured(value, value - abs(half) / 2, value + abs(half) / 2, 40)
    assert judge(wide, where) in (judge(sharp, where), UNDECIDED)


@given(st.sampled_from(["above", "below"]), NUMBERS, NUMBERS)
def test_above_and_below_are_opposites(rule, bound, value):
    point = Measured(value, value, value, 1)
    other = {"above": "below", "below": "above"}[rule]
    verdicts = {judge(point, bounds(expect(**{each: bound}))) for each in (rule, other)}
    assert verdicts == ({HOLDS} if value == bound else {HOLDS, FAILS})


def test_power_is_the_share_of_trials_that_find_something():
    rows = trials([0.5] * 100, p=np.repeat([0.01, 0.5], [30, 70]))
    found = measure(expect("power", below=0.8), rows)
    assert found.value == pytest.approx(0.3)
    assert found.low < 0.3 < found.high < 0.8


def test_the_count_is_of_people_analysed():
    found = measure(expect("n", inside=(30, 32)), trials([0.1, 0.2], n=[30, 32]))
    assert found.value == 31


def test_of_one_trial_its_own_interval_counts():
    assert measure(expect(above=0), trials([0.5])) == Measured(0.5, -0.5, 1.5, 1)


def test_an_arm_is_picked():
    rows = pd.concat([trials([1, 1], "mean", "active"), trials([5, 5], "mean", "placebo")])
    assert measure(expect("mean", "placebo", above=0), rows).value == 5
    with pytest.raises(InvalidInput, match="the study gives no one daily / mean"):
        measure(expect("mean", above=0), rows)


def test_a_result_that_is_not_there_is_refused():
    with pytest.raises(InvalidInput, match="There is: daily / hedges_g / active"):
        find(expect("slope", below=0), trials([1.0, 2.0]))


def test_without_an_answer_nothing_can_be_told():
    finding = find(expect(above=0), trials([math.nan, math.nan]))
    assert (finding.verdict, finding.measured) == (UNDECIDED, None)
    assert "no trial gave an answer" in finding.note


def test_the_advice_says_how_many_trials_would_tell():
    assert find(expect(above=0.25), trials(around(0.3, 0.1))).note == "about 400 trials would tell"
    assert "too near the bound" in find(expect(above=0.3), trials(around(0.3, 0.1))).note


@pytest.mark.parametrize(
    ("rules", "data_say", "verdict"),
    [
        ([{"above": 0}, {"above": 0.1}], "", "holds"),
        ([{"above": 0}, {"above": 0.3}], "", "cannot tell"),
        ([{"above": 0.3}, {"below": 0}], "", "fails"),
        ([{"above": 0}], "Measured otherwise.", "disagrees with the data"),
        ([{"below": 0}], "Measured otherwise.", "fails"),
        ([], "", "not shown yet"),
    ],
)
def test_a_claim_takes_the_worst_of_its_findings(rules, data_say, verdict):
    decided = decide(
        claim(*(expect(**rule) for rule in rules), data_say=data_say), {"made-up": trials(around(0.3, 0.1))}
    )
    assert decided.verdict == verdict
    assert len(decided.findings) == len(rules)


def test_the_deciding_finding_is_the_first_of_the_worst():
    decided = decide(
        claim(expect(above=0), expect(below=0), expect(below=-1)), {"made-up": trials(around(0.3, 0.1))}
    )
    assert decided.deciding.expectation == expect(below=0)
