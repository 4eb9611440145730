"""Disinhibition: mu signal above or below its rest moves the firing of dopamine cells."""

import numpy as np
from hypothesis import given

from equipoise.system.opioid.disinhibition import disinhibition
from equipoise.system.receptor.binding import bound_at_rest
from equipoise.system.receptor.transduction import mu_background, mu_rest
from system.typical import positive, signed, typical

GAIN = typical("opioid/disinhibition")["gain"]
EFFICACY = typical("receptor/transduction")["peptide_efficacy"]
REST = mu_rest(bound_at_rest(1.0, typical("receptor/binding")["peptide_affinity"]), EFFICACY, 1.0)


@given(signed, positive)
def test_limit_at_rest_nothing_is_freed(signal, gain):
    assert disinhibition(signal, signal, gain) == 0


@given(signed, signed, positive)
def test_law_more_signal_frees_more(one, other, gain):
    assert np.sign(disinhibition(one, other, gain)) in (np.sign(one - other), 0)
    assert disinhibition(one, other, 2 * gain) == 2 * disinhibition(one, other, gain)


def test_law_a_block_holds_back_less_than_an_agonist_frees():
    """There is little tone to take away, and much room above it."""
    blocked = disinhibition(0.0, REST, GAIN)
    freed = disinhibition(mu_background(EFFICACY, 0.0, EFFICACY, 1.0), REST, GAIN)
    assert -0.2 < blocked < 0 < 0.3 < freed


def test_twin_a_full_agonist_at_full_occupancy_raises_firing_by_half():
    """What the evidence says of its gain: the signal of a drug as efficacious as the own peptide, on every receptor."""
    freed = disinhibition(mu_background(EFFICACY, 0.0, EFFICACY, 1.0), REST, GAIN)
    assert 0.4 < freed / GAIN < 0.7
