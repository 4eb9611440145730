"""Cues: learned with excess, hardly forgotten, and strongest months after the last use."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.evidence.target import targets
from equipoise.system.learning.cue import cue_power, d_cue_value, d_freshness, d_ripeness
from system.typical import followed, positive, shares, typical

NUMBERS = typical("learning/cue")
LEARN, FORGET, RIPEN, FADE, RESET, SWELL = (
    NUMBERS[name] for name in ("learn", "forget", "ripen", "fade", "reset", "swell")
)
MONTH = 30.44 * 24


def slope(excess):
    def of(_, y):
        return [
            d_cue_value(y[0], excess, LEARN, FORGET),
            d_ripeness(y[1], excess, RIPEN, RESET),
            d_freshness(y[2], excess, FADE, RESET),
        ]

    return of


def abstinent(hours, start=(1.0, 0.0, 1.0)):
    """Value, ripeness and freshness some hours after the last use."""
    return followed(slope(0.0), start, hours)


def test_limit_who_never_used_has_no_cue():
    assert d_cue_value(0.0, 0.0, LEARN, FORGET) == 0
    assert cue_power(0.0, 1.0, 1.0, SWELL) == 0


def test_limit_right_after_use_there_is_the_value_alone():
    """Ripeness starts anew; freshness is full."""
    value, ripe, fresh = followed(slope(50.0), [0.0, 1.0, 0.0], 200.0)
    assert ripe < 0.01
    assert fresh > 0.99
    assert cue_power(value, ripe, fresh, SWELL) == pytest.approx(value, rel=0.02 * SWELL)


@settings(max_examples=15, deadline=None)
@given(shares, shares, shares, st.floats(0, 5), st.floats(0.1, 500))
def test_law_shares_stay_shares(value, ripe, fresh, excess, hours):
    found = followed(slope(excess), [value, ripe, fresh], hours)
    assert (found >= -1e-9).all()
    assert (found <= 1 + 1e-9).all()


@given(shares, shares, shares, positive)
def test_law_a_cue_swells_and_never_shrinks_below_its_value(value, ripe, fresh, swell):
    assert value <= cue_power(value, ripe, fresh, swell) <= value * (1 + swell) + 1e-12


@given(shares, st.floats(0, 5), st.floats(0, 5))
def test_law_more_excess_teaches_more(value, one, other):
    less, more = sorted([one, other])
    assert d_cue_value(value, less, LEARN, FORGET) <= d_cue_value(value, more, LEARN, FORGET)


@pytest.mark.parametrize("months", [0.25, 1, 3, 12])
def test_twin_in_abstinence_it_rises_and_falls_by_two_exponentials(months):
    """Q = 1 + k (1 - exp(-t/T1)) exp(-t/T2), beside a value that is slowly forgotten."""
    t = months * MONTH
    told = np.exp(-t / FORGET) * (1 + SWELL * (1 - np.exp(-t / RIPEN)) * np.exp(-t / FADE))
    assert cue_power(*abstinent(t), SWELL) == pytest.approx(told, rel=1e-6)


def test_twin_it_is_strongest_when_the_finding_says():
    """The closed form has its peak at T1 ln(1 + T2/T1): between the months that bracket the observed one."""
    peak = RIPEN * np.log(1 + FADE / RIPEN)
    months = np.arange(1, 361) / 30
    seen = [float(np.prod(abstinent(month * MONTH)[1:])) for month in months[::15]]
    assert months[::15][int(np.argmax(seen))] == pytest.approx(peak / MONTH, abs=0.6)
    assert targets()["cr-meth-cue-peak-month"].inside(peak / MONTH)
