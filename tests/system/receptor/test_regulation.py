"""Regulated numbers: an exponential to a set point, quick down, slow up, and for some hardly up at all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor.regulation import d2_number, d_d2, d_dat, inherited_d2, return_rate
from system.typical import followed, positive, shares, typical

NUMBERS = typical("receptor/regulation")
DOWN, LOSS = NUMBERS["t_down"], NUMBERS["d2_loss"]


def back(recovery, wear=0.0):
    return return_rate(recovery, NUMBERS["t_recover"], NUMBERS["t_stuck"], wear, NUMBERS["stiffening"])


def number(start, burden, hours, rate=None, loss=LOSS):
    """D2 receptors after some hours of a constant burden."""
    rate = back(1.0) if rate is None else rate
    (found,) = followed(lambda _, y: [d_d2(y[0], burden, loss, DOWN, rate)], [start], hours)
    return found


def test_limit_without_exposure_nothing_moves():
    assert d_d2(1.0, 0.0, LOSS, DOWN, back(1.0)) == d_dat(1.0, 0.0, LOSS, DOWN, back(1.0)) == 0
    assert inherited_d2(1.3) == d2_number(1.0, 1.3) == 1.3


def test_limit_the_set_point_is_reached():
    assert number(1.0, 0.8, 30 * DOWN) == pytest.approx(1 - LOSS * 0.8, rel=1e-6)


def test_limit_recovery_is_one_clock_or_the_other():
    assert back(1.0) == pytest.approx(1 / NUMBERS["t_recover"])
    assert back(0.0) == pytest.approx(1 / NUMBERS["t_stuck"])


@given(st.floats(0.3, 1), shares, shares, positive, positive)
def test_law_numbers_move_towards_their_set_point(now, burden, loss, down, up):
    """Transporters by the same rule."""
    gap = 1 - loss * burden - now
    assert np.sign(d_d2(now, burden, loss, down, 1 / up)) == np.sign(gap)
    assert d_d2(now, burden, loss, down, 1 / up) == d_dat(now, burden, loss, down, 1 / up)


@given(shares, shares, st.floats(0, 20), st.floats(0, 20))
def test_law_the_better_recovering_and_the_less_worn_return_sooner(one, other, young, old):
    worse, better = sorted([one, other])
    assert back(worse) <= back(better) + 1e-15
    assert back(better, max(young, old)) <= back(better, min(young, old)) + 1e-15


def test_law_the_fall_is_quicker_than_the_return():
    fallen = number(1.0, 1.0, DOWN)
    risen = number(fallen, 0.0, DOWN)
    assert 1 - fallen > 2 * (risen - fallen) > 0


@pytest.mark.parametrize("recovery", [0.0, 1.0])
def test_twin_the_return_is_an_exponential_with_its_own_clock(recovery):
    tau = NUMBERS["t_recover"] if recovery else NUMBERS["t_stuck"]
    hours = np.array([0.3, 1.0, 2.0]) * tau
    found = [number(0.8, 0.0, each, back(recovery)) for each in hours]
    assert found == pytest.approx(1 - 0.2 * np.exp(-hours / tau), rel=1e-6)


def test_twin_who_does_not_recover_is_still_low_when_the_others_are_back():
    """As in the animals of nader-2006: at 90 days most of the loss is made good, or hardly any of it."""
    lost = 1 - number(1.0, 1.0, 30 * 24.0)
    day90 = {who: 1 - number(1 - lost, 0.0, 90 * 24.0, back(who)) for who in (1.0, 0.0)}
    assert day90[1.0] < 0.2 * lost
    assert day90[0.0] > 0.6 * lost
