import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.units import scale
from equipoise.system.breathing import stores
from system.breathing.numbers import call

MMHG, FLOW = scale("mmHg"), scale("L/min")
USED = {"arterial_blood_oxygen": 0.195, "brain_flow": 0.75 * FLOW, "oxygen_use": 1.0}


def test_limit_without_breath_or_blood_the_lungs_keep_their_gas():
    still = {
        "alveolar_ventilation": 0.0,
        "blood_flow": 0.0,
        "venous_oxygen": 0.15,
        "arterial_blood_oxygen": 0.2,
    }
    assert call(stores.d_alveolar_oxygen, alveolar_oxygen=100 * MMHG, **still) == 0


@given(st.floats(0, 120))
def test_law_a_brain_without_blood_only_loses_oxygen(oxygen):
    loss = call(
        stores.d_brain_oxygen,
        brain_oxygen=oxygen * MMHG,
        brain_blood_oxygen=0.1,
        **{**USED, "brain_flow": 0.0},
    )
    assert loss <= 0
    assert loss < 0 or oxygen < 1e-6


@given(st.floats(0, 1), st.floats(0, 1))
def test_law_metabolism_has_a_floor(awake, other):
    low, high = sorted((awake, other))
    used = [call(stores.oxygen_use, slowed=call(stores.slowed, awake=share)) for share in (low, high)]
    assert 0.93 - 1e-9 <= used[0] <= used[1] <= 1 + 1e-9


def test_twin_balance_by_hand():
    """A brain at rest uses 50 mL/min: 0.75 L/min of blood gives it up from 0.195 to 0.1283."""
    balanced = call(
        stores.d_brain_oxygen, brain_oxygen=32 * MMHG, brain_blood_oxygen=0.195 - 0.05 / 0.75, **USED
    )
    assert balanced == pytest.approx(0, abs=1e-9)
    blood = {"arterial_blood_carbon_dioxide": 0.48, "tissue_blood_carbon_dioxide": 0.52}
    rest = {"tissue_oxygen": 35 * MMHG, "tissue_flow": 4.25 * FLOW, "carbon_dioxide_made": 1.0}
    made = call(stores.d_tissue_carbon_dioxide, **rest, **blood)
    assert made * scale("s") == pytest.approx((4.25 / 60 * -0.04 + 0.16 / 60) / 38.68, rel=1e-5)
