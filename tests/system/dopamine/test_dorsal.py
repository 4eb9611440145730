"""Dopamine of the dorsal striatum: the accumbens' equation, reached less and cleared more quickly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from equipoise.engine.precision import double
from equipoise.system.dopamine.dorsal import d_dorsal_dopamine, dorsal_drive, settled_dorsal_dopamine
from system.typical import shares, typical

NUMBERS = typical("dopamine/dorsal")
BRAKE = typical("dopamine/tonic")["brake"]
drives, blocks = st.floats(0.05, 4), st.floats(0, 20)


def meeting(drive=1.0, outflow=0.0, uptake=1.0, block=0.0):
    n = NUMBERS
    told = (drive, outflow, BRAKE, BRAKE, n["brake_half"], uptake, n["uptake_half"], block, n["leak"])
    return [np.asarray(value, float) for value in told]


def settled(**changes):
    with double():
        return float(settled_dorsal_dopamine(*meeting(**changes)))


def test_limit_at_rest_it_is_one():
    assert dorsal_drive(1.0, NUMBERS["reach"]) == 1
    assert settled() == pytest.approx(1, rel=1e-12)


@given(drives)
def test_limit_reached_in_full_it_is_driven_as_the_accumbens(drive):
    assert dorsal_drive(drive, 1.0) == pytest.approx(drive)
    assert dorsal_drive(drive, 0.0) == 1


@given(drives, shares)
def test_law_a_change_reaches_it_in_part(drive, reach):
    assert abs(dorsal_drive(drive, reach) - 1) <= abs(drive - 1) + 1e-12


@given(drives, blocks, st.floats(0, 0.9))
def test_law_the_settled_value_stops_the_rate(drive, block, turned):
    changes = {"drive": drive, "block": block, "uptake": 1 - turned, "outflow": turned}
    assert abs(d_dorsal_dopamine(settled(**changes), *meeting(**changes), 1.0)) < 1e-6 * (drive + turned)


@given(drives, blocks)
def test_law_a_blocker_raises_it(drive, block):
    assert settled(drive=drive, block=block + 0.1) > settled(drive=drive)


@given(drives, blocks)
def test_twin_a_bracketing_solver_finds_the_same_root(drive, block):
    n = NUMBERS

    def surplus(c):
        braking = (1 + BRAKE * c / (c + n["brake_half"])) / (1 + BRAKE / (1 + n["brake_half"]))
        half = n["uptake_half"]
        passed = (1 - n["leak"]) * c * (half + 1) / (half * (1 + block) + c)
        return drive / braking - passed - n["leak"] * c

    root = brentq(surplus, 1e-6, 1e5, xtol=1e-13, rtol=1e-14)
    assert settled(drive=drive, block=block) == pytest.approx(root, rel=1e-6)
