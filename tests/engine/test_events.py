"""Events as data: who meets what at which step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.events import Events
from equipoise.engine.grid import Grid


def events(days=2, ports=("gut", "vein"), people=3, per_hour=4):
    return Events(Grid(per_hour), days, ports, people)


def met(made, port):
    """What each person meets at each step of the calendar: [step, person]."""
    return made.table()[made.rows.reshape(-1, len(made.ports))[:, made.ports.index(port)]]


def test_nothing_happens_by_itself():
    made = events()
    assert made.rows.shape == (2, 96, 2)
    assert not made.rows.any()
    assert not met(made, "gut").any()


def test_a_dose_enters_at_its_step_alone():
    made = events()
    made.add(25.5, "vein", np.array([1.0, 0.0, 3.0]))
    expected = np.zeros((192, 3))
    expected[102] = [1, 0, 3]
    np.testing.assert_array_equal(met(made, "vein"), expected)
    assert not met(made, "gut").any()


def test_a_stimulus_lasts_its_duration_and_may_cross_midnight():
    made = events()
    made.add(23.75, "gut", np.full(3, 2.0), duration=0.5)
    assert np.flatnonzero(met(made, "gut")[:, 0]).tolist() == [95, 96]


def test_a_duration_shorter_than_a_step_is_refused_not_stretched():
    with pytest.raises(ValueError, match="not on a grid"):
        events().add(1, "gut", np.ones(3), duration=0.1)


@pytest.mark.parametrize(("second", "refused"), [(9.25, True), (9.5, True), (9.75, False), (8.75, False)])
def test_two_events_do_not_meet_the_same_port(second, refused):
    made = events()
    made.add(9.0, "gut", np.ones(3), duration=0.75)
    made.add(9.25, "vein", np.ones(3))
    if refused:
        with pytest.raises(ValueError, match=f"^two events meet gut at {second:g} h$"):
            made.add(second, "gut", np.ones(3))
    else:
        made.add(second, "gut", np.ones(3))


@pytest.mark.parametrize("time", [-0.25, -24.0, 48.0, 1000.0])
def test_what_lies_outside_the_calendar_is_refused(time):
    with pytest.raises(ValueError, match="lies outside the calendar of 2 days"):
        events().add(time, "gut", np.ones(3))


def test_what_outlasts_the_calendar_is_refused():
    made = events()
    made.add(47.75, "vein", np.ones(3))
    with pytest.raises(ValueError, match="outside the calendar"):
        made.add(47.75, "gut", np.ones(3), duration=0.5)


def test_an_event_off_the_grid_is_refused():
    with pytest.raises(ValueError, match="is not on a grid of 15 min"):
        events().add(9.1, "gut", np.ones(3))


def test_what_is_refused_leaves_no_trace():
    made = events()
    made.add(9, "gut", np.ones(3))
    before = made.rows.copy()
    for time in (9, 9.1, 99):
        with pytest.raises(ValueError, match="h"):
            made.add(time, "gut", np.ones(3), duration=1)
    np.testing.assert_array_equal(made.rows, before)
    assert len(made.amounts) == 2


@given(st.integers(0, 191))
def test_tables_grow_by_powers_of_two(count):
    """So that a schedule of a few doses and one of a few more run the same program; never fewer than 16 rows."""
    made = events()
    for step in range(count):
        made.add(step / 4, "gut", np.full(3, step + 1.0))
    table = made.table()
    assert table.shape[0] >= max(16, count + 1)
    assert table.shape[0] & (table.shape[0] - 1) == 0
    assert table.shape[0] < 2 * max(16, count + 1)
    assert not table[0].any()
    np.testing.assert_array_equal(met(made, "gut")[:count, 0], np.arange(1, count + 1))
