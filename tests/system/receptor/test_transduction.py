"""Transduction: stimulus becomes signal with a ceiling; an antagonist has none to give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor import transduction
from equipoise.system.receptor.transduction import drug_stimulus, mu_background, mu_evoked, mu_rest, mu_signal
from system.typical import pair, positive, shares, typical

NUMBERS = typical("receptor/transduction")
EFFICACY, NUMBER = NUMBERS["peptide_efficacy"], NUMBERS["number"]


@given(pair(shares))
def test_limit_an_antagonist_gives_no_stimulus(bound):
    assert drug_stimulus(bound, np.zeros(2)) == 0


def test_limit_where_nothing_is_bound_there_is_no_signal():
    assert mu_signal(0.0, 0.0, EFFICACY, NUMBER) == 0
    assert mu_background(0.0, 0.0, EFFICACY, NUMBER) == 0


def test_limit_a_full_block_leaves_nothing_to_evoke():
    assert mu_evoked(mu_signal(0.0, 0.0, EFFICACY, NUMBER), mu_background(0.0, 0.0, EFFICACY, NUMBER)) == 0


@given(pair(shares), pair(positive), shares, positive, positive)
def test_law_the_ceiling_is_the_receptor_number(bound, efficacy, peptide, peptide_efficacy, number):
    signal = mu_signal(drug_stimulus(bound, efficacy), peptide, peptide_efficacy, number)
    assert 0 <= signal <= number


@given(shares, shares, positive, st.floats(0, 100))
def test_law_more_peptide_bound_is_more_signal(some, other, efficacy, stimulus):
    less, more = sorted([some, other])
    assert mu_signal(stimulus, less, efficacy, 1.0) <= mu_signal(stimulus, more, efficacy, 1.0)
    evoked = mu_evoked(mu_signal(stimulus, more, efficacy, 1.0), mu_background(stimulus, less, efficacy, 1.0))
    assert evoked >= 0


@given(shares, positive, st.floats(0, 100))
def test_law_an_agonist_leaves_less_to_be_evoked(bound, efficacy, stimulus):
    """The ceiling: the same peptide adds less on top of a drug's own signal."""

    def evoked(drug):
        return mu_signal(drug, bound, efficacy, 1.0) - mu_background(drug, bound / 2, efficacy, 1.0)

    assert evoked(stimulus) <= evoked(0.0) + 1e-12


@given(shares, positive, positive)
def test_law_at_rest_signal_and_background_are_one(bound, efficacy, number):
    assert mu_signal(0.0, bound, efficacy, number) == mu_background(0.0, bound, efficacy, number)
    assert mu_rest(bound, efficacy, number) == pytest.approx(
        mu_signal(0.0, bound, efficacy, number), rel=1e-12
    )


@given(positive, positive, positive)
def test_twin_black_and_leff(level, affinity, tau):
    """The operational model of 1983 with slope 1: E / E_m = tau A / (K_A + A (1 + tau))."""
    bound = level / (affinity + level)
    textbook = tau * level / (affinity + level * (1 + tau))
    assert mu_signal(0.0, bound, tau, 1.0) == pytest.approx(textbook, rel=1e-9, abs=1e-14)
    assert mu_signal(
        drug_stimulus(np.array([bound, 0]), np.array([tau, 0])), 0.0, EFFICACY, 1.0
    ) == pytest.approx(textbook, rel=1e-9, abs=1e-14)


def test_twin_a_partial_agonist_in_the_presence_of_a_full_one_is_an_antagonist():
    """Buprenorphine's property: replacing a full agonist on the receptor lowers the signal."""
    full = drug_stimulus(np.array([0.9, 0.0]), np.array([10.0, 0.5]))
    replaced = drug_stimulus(np.array([0.1, 0.8]), np.array([10.0, 0.5]))
    assert mu_signal(replaced, 0.0, EFFICACY, 1.0) < mu_signal(full, 0.0, EFFICACY, 1.0)


def test_the_docstring_says_that_receptors_do_not_adapt_here():
    assert "adaptation" in transduction.__doc__
