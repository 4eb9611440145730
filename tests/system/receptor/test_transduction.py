"""Transduction: stimulus becomes signal with a ceiling; an antagonist has none to give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor.transduction import (
    drug_stimulus,
    mu_background,
    mu_drive,
    mu_evoked,
    mu_rest,
    mu_signal,
    receptors,
)
from system.typical import pair, positive, shares, typical

NUMBERS = typical("receptor/transduction")
EFFICACY, NUMBER = NUMBERS["peptide_efficacy"], NUMBERS["number"]
NAIVE = 1.0  # nothing has adapted


@given(pair(shares))
def test_limit_an_antagonist_gives_no_stimulus(bound):
    assert drug_stimulus(bound, np.zeros(2)) == 0


def test_limit_where_nothing_is_bound_there_is_no_signal():
    assert mu_signal(0.0, 0.0, EFFICACY, NAIVE, NUMBER) == 0
    assert mu_background(0.0, 0.0, EFFICACY, NAIVE, NUMBER) == 0


def test_limit_a_full_block_leaves_nothing_to_evoke():
    assert (
        mu_evoked(
            mu_signal(0.0, 0.0, EFFICACY, NAIVE, NUMBER), mu_background(0.0, 0.0, EFFICACY, NAIVE, NUMBER)
        )
        == 0
    )


@given(pair(shares), pair(positive), shares, positive, positive)
def test_law_the_ceiling_is_the_receptor_number(bound, efficacy, peptide, peptide_efficacy, number):
    signal = mu_signal(drug_stimulus(bound, efficacy), peptide, peptide_efficacy, NAIVE, number)
    assert 0 <= signal <= number


@given(shares, shares, positive, st.floats(0, 100))
def test_law_more_peptide_bound_is_more_signal(some, other, efficacy, stimulus):
    less, more = sorted([some, other])
    assert mu_signal(stimulus, less, efficacy, NAIVE, 1.0) <= mu_signal(stimulus, more, efficacy, NAIVE, 1.0)
    evoked = mu_evoked(
        mu_signal(stimulus, more, efficacy, NAIVE, 1.0), mu_background(stimulus, less, efficacy, NAIVE, 1.0)
    )
    assert evoked >= 0


@given(shares, positive, st.floats(0, 100))
def test_law_an_agonist_leaves_less_to_be_evoked(bound, efficacy, stimulus):
    """The ceiling: the same peptide adds less on top of a drug's own signal."""

    def evoked(drug):
        return mu_signal(drug, bound, efficacy, NAIVE, 1.0) - mu_background(
            drug, bound / 2, efficacy, NAIVE, 1.0
        )

    assert evoked(stimulus) <= evoked(0.0) + 1e-12


@given(shares, positive, positive)
def test_law_at_rest_signal_and_background_are_one(bound, efficacy, number):
    assert mu_signal(0.0, bound, efficacy, NAIVE, number) == mu_background(
        0.0, bound, efficacy, NAIVE, number
    )
    assert mu_rest(bound, efficacy, number) == pytest.approx(
        mu_signal(0.0, bound, efficacy, NAIVE, number), rel=1e-12
    )


@given(positive, positive, positive)
def test_twin_black_and_leff(level, affinity, tau):
    """The operational model of 1983 with slope 1: E / E_m = tau A / (K_A + A (1 + tau))."""
    bound = level / (affinity + level)
    textbook = tau * level / (affinity + level * (1 + tau))
    assert mu_signal(0.0, bound, tau, NAIVE, 1.0) == pytest.approx(textbook, rel=1e-9, abs=1e-14)
    assert mu_signal(
        drug_stimulus(np.array([bound, 0]), np.array([tau, 0])), 0.0, EFFICACY, NAIVE, 1.0
    ) == pytest.approx(textbook, rel=1e-9, abs=1e-14)


def test_twin_a_partial_agonist_in_the_presence_of_a_full_one_is_an_antagonist():
    """Buprenorphine's property: replacing a full agonist on the receptor lowers the signal."""
    full = drug_stimulus(np.array([0.9, 0.0]), np.array([10.0, 0.5]))
    replaced = drug_stimulus(np.array([0.1, 0.8]), np.array([10.0, 0.5]))
    assert mu_signal(replaced, 0.0, EFFICACY, NAIVE, 1.0) < mu_signal(full, 0.0, EFFICACY, NAIVE, 1.0)


@given(positive, positive, st.floats(1, 50))
def test_limit_at_a_small_stimulus_adaptation_is_a_right_shift_by_its_factor(efficacy, number, factor):
    """The same signal takes `factor` times as much bound."""
    bound = 1e-9 / efficacy
    shifted = mu_signal(
        drug_stimulus(np.array([bound * factor, 0]), np.array([efficacy, 0])), 0.0, EFFICACY, factor, number
    )
    naive = mu_signal(
        drug_stimulus(np.array([bound, 0]), np.array([efficacy, 0])), 0.0, EFFICACY, NAIVE, number
    )
    assert shifted == pytest.approx(naive, rel=1e-6)


@given(shares, st.floats(0.01, 100), st.floats(1, 50))
def test_law_adaptation_lowers_a_partial_agonist_more_than_a_full_one(bound, efficacy, factor):
    """As a share of what each had: the ceiling is nearer where there is reserve."""

    def kept(efficacy):
        stimulus = drug_stimulus(np.array([bound, 0]), np.array([efficacy, 0]))
        before = mu_signal(stimulus, 0.0, EFFICACY, NAIVE, 1.0)
        return mu_signal(stimulus, 0.0, EFFICACY, factor, 1.0) / before if before else 1.0

    assert kept(efficacy) <= kept(10 * efficacy) + 1e-9


@given(pair(shares), st.floats(0.01, 10), positive)
def test_law_a_partial_agonist_has_a_ceiling_of_its_own(bound, efficacy, number):
    """However much is bound: number tau / (1 + tau)."""
    stimulus = drug_stimulus(bound / 2, np.full(2, efficacy))
    assert mu_signal(stimulus, 0.0, EFFICACY, NAIVE, number) <= number * efficacy / (1 + efficacy) + 1e-12


@given(shares, shares, positive)
def test_law_the_drive_knows_no_adaptation(bound, tone, number):
    """What adaptation follows is the signal of the naive, above their rest; nothing at rest."""
    rest = mu_rest(tone, EFFICACY, number)
    stimulus = drug_stimulus(np.array([bound, 0]), np.array([3.0, 0]))
    told = mu_background(stimulus, tone, EFFICACY, NAIVE, number) - rest
    assert mu_drive(stimulus, tone, EFFICACY, rest, number) == pytest.approx(told, abs=1e-9 * number)
    assert mu_drive(0.0, tone, EFFICACY, rest, number) == pytest.approx(0, abs=1e-12 * number)


@given(positive, st.sampled_from([0.0, 1.0]), st.floats(-0.5, 0.5))
def test_law_only_carriers_have_the_variants_effect(number, variant, effect):
    told = number * (1 + effect) if variant else number
    assert receptors(number, variant, effect) == pytest.approx(told)
