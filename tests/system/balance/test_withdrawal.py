"""Withdrawal: what is expected less what is there, never below nothing; one equation met in three ways."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.balance.withdrawal import (
    alcohol_withdrawal,
    crash,
    d_calm_expected,
    d_spark_expected,
    nicotine_withdrawal,
    opioid_withdrawal,
    withdrawal,
)
from equipoise.system.receptor.adaptation import d_tolerance
from system.typical import followed, positive, shares, signed, typical

NUMBERS = typical("balance/withdrawal")
SLACK = NUMBERS["slack"]
T_DAYS = typical("receptor/adaptation")["t_days"]


@given(signed)
def test_limit_whoever_depends_on_nothing_has_nothing_to_lose(drive):
    """An antagonist in the naive among them."""
    assert opioid_withdrawal(0.0, drive) == 0
    assert alcohol_withdrawal(0.0, abs(drive)) == nicotine_withdrawal(0.0, abs(drive)) == 0
    assert crash(1.0, 0.0) == 0


@given(shares, st.floats(-1, 0))
def test_limit_precipitated_withdrawal_is_dependence_at_once(dependence, drive):
    """Whatever else the antagonist takes."""
    assert float(opioid_withdrawal(dependence, drive)) == pytest.approx(dependence, rel=1e-6, abs=1e-30)


@given(signed, signed, signed, positive)
def test_law_withdrawal_is_never_negative(expected, there, drive, dopamine):
    parts = (
        opioid_withdrawal(expected, drive),
        alcohol_withdrawal(expected, there),
        nicotine_withdrawal(expected, there),
        crash(dopamine, SLACK),
    )
    assert min(map(float, parts)) >= 0
    assert float(withdrawal(*parts, NUMBERS["by_crash"])) >= max(map(float, parts[:3]))


@given(shares, shares, shares)
def test_law_more_of_the_drug_is_less_withdrawal(dependence, one, other):
    less, more = sorted([one, other])
    assert opioid_withdrawal(dependence, more) <= opioid_withdrawal(dependence, less)


def test_law_a_taper_hurts_less_than_stopping_at_once():
    """The worst of ten days down in steps of a tenth, against the worst of nothing from the first."""

    def worst(course):
        tolerance, seen = 0.6, []
        for drive in course:
            seen.append(float(opioid_withdrawal(tolerance, drive)))
            (tolerance,) = followed(lambda _, y, d=drive: [d_tolerance(d, y[0], T_DAYS)], [tolerance], 24.0)
        return max(seen)

    tapered, stopped = worst(np.linspace(0.6, 0, 11)), worst(np.zeros(11))
    assert stopped == pytest.approx(0.6, rel=1e-6)
    assert 0 < tapered < stopped / 2


@given(signed, signed, positive)
def test_law_what_is_there_comes_to_be_expected(expected, there, tau):
    towards = np.sign(there - expected)
    assert np.sign(d_calm_expected(expected, there, tau)) in (towards, 0)
    assert d_calm_expected(expected, there, tau) == d_spark_expected(expected, there, tau)


@pytest.mark.parametrize("name", ["t_alcohol", "t_nicotine"])
def test_twin_after_the_last_of_it_withdrawal_decays_by_its_own_clock(name):
    rate, felt = {
        "t_alcohol": (d_calm_expected, alcohol_withdrawal),
        "t_nicotine": (d_spark_expected, nicotine_withdrawal),
    }[name]
    (left,) = followed(lambda _, y: [rate(y[0], 0.0, NUMBERS[name])], [0.5], 48.0)
    assert float(felt(left, 0.0)) == pytest.approx(0.5 * np.exp(-48 / NUMBERS[name]), rel=1e-6)


@given(st.floats(0.05, 1), st.floats(0, 1))
def test_twin_a_crash_is_counted_in_folds_below_what_is_not_felt(dopamine, slack):
    told = max(np.log(1 / dopamine) - slack, 0)
    assert float(crash(dopamine, slack)) == pytest.approx(told, rel=1e-4, abs=1e-6)
