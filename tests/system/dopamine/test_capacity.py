"""Stores and capacity: emptied within hours and filled in a night; sunk over weeks and back over months."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.dopamine.capacity import d_capacity, d_store
from system.typical import followed, positive, shares, typical

NUMBERS = typical("dopamine/capacity")
REFILL, USE_UP, LOSS, SINK, SLOWER = (
    NUMBERS[name] for name in ("refill", "use_up", "capacity_loss", "t_sink", "slower")
)
BACK = 1 / typical("receptor/regulation")["t_recover"]


def stored(start, over, hours):
    (found,) = followed(lambda _, y: [d_store(y[0], over, REFILL, USE_UP)], [start], hours)
    return found


def able(start, burden, hours, back=BACK):
    slope = lambda _, y: [d_capacity(y[0], burden, LOSS, SINK, back, SLOWER)]  # noqa: E731
    (found,) = followed(slope, [start], hours)
    return found


def test_limit_without_excess_nothing_is_lost():
    assert d_store(1.0, 0.0, REFILL, USE_UP) == d_capacity(1.0, 0.0, LOSS, SINK, BACK, SLOWER) == 0


@given(st.floats(0, 5), positive, positive)
def test_limit_the_store_settles_where_filling_equals_use(over, refill, use_up):
    settled = 1 / (1 + refill * use_up * over)
    assert d_store(settled, over, refill, use_up) == pytest.approx(0, abs=1e-9 * (use_up * over + 1 / refill))


def test_limit_capacity_sinks_to_its_set_point():
    assert able(1.0, 0.7, 40 * SINK) == pytest.approx(1 - 0.7 * LOSS, rel=1e-6)


@given(st.floats(0.01, 1), st.floats(0, 10))
def test_law_a_store_stays_between_empty_and_full(store, over):
    assert d_store(0.0, over, REFILL, USE_UP) > 0
    assert d_store(1.0, over, REFILL, USE_UP) <= 0
    assert d_store(store, over, REFILL, USE_UP) <= d_store(store, 0.0, REFILL, USE_UP)


@given(shares, shares, positive)
def test_law_capacity_moves_towards_its_set_point(capacity, burden, back):
    gap = 1 - LOSS * burden - capacity
    assert np.sign(d_capacity(capacity, burden, LOSS, SINK, back, SLOWER)) == np.sign(gap)


def test_law_who_does_not_recover_keeps_the_loss():
    slow = able(0.4, 0.0, 60 * 24.0, 1 / typical("receptor/regulation")["t_stuck"])
    assert slow < able(0.4, 0.0, 60 * 24.0)


def test_twin_a_binge_empties_and_a_night_refills_by_exponentials():
    over = 2.0
    pace = 1 / REFILL + USE_UP * over
    rest = 1 / REFILL / pace
    emptied = rest + (1 - rest) * np.exp(-12 * pace)
    assert stored(1.0, over, 12.0) == pytest.approx(emptied, rel=1e-6)
    assert stored(emptied, 0.0, 8.0) == pytest.approx(1 - (1 - emptied) * np.exp(-8 / REFILL), rel=1e-6)


def test_twin_capacity_returns_by_an_exponential_slower_than_receptors():
    hours = 30 * 24.0
    assert able(0.3, 0.0, hours) == pytest.approx(1 - 0.7 * np.exp(-hours * BACK * SLOWER), rel=1e-6)
