"""Screening: candidates come until one is let in, and what excludes one changes nobody else."""

import numpy as np
import pytest

from equipoise import evidence
from equipoise.errors import InvalidInput
from equipoise.people.eligibility import screen
from people.made_people import population

MANY = np.arange(4000)
HALF = population([("ill", 0.5), ("away", 0.2)])


def test_without_exclusions_the_first_candidate_is_in():
    assert not screen(HALF, (), 1, MANY).any()


def test_what_nobody_has_excludes_nobody():
    assert not screen(population([("ill", 0.0)]), ["ill"], 1, MANY).any()


def test_candidates_are_refused_as_often_as_the_condition_is_there():
    """A geometric number of refusals: mean p / (1 - p)."""
    refused = screen(HALF, ["ill"], 1, MANY)
    assert refused.mean() == pytest.approx(1, abs=0.1)
    assert (refused == 0).mean() == pytest.approx(0.5, abs=0.03)
    assert (refused == 1).mean() == pytest.approx(0.25, abs=0.03)


def test_conditions_strike_apart_from_each_other():
    both = screen(HALF, ["ill", "away"], 1, MANY)
    assert (both == 0).mean() == pytest.approx(0.5 * 0.8, abs=0.03)


def test_a_person_is_screened_alone():
    together = screen(HALF, ["ill"], 1, MANY)
    np.testing.assert_array_equal(screen(HALF, ["ill"], 1, MANY[::-1]), together[::-1])


def test_the_order_of_conditions_means_nothing():
    one, other = (screen(HALF, names, 1, MANY) for names in (["ill", "away"], ["away", "ill"]))
    np.testing.assert_array_equal(one, other)


def test_one_exclusion_more_never_lets_in_sooner():
    assert (screen(HALF, ["ill", "away"], 1, MANY) >= screen(HALF, ["ill"], 1, MANY)).all()


def test_an_unknown_condition_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        screen(HALF, ["il"], 1, MANY)
    assert str(refusal.value).startswith('[people] exclude: "il" is not a condition of Made-up people.\n')
    assert "ill, away" in refusal.value.remedy


def test_a_population_of_which_nobody_is_eligible_is_refused():
    with pytest.raises(InvalidInput, match="hardly anybody of this population is eligible"):
        screen(population([("ill", 1.0)]), ["ill"], 1, MANY)


def test_the_shipped_population_knows_what_the_shipped_trials_exclude():
    known = evidence.load_people("healthy-adults")
    refused = screen(known, ["opioid use", "depression"], 1, MANY)
    assert (refused > 0).mean() == pytest.approx(1 - 0.96 * 0.92, abs=0.02)
