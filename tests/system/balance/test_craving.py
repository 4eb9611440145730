"""Craving: uncued it decays and follows the deficit; cued it is what the cue can do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.balance.craving import craving, cued_craving, d_wanting, uncued_craving
from system.typical import followed, positive, shares, signed, typical

NUMBERS = typical("balance/craving")
RISE, DECAY, BASE, DEFICIT, COMEDOWN = (
    NUMBERS[name] for name in ("t_rise", "t_decay", "base", "by_deficit", "by_comedown")
)


def uncued(wanting, tone=0.0, level=0.0):
    return float(uncued_craving(wanting, tone, level, BASE, DEFICIT))


def wanted(start, burden, hours):
    (found,) = followed(lambda _, y: [d_wanting(y[0], burden, RISE, DECAY)], [start], hours)
    return found


def test_limit_who_never_used_craves_nothing_at_level():
    assert d_wanting(0.0, 0.0, RISE, DECAY) == 0
    assert uncued(0.0, tone=-1.0) == cued_craving(1.0, 0.0) == 0
    assert float(craving(0.0, 0.0, 0.0, COMEDOWN)) == 0


@given(positive)
def test_limit_without_a_cue_there_is_no_cued_craving(power):
    assert cued_craving(0.0, power) == 0
    assert cued_craving(1.0, power) == power


@given(st.floats(0.01, 1), signed, signed, positive)
def test_law_craving_follows_the_deficit(wanting, tone, level, deeper):
    """It is deeper below the level, and above it no more than the base."""
    assert uncued(wanting, tone - deeper, level) >= uncued(wanting, tone, level) * (1 - 1e-6)
    assert uncued(wanting, abs(tone), abs(level)) == pytest.approx(wanting * BASE, rel=1e-6)


@given(positive)
def test_law_it_is_stronger_in_the_dip_than_in_the_reward(tone):
    """Even in somebody who has never used: wanting one more."""
    during, after = (float(craving(0.0, 0.0, each, COMEDOWN)) for each in (tone, -tone))
    assert during == 0 < after


@given(st.floats(0.01, 1), st.floats(0.01, 1))
def test_law_wanting_moves_towards_the_burden(wanting, burden):
    assert np.sign(d_wanting(wanting, burden, RISE, DECAY)) == np.sign(burden - wanting)


def test_twin_wanting_rises_and_decays_by_exponentials():
    grown = wanted(0.0, 0.8, RISE)
    assert grown == pytest.approx(0.8 * (1 - np.exp(-1)), rel=1e-6)
    assert wanted(grown, 0.0, 2 * DECAY) == pytest.approx(grown * np.exp(-2), rel=1e-6)


@given(shares, shares, signed)
def test_twin_the_parts_add_up(plain, power, tone):
    told = plain + power + COMEDOWN * max(-tone, 0)
    assert float(craving(plain, cued_craving(1.0, power), tone, COMEDOWN)) == pytest.approx(
        told, rel=1e-5, abs=1e-6
    )
