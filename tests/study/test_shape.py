"""What a course is like: areas, half-lives, levels, baselines; and shares of people beyond a level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from equipoise.study import contrast, proportion, shape
from equipoise.study.analysis import analyse
from equipoise.study.reduction import Reduction, parse_level, unit_of
from equipoise.study.refusal import Trouble
from equipoise.study.summary import summarise
from study.trial_data import ARMS, analysis, compare, study, table

NAN = float("nan")
TIMES = np.array([0.0, 1, 2, 4, 8])


def test_an_area_is_that_of_its_trapezoids_and_misses_are_bridged():
    values = [[0, 1, 1, 1, 1], [0, 1, NAN, 1, 1], [NAN, NAN, 3, NAN, NAN]]
    np.testing.assert_allclose(shape.area(values, TIMES), [7.5, 7.5, NAN])


@given(st.floats(0.1, 5), st.floats(-3, 3))
def test_law_the_area_of_a_line_is_exact(slope, start):
    exact = slope * 8**2 / 2 + start * 8
    assert float(shape.area(slope * TIMES + start, TIMES)) == pytest.approx(exact, abs=1e-9)


@given(st.floats(0.5, 50), st.floats(0.01, 100))
def test_law_a_decay_has_its_own_half_life(half, top):
    times = np.linspace(0, 2 * half, 12)
    values = top * 0.5 ** (times / half)
    assert float(shape.half_life(values, times)) == pytest.approx(half)
    assert float(shape.half_life(values, times, None)) == pytest.approx(half)


def test_a_half_life_rests_on_the_last_three_after_the_peak():
    values = np.array([8.0, 16, 12, 8, 4, 2])
    times = np.arange(6.0)
    expected = np.log(2) / -np.polyfit([3, 4, 5], np.log([8, 4, 2]), 1)[0]
    assert float(shape.half_life(values, times)) == pytest.approx(expected)


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5], [NAN] * 5, [1, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
def test_what_does_not_die_away_has_no_half_life(values):
    assert np.isnan(shape.half_life(values, TIMES))


@pytest.mark.parametrize(
    ("side", "first", "last"), [("above", [1, NAN], [4, NAN]), ("below", [0, 0], [8, 8])]
)
def test_first_and_last_time_beyond_a_level(side, first, last):
    values = [[0, 3, NAN, 3, 0], [0, 0, 1, 0, 0]]
    np.testing.assert_array_equal(shape.onset(values, TIMES, 2, side), first)
    np.testing.assert_array_equal(shape.end(values, TIMES, 2, side), last)


def test_hours_are_counted_from_what_is_asked():
    when = np.array([5.0, 12.0, NAN])
    np.testing.assert_array_equal(shape.since_dose(when, [9, 10, -15], "last dose"), [20, 2, NAN])
    np.testing.assert_array_equal(shape.since_dose(when, [9, 10], "first dose"), [-4, 3, NAN])
    np.testing.assert_array_equal(shape.since_dose(when, [9, 10], "start"), when)
    np.testing.assert_array_equal(shape.since_dose(when, [], "last dose"), when)


def test_a_change_is_against_the_baseline():
    values = np.array([[2.0, 3, 1], [-2, -1, -3], [0, 1, 1]])
    np.testing.assert_array_equal(shape.from_baseline(values, values[:, 0], "difference")[0], [0, 1, -1])
    np.testing.assert_array_equal(
        shape.from_baseline(values, values[:, 0], "percent"), [[0, 50, -50], [0, 50, -50], [NAN] * 3]
    )


# Shares and ratios ---------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from([0.0, 1.0, NAN]), min_size=1, max_size=30))
def test_a_share_has_wilsons_interval(answers):
    found, seen = proportion.share([answers]), [each for each in answers if each == each]
    assert found.n == len(seen)
    if not seen:
        assert np.isnan(found.value)
        return
    low, high = proportion_confint(sum(seen), len(seen), method="wilson")
    assert [found.value[0], found.low[0], found.high[0]] == pytest.approx(
        [100 * np.mean(seen), 100 * low, 100 * high]
    )


def test_two_shares_differ_with_an_interval():
    active, control = [[1.0] * 8 + [0.0] * 2], [[1.0] * 4 + [0.0] * 6]
    difference, ratio = (proportion.against(active, control, kind) for kind in ("diff", "ratio"))
    assert difference.value == pytest.approx([40])
    assert ratio.value == pytest.approx([2])
    assert difference.low[0] < 40 < difference.high[0]
    assert ratio.low[0] < 2 < ratio.high[0]
    assert np.isnan(proportion.against(active, [[0.0] * 9], "ratio").value[0])


@given(st.floats(0.2, 5))
def test_law_a_ratio_does_not_know_units(factor):
    random = np.random.default_rng(1)
    active, control = random.lognormal(1, 0.3, (4, 20)), random.lognormal(0, 0.3, (4, 20))
    one, other = (contrast.ratio(k * active, k * control, within=False) for k in (1, factor))
    for plain, scaled in zip(one, other, strict=True):
        np.testing.assert_allclose(plain, scaled, rtol=1e-9)


def test_the_interval_of_a_ratio_covers_it_nineteen_times_in_twenty():
    random = np.random.default_rng(2)
    for within in (False, True):
        person = random.lognormal(0, 0.3, (4000, 25)) if within else 1.0
        active = 2 * person * random.lognormal(0, 0.2, (4000, 25))
        control = person * random.lognormal(0, 0.2, (4000, 25))
        found = contrast.ratio(active, control, within)
        assert np.mean((found.low < 2) & (found.high > 2)) == pytest.approx(0.95, abs=0.015)


# In an analysis --------------------------------------------------------------------------------------------------

COURSE = np.array([4.0, 8, 6, 3])
VALUES = COURSE * np.array([1.0, 0.5])[None, None, :, None, None] * np.ones((2, 6, 1, 1, 1))
HOURS = np.array([9.0, 10, 12, 33])


def made(name="any", asked=None, how=None, **more):
    known = analysis(**more) if asked is None else asked
    return study(**{name: known.model_copy(update={"how": Reduction(**(how or {}))})})


@pytest.mark.parametrize(
    ("report", "how", "value", "unit"),
    [
        ("area", {}, 6 + 14 + 21 * 4.5, "points*h"),
        ("trough", {}, 3, "points"),
        ("peak", {"change": "percent"}, 100, "%"),
        ("peak", {"change": "difference", "baseline": 12.0}, 2, "points"),
        ("mean", {"first": 10.0, "last": 12.0}, 7, "points"),
        ("mean", {"curve": "mean"}, 5.25, "points"),
        ("time of trough", {}, 24, "h"),
        ("onset", {"level": 5.0}, 1, "h"),
        ("onset", {"level": 5.0, "since": "start"}, 10, "h"),
        ("end", {"level": 5.0}, 3, "h"),
        ("share", {"level": 5.0, "first": 12.0, "last": 12.0}, 100, "%"),
    ],
)
def test_a_report_and_its_unit(report, how, value, unit):
    asked = made(report=report, how=how)
    trials = analyse(table(VALUES, times=HOURS), asked)
    mine = next(item for item in summarise(trials, asked) if item["arm"] == ARMS[0])
    assert mine["value"] == pytest.approx(value)
    assert mine["unit"] == unit
    assert mine["n"] == 6


@pytest.mark.parametrize(
    ("by", "value", "unit"),
    [("difference", 2.625, "points"), ("ratio", 2, "1"), ("percent difference", 100, "%")],
)
@pytest.mark.parametrize("curve", ["person", "mean"])
def test_a_comparison_tells_what_is_asked(by, value, unit, curve):
    against = compare().model_copy(update={"statistic": by})
    asked = made(contrast=against, how={"curve": curve})
    (item,) = summarise(analyse(table(VALUES, times=HOURS), asked), asked)
    assert item["statistic"] == ("mean_difference" if by == "difference" else by)
    assert item["value"] == pytest.approx(value)
    assert item["unit"] == unit


def test_a_level_may_have_a_unit_and_a_side():
    assert parse_level("below 2 ug/mL", "ng/mL") == (pytest.approx(2000), "below")
    assert parse_level("20", "ng/mL") == (20, "above")
    for text in ("high", "above", "above 20 mg"):
        with pytest.raises(Trouble):
            parse_level(text, "ng/mL")


def test_the_area_of_a_pure_number_is_in_hours():
    assert unit_of("area", Reduction(), "1") == "h"
