"""A vaccine: what antibody holds does not enter the brain; a titre rises with the second dose and is gone in a year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from equipoise import evidence
from equipoise.engine.precision import double
from equipoise.evidence.drug import load_drug
from equipoise.fit import vaccine as fit
from equipoise.people.body import NEVER
from equipoise.system.body.vaccine import (
    antibody_sites,
    brain,
    d_antibody,
    d_cells,
    d_memory,
    d_primed,
    grip,
    open_sites,
    pull,
    seen,
    unbound,
)
from system.typical import pair, positive, typical

NUMBERS = typical("body/vaccine")
level = st.floats(0, 1e5, allow_subnormal=False)  # nM


def held(plasma, affinity, sites):
    """Free and open sites, in the precision of the engine."""
    with double():
        wants = pull(plasma, affinity)
        left = open_sites(sites, wants, grip(plasma, affinity, wants))
        return np.asarray(unbound(plasma, left, affinity)), float(left)


@given(pair(level), pair(positive))
def test_limit_without_antibody_all_is_free(plasma, affinity):
    np.testing.assert_array_equal(held(plasma, affinity, 0.0)[0], plasma)


def test_limit_without_antigen_nothing_begins():
    assert seen(np.array([5.0, 3.0]), np.full(2, NEVER)) == pytest.approx(0, abs=1e-15)
    assert [d_primed(0, 0, 1), d_memory(0, 0, 1), d_cells(0, 1, 0, 1, 1), d_antibody(0, 0, 1, 1)] == [0] * 4


def test_limit_what_antibody_does_not_know_passes():
    found, _ = held(np.array([900.0, 50.0]), np.array([NEVER, 5.0]), 500.0)
    assert found[0] == pytest.approx(900)
    assert found[1] < 1


def test_limit_a_flood_of_drug_is_all_but_free():
    found, left = held(np.array([1e9, 0]), np.array([5.0, 5.0]), 500.0)
    assert found[0] == pytest.approx(1e9, rel=1e-6)
    assert left == pytest.approx(0, abs=1e-4)


@given(pair(level), positive, st.floats(0, 1e5))
def test_law_sites_hold_what_is_not_free(plasma, affinity, sites):
    """Of ligands that bind alike: open and held make all the sites, and law of mass action holds for each."""
    alike = np.full(2, affinity)
    found, left = held(plasma, alike, sites)
    assert (found <= plasma).all()
    assert left + (plasma - found).sum() == pytest.approx(sites, rel=1e-6, abs=1e-6 * (sites + plasma.sum()))
    np.testing.assert_allclose(
        found * left, affinity * (plasma - found), rtol=1e-6, atol=1e-9 * (1 + plasma.max())
    )


@given(pair(level), pair(positive), positive, st.floats(1, 3))
def test_law_more_antibody_leaves_less_free(plasma, affinity, sites, more):
    assert (held(plasma, affinity, more * sites)[0] <= held(plasma, affinity, sites)[0] * (1 + 1e-9)).all()


@given(level, positive, positive)
def test_twin_one_ligand_is_the_quadratic_of_the_textbook(plasma, affinity, sites):
    found, _ = held(np.array([plasma]), np.array([affinity]), sites)
    exact = brentq(lambda f: f + sites * f / (f + affinity) - plasma, 0, plasma + 1) if plasma else 0
    assert found[0] == pytest.approx(exact, rel=1e-6, abs=1e-6 * plasma + 1e-12)


def test_twin_capacity_is_that_of_two_sites():
    """0.2 mg/mL of specific IgG: 2.7 uM of sites, which hold 2.6 mg of 6-MAM in 3 L of plasma (raleigh-2013)."""
    sites = antibody_sites(200.0, NUMBERS["igg_mass"], NUMBERS["binding_sites"])
    assert sites / 1000 == pytest.approx(2.7, rel=0.05)
    mass = load_drug("heroin").substances["6-mam"]["molar_mass"].value
    assert 3 * sites * mass == pytest.approx(2.6, rel=0.1)


def test_twin_antibody_alone_halves_in_its_half_life():
    assert d_antibody(0.0, 8.0, 1.0, NUMBERS["igg_half_life"]) == pytest.approx(-8 * np.log(2) / (23 * 24))


def test_twin_what_saturates_follows_free_plasma_at_once():
    entered, now, share = np.array([3.0, 4.0]), np.array([5.0, 6.0]), np.full(2, 0.5)
    assert brain(entered, now, share, np.array([0.0, 1.0])).tolist() == [3, 3]


@pytest.fixture(scope="module")
def course():
    """Titre of a typical person over three monthly doses, daily."""
    return fit.titre({})


def test_a_titre_comes_after_the_second_dose_and_is_gone_within_a_year(course):
    found = fit.findings(course)
    assert found["va-tacd-first-dose"] < fit.EARLY
    assert found["va-tacd-peak-month"] == pytest.approx(3, abs=1)
    assert found["va-tacd-baseline-month"] == pytest.approx(12, abs=2)


def test_people_who_respond_well_are_as_many_as_the_note_of_the_number_says(course):
    """Log-normal about the typical peak."""
    from scipy.stats import norm

    spread = evidence.numbers("system/body/vaccine")["production"].spread["lognormal"]
    assert norm.sf(np.log(43 / course.max()) / spread) == pytest.approx(0.38, abs=0.01)
