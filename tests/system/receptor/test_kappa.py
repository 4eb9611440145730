"""The kappa receptor: agonists signal, antagonists only take the place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor.kappa import kappa_load, kappa_signal
from system.typical import pair, positive, shares

levels = st.floats(0, 1e6)


def signal(brain, affinity, efficacy):
    return kappa_signal(kappa_load(np.asarray(brain), np.asarray(affinity)), np.asarray(efficacy))


def test_limit_without_a_drug_there_is_no_signal():
    assert signal([0.0, 0.0], [1.0, np.inf], [1.0, 1.0]) == 0
    assert signal([1e9, 0.0], [np.inf, 1.0], [1.0, 1.0]) == 0, "nor where it does not bind"


def test_limit_a_flood_gives_the_largest_effect():
    assert signal([1e12, 0.0], [1.0, 1.0], [0.7, 1.0]) == pytest.approx(0.7)


@given(pair(levels), pair(positive), pair(shares))
def test_law_the_signal_stays_below_the_largest_efficacy(brain, affinity, efficacy):
    assert 0 <= signal(brain, affinity, efficacy) <= efficacy.max() + 1e-12


@given(levels, levels, positive)
def test_law_what_gives_no_signal_takes_the_place_of_what_does(agonist, other, affinity):
    alone, both = (signal([agonist, level], [1.0, affinity], [1.0, 0.0]) for level in (0.0, other))
    assert both <= alone + 1e-12


@given(levels, positive, shares)
def test_twin_an_agonist_alone_is_a_hyperbola(level, affinity, efficacy):
    told = efficacy * level / (level + affinity)
    assert signal([level, 0.0], [affinity, 1.0], [efficacy, 0.0]) == pytest.approx(told, rel=1e-9, abs=1e-12)


@given(levels, levels, positive, positive)
def test_twin_gaddum_beside_an_antagonist(level, other, affinity, blocks):
    told = level / (level + affinity * (1 + other / blocks))
    found = signal([level, other], [affinity, blocks], [1.0, 0.0])
    assert found == pytest.approx(told, rel=1e-9, abs=1e-12)
