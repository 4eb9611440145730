"""Binding: ligands share one site; what one takes is lost to the others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.system.receptor import binding
from system.typical import followed, pair, positive, shares, typical

K = typical("receptor/binding")["peptide_affinity"]
ARRIVAL = typical("receptor/binding")["arrival"]
FAST = np.zeros(2)
levels = st.floats(0, 1e6)


def bound(brain, affinity, peptide=1.0, tone=1.0, held=FAST, off=FAST):
    """Every signal of the mechanism, in the order of the file."""
    load = binding.load(np.asarray(brain), np.asarray(affinity))
    fast, left = binding.fast_load(load, np.asarray(off)), binding.not_held(np.asarray(held))
    free = binding.free(left, fast, peptide, K)
    return {
        "free": free,
        "peptide": binding.bound_peptide(peptide, K, free),
        "tone": binding.bound_tone(tone, K, fast, left),
        "rest": binding.bound_at_rest(tone, K),
        "drug": binding.bound_drug(load, free, np.asarray(held), np.asarray(off)),
        "occupancy": binding.mu_occupancy(free, tone, K),
    }


def held_after(hours, brain, affinity, off, start=FAST, peptide=1.0):
    """What slow ligands hold after some hours at these concentrations."""
    load = binding.load(np.asarray(brain), np.asarray(affinity))

    def slope(_, held):
        free = bound(brain, affinity, peptide, held=held, off=off)["free"]
        return binding.d_held(held, free, load, np.asarray(off), ARRIVAL)

    return followed(slope, start, hours)


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
    seen = bound([1.0, 0.0], [1.0, 1.0], peptide=0.0)
    assert seen["drug"][0] == 0.5


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 50), st.floats(0, 50), st.floats(0.1, 5), st.floats(0, 20))
def test_limit_in_the_end_a_slow_ligand_holds_what_a_fast_one_would(slow, fast, off, peptide):
    """The equilibrium is Gaddum's, whatever the off rate."""
    held = held_after(200 / off + 200 * ARRIVAL, [slow, fast], [1.0, 2.0], [off, 0.0], peptide=peptide)
    seen = bound([slow, fast], [1.0, 2.0], peptide, held=held, off=[off, 0.0])
    at_once = bound([slow, fast], [1.0, 2.0], peptide)
    for name in ("drug", "peptide", "occupancy"):
        assert seen[name] == pytest.approx(at_once[name], rel=1e-5, abs=1e-8), name


@settings(max_examples=20, deadline=None)
@given(pair(st.floats(0, 1e4)), pair(st.floats(0.05, 5)), st.floats(0.01, 20))
def test_law_shares_held_slowly_add_up_to_one_at_most(brain, off, hours):
    held = held_after(hours, brain, [1.0, 3.0], off)
    seen = bound(brain, [1.0, 3.0], held=held, off=off)
    assert (held >= -1e-9).all()
    assert seen["drug"].sum() + seen["peptide"] <= 1 + 1e-9


@given(shares, shares, positive)
def test_law_without_any_left_a_slow_ligand_goes_at_its_off_rate(one, other, off):
    """Whatever else is there."""
    held = np.array([one, other]) / 2
    load = np.array([0.0, 7.0])
    free = binding.free(binding.not_held(held), binding.fast_load(load, np.array([off, 0.0])), 1.0, K)
    assert binding.d_held(held, free, load, np.array([off, 0.0]), ARRIVAL)[0] == pytest.approx(-off * held[0])


@given(st.floats(0, 1e9), st.floats(0, 50))
def test_law_no_concentration_comes_on_quicker_than_arrival(load, off):
    """So that a step of the life clock can follow it."""
    on = [binding.d_held(h, 1 - h, load, off, ARRIVAL) for h in (0.0, 1.0)]
    assert on[0] - on[1] <= off + 1 / ARRIVAL + 1e-9


def test_twin_washing_out_is_an_exponential():
    left = held_after(3.0, [0.0, 0.0], [1.0, 1.0], [0.25, 0.0], start=[0.8, 0.0])
    assert left == pytest.approx([0.8 * np.exp(-0.75), 0.0], rel=1e-6)


def test_twin_coming_on_without_a_competitor_is_an_exponential_too():
    """dheld/dt = pace (load - (1 + load) held), solved by hand."""
    load, off = 4.0, 0.25
    pace = off / (1 + off * ARRIVAL * load)
    told = load / (1 + load) * (1 - np.exp(-pace * (1 + load) * 2.0))
    assert held_after(2.0, [load, 0.0], [1.0, 1.0], [off, 0.0], peptide=0.0)[0] == pytest.approx(
        told, rel=1e-6
    )


def test_law_a_slow_ligand_on_its_receptors_keeps_a_fast_one_out():
    blocked = bound([0.0, 100.0], [1.0, 1.0], held=[0.9, 0.0], off=[0.25, 0.0])
    open_ = bound([0.0, 100.0], [1.0, 1.0], off=[0.25, 0.0])
    assert blocked["drug"][1] == pytest.approx(0.1 * open_["drug"][1])
