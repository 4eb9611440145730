"""The 5-HT2A receptor: a scan sees a ceiling, the signal does not stop there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor.serotonin import (
    serotonin_2a_load,
    serotonin_2a_occupancy,
    serotonin_2a_signal,
)
from system.typical import pair, positive, shares, typical

REACH = typical("receptor/serotonin")["reach"]
levels = st.floats(0, 1e6)


def load(brain, affinity):
    return serotonin_2a_load(np.asarray(brain), np.asarray(affinity))


def test_limit_without_a_drug_nothing_is_taken():
    assert serotonin_2a_occupancy(load([0.0, 0.0], [1.0, np.inf]), REACH) == 0
    assert serotonin_2a_signal(load([0.0, 0.0], [1.0, np.inf]), np.ones(2)) == 0


def test_limit_a_scan_never_sees_more_than_its_reach():
    assert serotonin_2a_occupancy(load([1e12, 0.0], [1.0, 1.0]), REACH) == pytest.approx(REACH)


@given(pair(levels), pair(positive), pair(shares), shares)
def test_law_shares_are_shares(brain, affinity, efficacy, reach):
    taken = load(brain, affinity)
    assert 0 <= serotonin_2a_occupancy(taken, reach) <= reach + 1e-12
    assert 0 <= serotonin_2a_signal(taken, efficacy) <= efficacy.max() + 1e-12


@given(levels, st.floats(1, 100), positive)
def test_law_more_drug_takes_more(level, factor, affinity):
    less, more = (load([amount, 0.0], [affinity, 1.0]) for amount in (level, level * factor))
    assert serotonin_2a_occupancy(less, REACH) <= serotonin_2a_occupancy(more, REACH) + 1e-12


@given(levels, positive)
def test_twin_occupancy_is_a_hyperbola_under_its_ceiling(level, affinity):
    told = REACH * level / (level + affinity)
    assert serotonin_2a_occupancy(load([level, 0.0], [affinity, 1.0]), REACH) == pytest.approx(
        told, rel=1e-9, abs=1e-12
    )
