"""The life clock's grid: steps are exact parts of an hour, and what happens between two steps is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.grid import Grid, grid

DIVIDES = [60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1]  # minutes
PER_HOUR = st.integers(1, 60)


@pytest.mark.parametrize("minutes", DIVIDES)
def test_a_step_that_divides_the_hour_is_exact(minutes):
    made = grid(minutes / 60)
    assert made.per_hour * minutes == 60
    assert made.per_day == 24 * made.per_hour
    assert made.step == pytest.approx(minutes / 60, rel=1e-15)


@pytest.mark.parametrize(
    "step", [7 / 60, 0.4, 0.7, 2, 1.5, 0.5 / 60, 1e-9, 1e-320, 0, -0.25, math.nan, math.inf, 0.2500001]
)
def test_a_step_that_does_not_is_refused(step):
    with pytest.raises(ValueError, match="does not divide the hour into steps of 1 to 60 min"):
        grid(step)


@given(PER_HOUR, st.integers(0, 24 * 366 * 60))
def test_every_step_begins_where_it_should(per_hour, index):
    assert Grid(per_hour).index(index / per_hour) == index


@given(PER_HOUR, st.integers(0, 24 * 366))
def test_full_hours_are_on_every_grid(per_hour, hour):
    assert Grid(per_hour).index(float(hour)) == hour * per_hour


@given(PER_HOUR, st.integers(0, 10_000), st.floats(0.001, 0.999))
def test_what_happens_between_two_steps_is_refused(per_hour, index, part):
    with pytest.raises(ValueError, match="is not on a grid of"):
        Grid(per_hour).index((index + part) / per_hour)


@pytest.mark.parametrize("time", [math.nan, math.inf, -math.inf])
def test_no_step_begins_at_no_time(time):
    with pytest.raises(ValueError, match="is not on a grid of"):
        Grid(4).index(time)


def test_a_time_off_the_grid_is_told_with_the_grid():
    with pytest.raises(ValueError, match=r"^9.1 h is not on a grid of 15 min$"):
        Grid(4).index(9.1)


@given(PER_HOUR)
def test_half_the_step_keeps_every_time(per_hour):
    coarse = Grid(per_hour)
    fine = coarse.halved()
    assert fine.step == coarse.step / 2
    assert fine.index(5 / per_hour) == 2 * coarse.index(5 / per_hour)
