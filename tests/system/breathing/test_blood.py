import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.units import scale
from equipoise.system.breathing import blood
from system.breathing.numbers import call

MMHG = scale("mmHg")


def contents(oxygen, carbon_dioxide):
    at = {"alveolar_oxygen": oxygen * MMHG, "alveolar_carbon_dioxide": carbon_dioxide * MMHG}
    return call(blood.lung_blood_oxygen, **at), call(blood.lung_blood_carbon_dioxide, **at)


def pressures(oxygen, carbon_dioxide):
    loads = {
        "oxygen_load": call(blood.oxygen_load, arterial_blood_oxygen=oxygen),
        "carbon_dioxide_load": call(blood.carbon_dioxide_load, arterial_blood_carbon_dioxide=carbon_dioxide),
    }
    acid = call(blood.arterial_carbon_dioxide, **loads)
    return call(blood.arterial_oxygen, arterial_carbon_dioxide=acid, **loads) / MMHG, acid / MMHG


def test_limit_blood_without_gas_is_empty_and_in_plenty_full():
    assert contents(0.0, 40.0)[0] == 0
    assert contents(1e9, 40.0)[0] == pytest.approx(0.02272 * 9, rel=1e-4)


@given(st.floats(5, 150), st.floats(15, 120))
def test_law_pressures_come_back_from_contents(oxygen, carbon_dioxide):
    assert np.array(pressures(*contents(oxygen, carbon_dioxide))) == pytest.approx(
        [oxygen, carbon_dioxide], rel=1e-4
    )


@given(st.floats(10, 100), st.floats(20, 60), st.floats(61, 100))
def test_law_carbon_dioxide_drives_oxygen_off(oxygen, low, high):
    assert contents(oxygen, high)[0] < contents(oxygen, low)[0]


@given(st.floats(15, 100), st.floats(20, 80))
def test_law_the_steepness_is_the_slope_of_the_curve(oxygen, carbon_dioxide):
    def held(pressure):
        at = {"brain_oxygen": np.float64(pressure) * MMHG, "brain_carbon_dioxide": carbon_dioxide * MMHG}
        return call(blood.brain_blood_oxygen, **at)

    wide = 0.1
    slope = (held(oxygen + wide) - held(oxygen - wide)) / (2 * wide * MMHG)
    ours = call(blood.brain_steepness, brain_oxygen=oxygen * MMHG, brain_blood_oxygen=held(oxygen))
    assert ours == pytest.approx(slope, rel=2e-2)


def test_twin_arterial_and_venous_blood_hold_what_physiologists_know():
    """About 20 mL of oxygen in 100 mL of arterial blood, 15 in venous, 48 and 52 of CO2 (Spencer's own check)."""
    assert contents(95.0, 40.0) == pytest.approx((0.197, 0.48), rel=0.04)
    assert contents(40.0, 46.0) == pytest.approx((0.150, 0.52), rel=0.04)
