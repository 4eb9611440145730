"""The calendar: run-in, periods and washouts to the hour, and where each observation falls."""

from types import SimpleNamespace

import numpy as np
import pytest

from equipoise.engine.grid import Grid
from equipoise.study.calendar import calendar
from study import made_study as made


def instruments(**windows):
    return {name: SimpleNamespace(window=window) for name, window in windows.items()}


WINDOWS = instruments(connection=13.0, plasma=None, messages=None)


def test_periods_follow_run_in_and_washout():
    laid = calendar(made.study())
    assert laid.starts == (24.0, 24.0 + 48 + 24)
    assert laid.length == 48
    assert 6 <= laid.days <= 7


def test_only_a_crossover_has_a_period_for_each_arm():
    parallel = made.study(
        ('kind       = "crossover"', 'kind       = "parallel"'),
        ('washout    = "1 d"\n', ""),
        (
            'measure = "connection"\ncompare = "naltrexone against placebo, within person"',
            'measure = "connection"\ncompare = "naltrexone against placebo, between people"',
        ),
        (
            'item    = "close"\ncompare = "naltrexone against placebo, within person"',
            'item    = "close"\ncompare = "naltrexone against placebo, between people"',
        ),
    )
    assert calendar(parallel).starts == (24.0,)
    assert 3 <= calendar(parallel).days <= 4


def test_every_measure_is_made_in_every_period_at_its_hours():
    laid = calendar(made.study())
    found = {}
    for occasion in laid.occasions:
        found.setdefault((occasion.measure, occasion.period), []).append(laid.at(occasion))
    assert found == {
        ("connection", 0): [44.0, 68.0],
        ("connection", 1): [116.0, 140.0],
        ("plasma", 0): [35.0, 63.0],
        ("plasma", 1): [107.0, 135.0],
        ("messages", 0): [63.0],
        ("messages", 1): [135.0],
    }


def test_visits_are_counted_from_one_in_each_period():
    visits = [(o.period, o.visit) for o in calendar(made.study()).occasions if o.measure == "connection"]
    assert visits == [(0, 1), (0, 2), (1, 1), (1, 2)]


def test_a_window_looks_back_but_not_past_midnight():
    laid = calendar(made.study())
    watch = laid.watch(WINDOWS)
    back = watch.last - watch.first
    for occasion, hours in zip(laid.occasions, back, strict=True):
        assert hours == (13.0 if occasion.measure == "connection" else 0.0)
    short = laid.watch(instruments(connection=30.0, plasma=None, messages=None))
    assert (np.floor(short.first / 24) == np.floor(short.last / 24)).all()
    assert (short.last - short.first).max() == 20.0


def test_windows_are_what_the_engine_takes():
    laid = calendar(made.study())
    plan = laid.watch(WINDOWS).by_day(Grid(4), laid.days)
    assert sum(len(which) for which, _ in plan) == len(laid.occasions)


def test_the_calendar_has_room_for_the_last_observation():
    """At midnight after the last day, too."""
    late = made.study(
        ('when  = ["2 h after dose 1", "day 2 at 15:00"]', 'when  = ["day 2 at 23:45", "day 1 at 00:00"]')
    )
    laid = calendar(late)
    assert max(laid.at(o) for o in laid.occasions) < 24 * laid.days


def test_every_hour_is_watched_for_the_curves():
    laid = calendar(made.study())
    hours = laid.hourly()
    np.testing.assert_array_equal(hours.first, np.arange(24.0 * laid.days))
    np.testing.assert_array_equal(hours.first, hours.last)


@pytest.mark.parametrize(("run_in", "first"), [("0 d", 0.0), ("36 h", 36.0), ("7 d", 168.0)])
def test_the_run_in_is_kept_as_it_is(run_in, first):
    assert calendar(made.study(('run_in     = "1 d"', f'run_in     = "{run_in}"'))).starts[0] == first
