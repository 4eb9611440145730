"""Tonic dopamine: release against uptake under a brake; one at rest, and one positive root for any firing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from equipoise.engine.precision import double
from equipoise.system.dopamine.tonic import d_dopamine, firing, settled_dopamine
from system.typical import typical

NUMBERS = typical("dopamine/tonic")
BRAKE = (NUMBERS["brake"], NUMBERS["brake_half"], NUMBERS["uptake_half"])
TURNOVER, FLOOR = NUMBERS["turnover"], NUMBERS["floor"]
firings = st.floats(0.05, 4)
brakes = st.tuples(st.floats(0, 3), st.floats(1, 20), st.floats(5, 30))


def settled(fires, brake=BRAKE):
    with double():
        return np.asarray(settled_dopamine(np.asarray(fires, float), *brake))


def release_less_uptake(level, fires, brake, brake_half, uptake_half):
    """The balance as the docstring writes it."""
    braked = (1 + brake / (1 + brake_half)) / (1 + brake * level / (level + brake_half))
    return fires * braked - level * (uptake_half + 1) / (uptake_half + level)


def test_limit_at_rest_dopamine_is_one():
    """Firing 1 where no reward is met and nothing is freed."""
    assert firing(0.0, 0.0, NUMBERS["by_reward"], FLOOR) == 1
    assert settled(1.0) == 1


def test_limit_cells_never_fall_quite_silent():
    assert firing(-100.0, 0.0, NUMBERS["by_reward"], FLOOR) == np.float32(FLOOR)
    assert 0 < settled(FLOOR) < 0.1


def test_limit_without_a_brake_the_root_has_a_closed_form():
    fires = np.linspace(0.1, 4, 20)
    half = BRAKE[2]
    np.testing.assert_allclose(
        settled(fires, (0.0, 1.0, half)), fires * half / (half + 1 - fires), rtol=1e-12
    )


@given(firings, brakes)
def test_law_the_settled_value_stops_the_rate(fires, brake):
    level = float(settled(fires, brake))
    assert level > 0
    assert abs(d_dopamine(level, fires, *brake, 1.0)) < 1e-9 * fires


@given(firings, st.floats(1.001, 2), brakes)
def test_law_more_firing_is_more_dopamine(fires, factor, brake):
    assert settled(fires * factor, brake) > settled(fires, brake)


@given(st.floats(1.01, 4), brakes)
def test_law_the_brake_holds_dopamine_nearer_to_rest(fires, brake):
    strong = (brake[0] + 1, *brake[1:])
    assert 1 < settled(fires, strong) < settled(fires, brake)
    assert settled(1.0, strong) == pytest.approx(1, rel=1e-12)


@given(firings, st.floats(0.05, 5))
def test_law_the_rate_points_to_the_root(fires, level):
    towards = np.sign(settled(fires) - level)
    assert np.sign(d_dopamine(level, fires, *BRAKE, TURNOVER)) == towards


@given(firings, brakes)
def test_twin_a_bracketing_solver_finds_the_same_root(fires, brake):
    """Of the equation in the docstring, written out here once more."""
    root = brentq(release_less_uptake, 1e-6, 1e3, args=(fires, *brake), xtol=1e-13)
    assert float(settled(fires, brake)) == pytest.approx(root, rel=1e-8)


@pytest.mark.parametrize("fires", [0.05, 0.5, 1.3, 3.0])
def test_twin_the_moment_clock_relaxes_to_the_settled_value(fires):
    """Within seconds: the life clock's value is the limit of the rate."""
    lived = solve_ivp(
        lambda t, c: d_dopamine(c, fires, *BRAKE, TURNOVER),
        (0, 60 / 3600),
        [1.0],
        method="LSODA",
        rtol=1e-10,
        atol=1e-12,
    )
    assert lived.y[0, -1] == pytest.approx(float(settled(fires)), rel=1e-6)
