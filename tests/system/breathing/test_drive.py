import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.units import scale
from equipoise.system.breathing import drive
from system.breathing.numbers import call

FLOW = scale("L/min")
SHARE = st.floats(0, 1)


def breathed(bound, tolerance, chemoreflex=0.0):
    left = call(drive.awake, bound_opioid=bound, kept_tolerance=tolerance)
    return call(drive.ventilation, awake=left, chemoreflex=chemoreflex, perfused=1.0) / FLOW


def test_limit_no_opioid_leaves_everything_and_all_receptors_leave_nothing():
    assert breathed(0.0, 1.47) == pytest.approx(6.62)
    assert breathed(1.0, 1.47) == pytest.approx(0)
    assert call(drive.sensitivity, bound_opioid=0.0, kept_tolerance=1.47) == 1
    assert call(drive.perfused, blood_flow=4.9 * FLOW) == 1
    assert call(drive.perfused, blood_flow=0.4 * FLOW) == 0


@given(SHARE, SHARE, st.floats(1, 3), st.floats(1, 3))
def test_law_more_receptors_quieten_more_and_tolerance_less(bound, more, tolerance, longer):
    low, high = sorted((bound, more))
    assert breathed(low, tolerance) >= breathed(high, tolerance)
    low, high = sorted((tolerance, longer))
    assert breathed(bound, low) <= breathed(bound, high) + 1e-9


def test_twin_half_the_receptors_by_hand():
    """Of the drive 1 - 0.5^0.9 is left without tolerance, 1 - 0.5^1.323 with it; of the reflex 1 - 0.5^2.875."""
    assert breathed(0.5, 1.0) == pytest.approx(6.62 * (1 - 0.5**0.9), rel=1e-5)
    assert breathed(0.5, 1.47) == pytest.approx(6.62 * (1 - 0.5**1.323), rel=1e-5)
    assert call(drive.sensitivity, bound_opioid=0.5, kept_tolerance=1.0) == pytest.approx(
        1 - 0.5**2.875, rel=1e-5
    )


@given(st.floats(1, 3), st.floats(0, 1000), st.floats(0, 1000))
def test_law_abstinence_only_takes_tolerance_and_never_below_none(tolerance, days, more):
    left = [call(drive.kept_tolerance, tolerance=tolerance, abstinent=24 * t) for t in (days, days + more)]
    assert 1 <= left[1] <= left[0] <= tolerance + 1e-12
