import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.units import scale
from equipoise.system.breathing import chemoreflex
from system.breathing.numbers import call

MMHG, FLOW = scale("mmHg"), scale("L/min")
PRESSURE = st.floats(20, 120)


def firing(oxygen, carbon_dioxide):
    heard = {"heard_oxygen": oxygen * MMHG, "heard_carbon_dioxide": carbon_dioxide * MMHG}
    return call(chemoreflex.firing, **heard) / scale("1/s")


def test_limit_plenty_and_want_of_oxygen_reach_the_ends_of_the_range():
    ceiling = 1.738 * 0.79851  # ln(40/18)
    assert firing(1000, 40) == pytest.approx(0.8352 * ceiling, rel=1e-4)
    assert firing(-1000, 40) == pytest.approx(12.3 * ceiling, rel=1e-4)


@given(PRESSURE, PRESSURE, PRESSURE)
def test_law_less_oxygen_or_more_carbon_dioxide_never_calms(oxygen, other, carbon_dioxide):
    low, high = sorted((oxygen, other))
    assert firing(low, carbon_dioxide) >= firing(high, carbon_dioxide) - 1e-9
    assert firing(carbon_dioxide, high) >= firing(carbon_dioxide, low)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0, 3))
def test_law_the_reflex_never_takes_breath_away(peripheral, central, readiness):
    drives = {"peripheral_drive": peripheral, "central_drive": central, "readiness": readiness}
    assert call(chemoreflex.chemoreflex, **drives) >= 0


def test_twin_delays_by_hand():
    """0.588 L and 0.9239 L of blood at 4.9 L/min are 7.2 s and 11.3 s; nothing is waited for in a failing flow."""
    assert call(chemoreflex.peripheral_delay, blood_flow=4.9 * FLOW) / scale("s") == pytest.approx(7.2)
    assert call(chemoreflex.central_delay, blood_flow=4.9 * FLOW) / scale("s") == pytest.approx(
        11.313, abs=1e-3
    )
    assert call(chemoreflex.central_delay, blood_flow=0.9 * FLOW) == 0
