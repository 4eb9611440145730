"""Rejection: own opioids soften it, and a blocked receptor lets it hurt more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.opioid.rejection import social_pain
from equipoise.system.receptor.binding import bound_at_rest
from equipoise.system.receptor.transduction import mu_rest
from system.typical import positive, shares, typical

NUMBERS = typical("opioid/rejection")
SOFTENING, TYPICAL = NUMBERS["softening"], NUMBERS["typical_signal"]


def hurt(rejection, signal):
    return float(social_pain(rejection, signal, SOFTENING, TYPICAL))


def test_limit_nobody_is_hurt_who_is_not_rejected():
    assert hurt(0.0, TYPICAL) == 0


@given(st.floats(0, 10))
def test_limit_a_typical_person_is_hurt_by_as_much_as_happens(rejection):
    assert hurt(rejection, TYPICAL) == pytest.approx(rejection, rel=1e-6)


@given(shares, shares, positive)
def test_law_more_own_signal_softens(one, other, rejection):
    less, more = sorted([one, other])
    assert hurt(rejection, more) <= hurt(rejection, less) * (1 + 1e-6)


def test_law_under_a_block_it_hurts_most():
    assert hurt(1.0, 0.0) == pytest.approx(np.exp(SOFTENING), rel=1e-6)


def test_twin_the_typical_signal_is_that_of_receptor_and_tone():
    """The number in the evidence is the one the other mechanisms' numbers give."""
    bound = bound_at_rest(1.0, typical("receptor/binding")["peptide_affinity"])
    told = mu_rest(bound, typical("receptor/transduction")["peptide_efficacy"], 1.0)
    assert pytest.approx(told, rel=0.01) == TYPICAL
