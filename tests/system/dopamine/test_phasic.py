"""Bursts and dips: called back by an integral of their own excess, so that above equals below."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from equipoise.evidence.target import targets
from equipoise.system.dopamine.phasic import (
    d_burst,
    d_restraint,
    input_now,
    reward_ratio,
    settled_burst,
    settled_restraint,
)
from system.typical import typical

NUMBERS = typical("dopamine/phasic")
SECOND = 1 / 3600
REST = 5.0  # Hz, of the source model
SOURCE = {"drive": 15 / REST, "log_gain": 6 / REST, "brake_weight": 0.7 / REST}
PRIMATE = {**SOURCE, "quick": 100 / SECOND, "call_back": 30 / SECOND}
MOUSE = {**SOURCE, "quick": 50 / SECOND, "call_back": 15 / SECOND}


def driven(ratio, n):
    return float(input_now(np.float64(ratio), n["drive"], n["log_gain"]))


def lived(course, n=NUMBERS):
    """Time in seconds and firing, while the reward ratio keeps each value of `course` [(ratio, seconds), ...]."""
    times, fires, point, begin = [], [], [1.0, 1.0], 0.0
    for ratio, seconds in course:
        push = driven(ratio, n)

        def slope(_, y, push=push):
            return [
                float(d_burst(y[0], y[1], push, n["drive"], n["quick"])),
                d_restraint(y[0], n["call_back"], n["brake_weight"], n["drive"]),
            ]

        grid = np.linspace(0, seconds, max(int(seconds * 2000), 50))
        tight = {"rtol": 1e-9, "atol": 1e-11, "max_step": seconds * SECOND / 100}
        path = solve_ivp(slope, (0, seconds * SECOND), point, t_eval=grid * SECOND, **tight)
        times.append(begin + grid)
        fires.append(path.y[0])
        point, begin = path.y[:, -1], begin + seconds
    return np.concatenate(times), np.concatenate(fires)


def areas(course, n=NUMBERS):
    """Area above and below rest, in seconds of firing at rest."""
    times, fires = lived(course, n)
    return np.trapezoid(np.maximum(fires - 1, 0), times), np.trapezoid(np.maximum(1 - fires, 0), times)


def published(name):
    return targets()[name].value


@pytest.fixture(scope="module")
def source():
    """The published pulse: reward times three for half a second."""
    return {name: lived([(3.0, 0.5), (1.0, 3.0)], n) for name, n in (("primate", PRIMATE), ("mouse", MOUSE))}


def test_limit_at_rest_nothing_moves():
    push = driven(1.0, NUMBERS)
    assert float(d_burst(1.0, 1.0, push, NUMBERS["drive"], NUMBERS["quick"])) == 0
    assert d_restraint(1.0, NUMBERS["call_back"], NUMBERS["brake_weight"], NUMBERS["drive"]) == 0
    assert float(settled_burst(0.0)) == settled_restraint(push, NUMBERS["drive"]) == 1


@pytest.mark.parametrize("ratio", [0.3, 2.0, 5.0])
def test_limit_the_rates_come_to_rest_where_the_life_clock_settles(ratio):
    """Whatever the reward is: the settled values are where both rates stop."""
    push = driven(ratio, NUMBERS)
    held = settled_restraint(push, NUMBERS["drive"])
    assert float(d_burst(1.0, held, push, NUMBERS["drive"], NUMBERS["quick"])) == pytest.approx(0, abs=1e-6)
    assert lived([(ratio, 10.0)])[1][-1] == pytest.approx(1, abs=1e-4)


@settings(max_examples=6, deadline=None)
@given(st.floats(0.2, 6), st.floats(0.05, 1.5))
def test_law_after_any_pulse_area_above_equals_area_below(ratio, seconds):
    """Within a part in a hundred, whether or not firing falls silent in the dip."""
    above, below = areas([(ratio, seconds), (1.0, 4.0)])
    assert above == pytest.approx(below, rel=0.01, abs=1e-4)


def test_law_the_same_ratio_has_the_same_answer():
    """From one to three, or from two to six: the fold change is what is answered."""
    first = lived([(1.0, 5.0), (3.0, 1.0)])[1][-2000:]
    second = lived([(2.0, 5.0), (6.0, 1.0)])[1][-2000:]
    assert second == pytest.approx(first, abs=1e-3)


@given(st.floats(0, 3), st.floats(0, 3))
def test_law_firing_does_not_fall_below_zero(push, restraint):
    assert float(d_burst(0.0, restraint, push, NUMBERS["drive"], NUMBERS["quick"])) >= 0


@given(st.floats(-5, 5), st.floats(0, 1), st.sampled_from([0.0, 1.0]))
def test_law_a_cue_promises_and_a_loss_stays_finite(reward, value, cue):
    ratio = float(reward_ratio(reward, value, cue, NUMBERS["cue_pull"], NUMBERS["lowest"]))
    bare = float(reward_ratio(reward, 0.0, 0.0, NUMBERS["cue_pull"], NUMBERS["lowest"]))
    assert ratio >= bare >= np.float32(NUMBERS["lowest"])


def test_twin_the_areas_of_the_source_model(source):
    times, fires = source["primate"]
    above = REST * np.trapezoid(np.maximum(fires - 1, 0), times)
    below = REST * np.trapezoid(np.minimum(fires - 1, 0), times)
    assert above == pytest.approx(published("ba-karin-area-above"), rel=0.01)
    assert below == pytest.approx(published("ba-karin-area-below"), rel=0.01)


def test_twin_the_peak_and_dip_of_the_source_model(source):
    fires = source["mouse"][1]
    assert REST * (fires.max() - 1) == pytest.approx(published("ba-karin-mouse-peak"), rel=0.01)
    assert REST * (fires.min() - 1) == pytest.approx(published("ba-karin-mouse-dip"), rel=0.01)


def test_twin_the_steady_firing_of_the_source_model():
    assert REST * lived([(3.0, 10.0)], PRIMATE)[1][-1] == pytest.approx(
        published("ba-karin-steady"), abs=0.001
    )


def test_twin_the_area_of_a_reward_that_stays_has_a_closed_form():
    """What the integral must gather: log_gain ln R over what it gathers and weighs with."""
    above, below = areas([(3.0, 8.0)], PRIMATE)
    told = PRIMATE["log_gain"] * np.log(3) / (PRIMATE["call_back"] * SECOND * PRIMATE["brake_weight"])
    assert above - below == pytest.approx(told, rel=1e-3)
