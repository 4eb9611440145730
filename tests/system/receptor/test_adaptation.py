"""Adaptation of the mu receptor: three clocks that follow the drive; tolerance and dependence come out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm
from scipy.optimize import brentq

from equipoise.system.receptor.adaptation import (
    d_deep_tolerance,
    d_desensitised,
    d_tolerance,
    dependence,
    mu_adaptation,
    mu_shift,
)
from system.typical import followed, positive, shares, typical

NUMBERS = typical("receptor/adaptation")
CLOCKS = tuple(NUMBERS[name] for name in ("t_minutes", "t_days", "t_weeks"))
BY = tuple(NUMBERS[name] for name in ("by_minutes", "by_days", "by_weeks"))
drives = st.floats(-0.5, 1)


def slope(drive):
    def of(_, y):
        minutes, days, weeks = CLOCKS
        return [
            d_desensitised(drive, y[0], minutes),
            d_tolerance(drive, y[1], days),
            d_deep_tolerance(y[1], y[2], weeks),
        ]

    return of


def lived(drive, hours, start=(0.0, 0.0, 0.0)):
    """The three states after some hours of a constant drive."""
    return followed(slope(drive), start, hours)


def test_limit_the_drug_naive_are_not_adapted():
    assert mu_adaptation(0.0, 0.0, 0.0, *BY) == 1
    assert dependence(0.0, 0.0, NUMBERS["lasting"]) == 0


@pytest.mark.parametrize("drive", [-0.05, 0.1, 0.6])
def test_limit_a_constant_drive_is_expected_in_the_end(drive):
    settled = lived(drive, 30 * sum(CLOCKS))
    assert settled == pytest.approx([drive] * 3, rel=1e-6)
    assert dependence(*settled[1:], NUMBERS["lasting"]) == pytest.approx(drive, rel=1e-6)
    assert mu_adaptation(*settled, *BY) == pytest.approx(1 + max(drive, 0) * sum(BY), rel=1e-6)


@given(drives, drives, drives)
def test_law_an_antagonist_makes_nobody_more_sensitive_than_the_naive(one, two, three):
    assert mu_adaptation(one, two, three, *BY) >= 1


@given(drives, drives, shares)
def test_law_dependence_lies_between_its_two_memories(middle, deep, lasting):
    low, high = sorted([middle, deep])
    assert low - 1e-12 <= dependence(middle, deep, lasting) <= high + 1e-12


@given(drives, positive)
def test_law_each_state_stops_at_what_it_follows(drive, tau):
    assert d_desensitised(drive, drive, tau) == d_tolerance(drive, drive, tau) == 0
    assert d_deep_tolerance(drive, drive, tau) == 0


def test_law_a_single_dose_hardly_moves_the_slowest():
    """It grows with the square of time, the middle one with time: an hour against a day."""
    _, middle, deep = lived(1.0, 1.0)
    assert 0 < deep < 0.01 * middle


def test_law_tolerance_is_gone_by_half_in_the_time_its_clock_says():
    """Of the first two; the slowest goes on rising while the middle one is above it."""
    halves = [np.log(2) * tau for tau in CLOCKS[:2]]
    for place, half in enumerate(halves):
        assert lived(0.0, half, (1.0, 1.0, 0.0))[place] == pytest.approx(0.5, rel=1e-6)


@pytest.mark.parametrize("hours", [1.0, 30.0, 400.0])
def test_twin_the_cascade_is_a_matrix_exponential(hours):
    minutes, days, weeks = (1 / tau for tau in CLOCKS)
    rates = np.array([[-minutes, 0, 0], [0, -days, 0], [0, weeks, -weeks]])
    start = np.array([0.3, 0.2, 0.1])
    settled = np.full(3, 0.6)
    told = settled + expm(rates * hours) @ (start - settled)
    assert lived(0.6, hours, start) == pytest.approx(told, rel=1e-6)


@given(st.floats(1, 20), st.floats(2, 30))
def test_twin_the_shift_is_that_of_the_concentration_of_half_signal(factor, efficacy):
    """Solved from the operational model by a bracketing solver; told as the largest where there is none."""

    def miss(level, adapted):
        stimulus = efficacy * level / (1 + level) / adapted
        return stimulus / (1 + stimulus) - 1 / 2

    told = NUMBERS["largest_shift"]
    if efficacy > factor * (1 + 1e-6):
        half = [brentq(miss, 0, 1e12, args=(adapted,), xtol=1e-15, rtol=1e-14) for adapted in (factor, 1.0)]
        told = min(half[0] / half[1], told)
    assert float(mu_shift(factor, efficacy, NUMBERS["largest_shift"])) == pytest.approx(told, rel=1e-3)


def test_limit_the_drug_naive_show_no_shift():
    assert mu_shift(1.0, NUMBERS["reference_efficacy"], NUMBERS["largest_shift"]) == pytest.approx(1)
