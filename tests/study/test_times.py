"""The grammar of times and of comparisons: exact answers, refusals, and laws that hold for any study."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.study.compare import parse_compare, parse_item
from equipoise.study.grid import fitting_step, on_grid
from equipoise.study.quantities import hours
from equipoise.study.refusal import Trouble
from equipoise.study.times import (
    AfterDose,
    Daily,
    Moment,
    OnDay,
    expand,
    parse_moment,
    spell_hours,
    spell_moment,
)

CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("every morning", Daily((8.0,))),
        ("every evening", Daily((20.0,))),
        ("  Every   Evening ", Daily((20.0,))),
        ("daily at 21:00", Daily((21.0,))),
        ("once daily at 9:00", Daily((9.0,))),
        ("twice daily at 21:00 and 09:00", Daily((9.0, 21.0))),
        ("three times daily at 08:00, 14:00 and 20:00", Daily((8.0, 14.0, 20.0))),
        ("three times daily at 08:00, 14:00, and 20:00", Daily((8.0, 14.0, 20.0))),
        ("day 4 at 15:00", OnDay(4, 15.0)),
        ("day 1 at 00:00", OnDay(1, 0.0)),
        ("4 h after dose 2", AfterDose(4.0, 2)),
        ("90 min after dose 1", AfterDose(1.5, 1)),
        ("3 d after dose 4", AfterDose(72.0, 4)),
    ],
)
def test_a_phrase_means_a_moment(text, moment):
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", '"" is not a time.'),
        ("evening", '"evening" is not a time.'),
        ("daily", '"daily" is not a time.'),
        ("daily at nine", '"nine" is not a time of day.'),
        ("daily at 24:00", '"24:00" is not a time of day.'),
        ("daily at 09:60", '"09:60" is not a time of day.'),
        ("daily at 09:00 and 21:00", '"daily at 09:00 and 21:00" says "daily" but names 2 times of day.'),
        ("twice daily at 09:00", '"twice daily at 09:00" says "twice daily" but names 1 time of day.'),
        ("day 1.5 at 09:00", '"day 1.5 at 09:00" is not a time.'),
        ("every 0 h", '"every 0 h" never moves on.'),
        ("every 2 h at 09:00 from dose 1", '"every 2 h at 09:00 from dose 1" begins twice.'),
        ("every nine", '"nine" does not start with a number.'),
        ("every 2 h from evening", '"evening" is not a time.'),
        ("weekly at noon", '"noon" is not a time of day.'),
        ("week -1", '"week -1" is not a time.'),
        ("hour", '"hour" is not a time.'),
        ("day 9999999 at 09:00", '"day 9999999 at 09:00" is not a time.'),
        ("4 h after dose 0", '"4 h after dose 0" is not a time: doses count from 1.'),
        ("4 after dose 1", '"4" has no unit.'),
        ("-4 h after dose 1", '"-4 h" is below zero.'),
        ("4 mg after dose 1", '"mg" is not a unit of time.'),
    ],
)
def test_a_phrase_that_means_nothing_is_refused(text, trouble):
    with pytest.raises(Trouble) as refused:
        parse_moment(text)
    assert refused.value.trouble == trouble


def test_every_evening_of_four_days():
    assert expand([parse_moment("every evening")], 96) == (20, 44, 68, 92)


def test_only_what_lies_in_the_period_is_a_time():
    assert expand([parse_moment("every evening")], 36) == (20,)
    assert expand([parse_moment("every evening")], 44) == (20, 44)


def test_after_a_dose_refers_to_the_doses():
    assert expand([AfterDose(4, 2), AfterDose(0, 1)], 96, doses=(9, 33)) == (37, 9)


@pytest.mark.parametrize(
    ("moment", "trouble"),
    [
        (OnDay(5, 1.0), "day 5 at 01:00 is after the end of the period of 4 d."),
        (AfterDose(90, 2), "day 6 at 03:00 is after the end of the period of 4 d."),
        (AfterDose(1, 3), "there is no dose 3: no arm has more than 2."),
    ],
)
def test_a_moment_outside_the_period_is_refused(moment, trouble):
    with pytest.raises(Trouble) as refused:
        expand([moment], 96, doses=(9, 33))
    assert refused.value.trouble == trouble


def test_a_daily_time_that_never_comes_is_refused():
    with pytest.raises(Trouble, match="no such time comes within a period of 6 h"):
        expand([Daily((9.0,))], 6)


def test_times_without_measure_are_refused():
    with pytest.raises(Trouble, match="100,000 times"):
        expand([Daily((9.0,))] * 1000, hours("100 years"))


@given(st.sets(CLOCKS, min_size=1, max_size=1), st.integers(1, 400))
def test_daily_is_once_a_day(clocks, days):
    clock = clocks.pop()
    times = expand([parse_moment(f"daily at {clock}")], 24 * days)
    assert len(times) == days + (clock == "00:00")  # midnight stands at both ends of a period
    assert all(later - earlier == pytest.approx(24) for earlier, later in pairwise(times))


@given(st.integers(1, 10_000), CLOCKS)
def test_a_moment_is_spelt_as_it_is_read(day, clock):
    text = f"day {day} at {clock}"
    assert spell_moment(expand([parse_moment(text)], 24 * day)[0]) == text


@given(st.integers(0, 10_000_000))
def test_a_span_is_spelt_as_it_is_read(minutes):
    span = minutes / 60
    assert hours(spell_hours(span)) == pytest.approx(span, rel=1e-4)


@given(st.text())
def test_any_text_is_a_moment_or_refused(text):
    with suppress(Trouble):
        assert isinstance(parse_moment(text), Moment)


@given(st.integers(0, 10**6), st.sampled_from([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60]))
def test_a_fitting_step_fits(minutes, step):
    at, step = minutes / 60, step / 60
    fit = fitting_step(at, step)
    assert on_grid(at, fit)
    assert on_grid(step, fit)
    assert on_grid(1, fit)
    assert (fit == pytest.approx(step)) == on_grid(at, step)


def test_no_step_fits_seconds():
    assert fitting_step(9 + 10 / 3600, 0.25) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("naltrexone against placebo, within person", ("naltrexone", "placebo", "within person", None)),
        ("50 mg against 25 mg, between people", ("50 mg", "25 mg", "between people", None)),
        ("a against b, ratio", ("a", "b", None, "ratio")),
        ("a against b, percent difference, within person", ("a", "b", "within person", "percent difference")),
        ("a  against  b", ("a", "b", None, None)),
    ],
)
def test_a_comparison_names_two_arms(text, parts):
    assert parse_compare(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a against",
        "against b",
        "a vs b",
        "a against a",
        "a against b, somehow",
        "a against b, ratio, difference",
    ],
)
def test_what_is_no_comparison_is_refused(text):
    with pytest.raises(Trouble):
        parse_compare(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [("all", ("all", None)), ("close", ("close", None)), ("a-b - c", ("a-b", "c"))],
)
def test_an_item_may_be_a_contrast(text, parts):
    assert parse_item(text) == parts


@pytest.mark.parametrize("text", ["", "a - ", " - b", "a - a"])
def test_what_is_no_item_is_refused(text):
    with pytest.raises(Trouble):
        parse_item(text)


@pytest.mark.parametrize(
    ("text", "hours_"),
    [
        ("weekly at 10:00", (10, 178)),
        ("every 5 d at 10:00", (10, 130, 250)),
        ("every 100 h", (0, 100, 200, 300)),
        ("every 30 min from day 1 at 09:00 to day 1 at 10:00", (9, 9.5, 10)),
        ("every 12 h from dose 2 to 24 h after dose 2", (33, 45, 57)),
        ("hour 12", (12,)),
        ("minute 90", (1.5,)),
        ("second 36", (0.01,)),
        ("week 1 at 10:00", (178,)),
        ("day 0 at 10:00", (-14,)),
        ("dose 2", (33,)),
    ],
)
def test_moments_of_long_and_short_studies(text, hours_):
    assert expand([parse_moment(text)], 336, doses=(9, 33)) == pytest.approx(hours_)


def test_a_month_of_visits_has_thirty_days():
    assert expand([parse_moment("month 3 at 10:00")], 24 * 400) == (24 * 90 + 10,)


def test_what_ends_before_it_begins_is_refused():
    with pytest.raises(Trouble, match="day 1 at 09:00 comes before day 1 at 10:00"):
        expand([parse_moment("every 1 h from day 1 at 10:00 to day 1 at 09:00")], 48)


@given(st.integers(1, 2000), st.integers(0, 100), st.integers(1, 300))
def test_law_what_repeats_is_evenly_spaced_and_inside(span, first, length):
    times = expand([parse_moment(f"every {span} min from hour {first}")], first + length)
    assert times[0] == first
    assert first + length - span / 60 < times[-1] <= first + length + 1e-9
    assert all(late - early == pytest.approx(span / 60) for early, late in pairwise(times))
