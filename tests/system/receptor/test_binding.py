"""Binding: ligands share one site; what one takes is lost to the others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor import binding
from system.typical import pair, positive, typical

K = typical("receptor/binding")["peptide_affinity"]
levels = st.floats(0, 1e6)


def bound(brain, affinity, peptide=1.0, tone=1.0):
    """Every signal of the mechanism, in the order of the file."""
    load = binding.load(np.asarray(brain), np.asarray(affinity))
    drug_load = binding.drug_load(load)
    return {
        "peptide": binding.bound_peptide(peptide, K, drug_load),
        "tone": binding.bound_tone(tone, K, drug_load),
        "rest": binding.bound_at_rest(tone, K),
        "drug": binding.bound_drug(load, drug_load, peptide, K),
        "occupancy": binding.mu_occupancy(drug_load, peptide, tone, K),
    }


@given(levels)
def test_limit_without_drug_the_peptide_alone_is_bound(peptide):
    """p / (K + p)."""
    seen = bound([0, 0], [1, 1], peptide)
    assert seen["peptide"] == pytest.approx(peptide / (K + peptide), rel=1e-12)
    assert not seen["drug"].any()


def test_limit_at_rest_nothing_is_occupied():
    seen = bound([0, 0], [1, 1])
    assert seen["occupancy"] == 0
    assert seen["peptide"] == seen["tone"] == pytest.approx(seen["rest"], rel=1e-12)


def test_limit_a_flood_takes_everything():
    seen = bound([1e12, 0], [1, 1])
    assert seen["occupancy"] == pytest.approx(1, abs=1e-9)
    assert seen["drug"][0] == pytest.approx(1, abs=1e-9)
    assert seen["peptide"] == pytest.approx(0, abs=1e-9)


@given(pair(levels), pair(positive), levels)
def test_law_shares_add_up_to_one_at_most(brain, affinity, peptide):
    seen = bound(brain, affinity, peptide)
    assert (seen["drug"] >= 0).all()
    assert seen["peptide"] >= 0
    assert seen["drug"].sum() + seen["peptide"] <= 1 + 1e-12


@given(pair(levels), pair(positive), st.floats(1, 100), st.floats(1, 50))
def test_law_more_drug_occupies_more_and_leaves_the_peptide_less(brain, affinity, factor, peptide):
    less, more = bound(brain, affinity, peptide), bound(brain * factor, affinity, peptide)
    assert more["occupancy"] >= less["occupancy"] - 1e-12
    assert more["peptide"] <= less["peptide"] + 1e-12
    assert 0 <= less["occupancy"] <= 1


@given(pair(levels), pair(positive), st.floats(1, 50), st.floats(1e-2, 10))
def test_law_released_peptide_is_bound_on_top_of_tone(brain, affinity, release, tone):
    seen = bound(brain, affinity, tone * release, tone)
    assert seen["peptide"] >= seen["tone"] * (1 - 1e-12)
    assert seen["tone"] <= seen["rest"] * (1 + 1e-12)


@given(pair(levels), pair(positive))
def test_law_the_order_of_substances_means_nothing(brain, affinity):
    one, other = bound(brain, affinity), bound(brain[::-1], affinity[::-1])
    assert one["occupancy"] == pytest.approx(other["occupancy"], rel=1e-12)


@given(levels, positive, st.floats(0, 100))
def test_twin_gaddum(drug, affinity, peptide):
    """The equation of 1937: an agonist's share beside a competitor, a / (a + K_A (1 + b / K_B))."""
    textbook = peptide / (peptide + K * (1 + drug / affinity))
    assert bound([drug, 0], [affinity, 1], peptide)["peptide"] == pytest.approx(
        textbook, rel=1e-9, abs=1e-300
    )


@given(positive, positive)
def test_twin_a_scan_reads_one_less_the_ratio_of_binding_potentials(drug, affinity):
    """A tracer at trace dose binds in proportion to free receptors: BP = B_free / K_d, drug against baseline."""
    seen = bound([drug, 0], [affinity, 1])
    free = 1 - seen["drug"].sum() - seen["peptide"]
    assert seen["occupancy"] == pytest.approx(1 - free / (1 - seen["rest"]), rel=1e-9, abs=1e-12)


def test_twin_half_the_sites_are_held_at_the_affinity():
    seen = binding.bound_drug(np.array([1.0, 0]), 1.0, 0.0, K)
    assert seen[0] == 0.5
