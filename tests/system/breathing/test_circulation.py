import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.units import scale
from equipoise.system.breathing import circulation
from system.breathing.numbers import call

MMHG, FLOW, SECOND = scale("mmHg"), scale("L/min"), scale("s")


def test_limit_at_rest_flows_are_at_rest():
    flows = {"by_carbon_dioxide": 0.0, "by_oxygen": 0.0, "pump": 1.0}
    assert call(circulation.brain_flow, **flows) / FLOW == pytest.approx(0.75)
    assert call(circulation.tissue_flow, **flows) / FLOW == pytest.approx(4.25)
    assert call(circulation.crowding, blood_flow=4.87 * FLOW) == pytest.approx(1, abs=1e-4)
    assert call(circulation.crowding, blood_flow=15 * FLOW) == pytest.approx(2, abs=1e-4)


@given(st.floats(0, 1), st.floats(1, 200))
def test_law_the_pump_only_ever_fails(pump, carbon_dioxide):
    at = {"pump": pump, "arterial_carbon_dioxide": carbon_dioxide * MMHG}
    assert call(circulation.d_pump, collapsing=1.0, **at) <= 0
    assert call(circulation.d_pump, collapsing=0.0, **at) == 0


def fate(oxygen, step):
    """Whether a heart collapses that meets these pressures, one each `step` seconds."""
    airless, age, judged, collapsing = 0.0, 0.0, 0.0, 0.0
    for pressure in oxygen:
        told = {"arterial_oxygen": pressure * MMHG, "airless_age": age, "judged": judged}
        airless, judged, collapsing = (
            float(call(circulation.start_clock, airless=airless, **told)),
            float(call(circulation.judge, **told)),
            float(call(circulation.collapse, collapsing=collapsing, **told)),
        )
        age += airless * step * SECOND
    return collapsing


def test_law_only_the_first_clock_decides():
    low, well = np.full(300, 14.0), np.full(300, 60.0)
    assert fate(low, 1) == 1
    assert fate(low[:215], 1) == 0, "too short"
    assert fate(np.concatenate([low[:200], well]), 1) == 0, "rescued in time"
    assert fate(np.concatenate([low[:200], well, low, low]), 1) == 0, "there is no second clock"
    assert fate(np.concatenate([low[:5], well[:210], low]), 1) == 1, "low again when the clock runs out"


def test_twin_the_pump_fails_by_hand():
    """At 80 mmHg of CO2: 0.024 (0.15 + 0.85 x 80 / 52) = 0.035 per second."""
    told = {"pump": 1.0, "collapsing": 1.0, "arterial_carbon_dioxide": 80 * MMHG}
    assert call(circulation.d_pump, **told) * SECOND == pytest.approx(
        -0.024 * (0.15 + 0.85 * 80 / 52), rel=1e-5
    )
