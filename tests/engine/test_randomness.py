"""A draw depends on its address (seed, purpose, person, step) and on nothing else."""

import jax
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from equipoise.engine import randomness
from equipoise.engine.precision import double
from equipoise.engine.randomness import draws

MANY = np.arange(20_000)
FEW = np.arange(20)


def normal(seed=4, purpose="luck", step=0):
    return draws("normal", seed, [purpose], MANY, step)[0]


def test_adding_a_person_changes_nobody():
    few, more = draws("uniform", 1, ["luck"], FEW), draws("uniform", 1, ["luck"], np.arange(21))
    np.testing.assert_array_equal(few, more[:, :20])


@given(st.permutations(range(20)))
@settings(max_examples=10)
def test_the_order_of_people_does_not_matter(order):
    sorted_out = draws("uniform", 1, ["luck"], FEW)
    np.testing.assert_array_equal(draws("uniform", 1, ["luck"], np.array(order)), sorted_out[:, order])


def test_other_purposes_change_nothing_and_a_longer_series_begins_like_a_shorter_one():
    alone = draws("normal", 1, ["luck"], FEW, shape=(4,))
    among = draws("normal", 1, ["guess", "luck"], FEW, shape=(9,))
    np.testing.assert_array_equal(alone[0], among[1, :, :4])


def test_a_step_of_ones_own_is_a_step():
    own = draws("uniform", 1, ["luck"], FEW, FEW[::-1])[0]
    for step in (0, 5, 19):
        assert own[19 - step] == draws("uniform", 1, ["luck"], FEW, step)[0, 19 - step]


ADDRESSES = [
    (seed, purpose, person, step)
    for seed in (0, 1, 2**32, 2**32 + 1, 2**64 - 1)
    for purpose in ("luck", "guess of the arm")
    for person in (0, 1, 2**32 - 1)
    for step in (0, 1)
]


def test_every_part_of_the_address_counts():
    """Both halves of a seed of 64 bits among them."""
    found = [draws("uniform", s, [what], np.array([who]), step)[0, 0] for s, what, who, step in ADDRESSES]
    assert len(set(found)) == len(ADDRESSES)


def test_the_bits_are_these():
    """So that a run can be repeated with a later version of the libraries, or the change is noticed."""
    found = draws("uniform", 7, ["luck"], np.arange(3))[0]
    assert found.dtype == np.float64
    assert found.tolist() == [0.6596366786365204, 0.10056298867528168, 0.6200983241029507]


def test_uniform_draws_are_uniform():
    found = draws("uniform", 3, ["luck"], MANY)[0]
    assert found.min() >= 0
    assert found.max() < 1
    assert stats.kstest(found, "uniform").pvalue > 0.01


def test_normal_draws_are_normal():
    found = normal()
    assert abs(found.mean()) < 0.02
    assert found.std() == pytest.approx(1, abs=0.02)
    assert stats.skew(found) == pytest.approx(0, abs=0.05)
    assert stats.kurtosis(found) == pytest.approx(0, abs=0.1)
    assert stats.kstest(found, "norm").pvalue > 0.01


@pytest.mark.parametrize(
    "pair",
    [
        lambda: (normal()[:-1], normal()[1:]),
        lambda: (normal(), normal(purpose="guess of the arm")),
        lambda: (normal(), normal(step=1)),
        lambda: (normal(), normal(seed=5)),
    ],
    ids=["people", "purposes", "steps", "seeds"],
)
def test_neighbours_are_strangers(pair):
    """Correlation between neighbouring addresses is that of chance."""
    assert abs(np.corrcoef(*pair())[0, 1]) < 4 / np.sqrt(len(MANY))


def test_a_key_of_a_person_is_the_address_of_the_host():
    """The compiled program and the host draw the same: one address, one number."""
    with double():
        key = randomness.keys(9, "luck", np.array([17]))[0]
        inside = randomness.sample("normal", jax.random.fold_in(key, np.uint32(3)), (24,))
    np.testing.assert_array_equal(
        np.asarray(inside), draws("normal", 9, ["luck"], np.array([17]), 3, (24,))[0, 0]
    )


def test_precision_is_left_as_it_was():
    draws("uniform", 1, ["luck"], np.arange(3))
    assert jax.numpy.ones(1).dtype == np.float32
