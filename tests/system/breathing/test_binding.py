import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.units import scale
from equipoise.system.breathing import binding
from system.breathing.numbers import call, everything

LEVEL, SHARE = st.floats(0, 1e4), st.floats(0, 1)


def test_limit_alone_and_at_its_affinity_the_opioid_holds_half():
    load = call(binding.opioid_load, opioid_effect=everything()["breathing/binding.opioid_affinity"])
    assert load == pytest.approx(1)
    assert call(binding.d_opioid, bound_opioid=0.5, bound_naloxone=0.0, opioid_load=load) == pytest.approx(0)
    assert call(binding.opioid_load, opioid_effect=0.0) == 0


@given(LEVEL, LEVEL, SHARE, SHARE)
def test_law_receptors_are_never_more_than_all(opioid, naloxone, first, share):
    """Where all are taken neither grows on balance, and where none is held neither shrinks."""
    loads = {
        "opioid_load": call(binding.opioid_load, opioid_effect=opioid),
        "naloxone_load": call(binding.naloxone_load, naloxone_effect=naloxone),
    }
    full = {"bound_opioid": first, "bound_naloxone": 1 - first}
    assert call(binding.d_opioid, **full, **loads) + call(binding.d_naloxone, **full, **loads) <= 1e-9
    assert call(binding.d_opioid, bound_opioid=0.0, bound_naloxone=share, **loads) >= 0
    assert call(binding.d_naloxone, bound_opioid=share, bound_naloxone=0.0, **loads) >= 0


@given(LEVEL, SHARE)
def test_law_the_pace_is_the_slope_of_the_rate(level, bound):
    load = call(binding.opioid_load, opioid_effect=level)
    ends = [
        call(binding.d_opioid, bound_opioid=b, bound_naloxone=0.0, opioid_load=load)
        for b in (bound, bound + 1)
    ]
    assert call(binding.opioid_pace, opioid_load=load) == pytest.approx(ends[0] - ends[1], rel=1e-6)


def test_twin_fentanyl_binds_as_its_association_constant_says():
    """kon 3.08e-5 per pM^0.844 and s, koff 0.00433 per s (Mann 2022, table S2) at 1,000 pM with 0.2 bound."""
    theirs = 3.08e-5 * 1000**0.844 * 0.8 - 0.00433 * 0.2
    numbers = {"opioid_affinity": (0.00433 / 3.08e-5) ** (1 / 0.844) * scale("pM"), "opioid_slope": 0.844}
    load = call(binding.opioid_load, opioid_effect=np.float64(1.0), **numbers)
    off = 0.00433 * scale("1/s")
    ours = call(binding.d_opioid, bound_opioid=0.2, bound_naloxone=0.0, opioid_load=load, opioid_off_rate=off)
    assert ours * scale("s") == pytest.approx(theirs, rel=1e-5)
