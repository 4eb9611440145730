"""Entries that are not made leave a gap with its reason, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.measure import diary, missing_reason
from measure.made_instrument import truths


@given(truths(), st.integers(0, 10**6), st.floats(0, 1))
def test_a_missed_evening_takes_all_its_items(values, seed, chance):
    absent = diary.missed(chance, np.random.default_rng(seed).random((3, 2)))
    kept = diary.without(values, absent)
    assert (np.isnan(kept) == absent[:, :, None]).all()
    np.testing.assert_array_equal(kept[~absent], values[~absent])
    reasons = missing_reason(values, kept, absent)
    assert ((reasons == "no entry") == absent[:, :, None]).all()
    assert set(reasons.ravel()) <= {"", "no entry"}


@given(st.integers(0, 10**6), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_chance_misses_the_same_evenings_and_more(seed, one, other):
    draws = np.random.default_rng(seed).random((20, 4))
    assert (diary.missed(max(one, other), draws) >= diary.missed(min(one, other), draws)).all()


def test_as_many_are_missed_as_the_chance_says():
    draws = np.random.default_rng(0).random((10000, 4))
    assert diary.missed(0.1, draws).mean() == pytest.approx(0.1, abs=0.005)
    assert not diary.missed(0, draws).any()
    assert diary.missed(1, draws).all()


def test_people_may_differ_in_their_chance():
    absent = diary.missed(np.array([[0.0], [1.0]]), np.full((2, 3), 0.5))
    assert absent.tolist() == [[False] * 3, [True] * 3]


def test_being_absent_comes_before_not_writing():
    truth = np.array([[[np.nan], [1.0]]])
    absent = np.array([[True, True]])
    reasons = missing_reason(truth, diary.without(truth, absent), absent)
    assert reasons.ravel().tolist() == ["not measured", "no entry"]
