"""Blinding: who believes what, and how belief moves a report."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.study.blinding import belief, shift

MANY = np.arange(4000)
ON_DRUG = np.stack([MANY % 2 == 0, MANY % 2 == 1], axis=1)


def believed(blinding="double", guessing=0.5, who=MANY, on_drug=ON_DRUG):
    study = SimpleNamespace(design=SimpleNamespace(blinding=blinding))
    return belief(study, 1, who, on_drug, np.full(len(who), guessing))


def test_in_an_open_trial_everybody_knows():
    np.testing.assert_array_equal(believed("open", guessing=0.0), ON_DRUG)


@pytest.mark.parametrize("blinding", ["single", "double"])
@pytest.mark.parametrize("guessing", [0.0, 0.5, 0.6, 1.0])
def test_in_a_blinded_one_people_guess_as_well_as_stated(blinding, guessing):
    right = believed(blinding, guessing) == ON_DRUG
    assert right.mean() == pytest.approx(guessing, abs=0.02)
    assert right[:, 0].mean() == pytest.approx(right[:, 1].mean(), abs=0.04)


def test_a_perfect_blind_is_balanced_between_arms():
    """Guessing at even odds, as many believe in the drug on placebo as on the drug."""
    beliefs = believed()
    assert beliefs[ON_DRUG].mean() == pytest.approx(beliefs[~ON_DRUG].mean(), abs=0.04)


def test_a_guess_is_made_anew_in_each_period():
    right = believed(guessing=0.6) == ON_DRUG
    assert abs(np.corrcoef(right[:, 0], right[:, 1])[0, 1]) < 0.07


def test_a_guess_hangs_on_nobody_else():
    turned = believed(who=MANY[::-1], on_drug=ON_DRUG[::-1])
    np.testing.assert_array_equal(turned[::-1], believed())


def test_a_belief_moves_reports_apart_by_the_expectancy():
    moved = shift(np.array([[1.0, 0.0]]), np.array([0.3]))
    assert moved[0, 0] - moved[0, 1] == pytest.approx(0.3)


@given(st.floats(-3, 3), st.integers(0, 1))
def test_without_knowing_the_arm_nothing_is_moved_on_average(expectancy, first):
    moved = shift(np.array([[first, 1 - first]], float), np.array([expectancy]))
    assert moved.sum() == pytest.approx(0, abs=1e-12)


def test_without_expectancy_belief_moves_nothing():
    assert not shift(believed(), np.zeros(len(MANY))).any()
