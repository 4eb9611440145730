"""Allocation: balance where it is promised, chance where it is not, and nobody's arm hangs on who else is there."""

from types import SimpleNamespace

import numpy as np
import pytest

from equipoise.study.allocation import allocate, sequences


def study(kind="crossover", arms=("a", "b"), allocation="balanced", ratio=()):
    design = SimpleNamespace(kind=kind, allocation=allocation, ratio=ratio)
    return SimpleNamespace(design=design, arms=dict.fromkeys(arms))


def allocated(made, people, size=None, seed=1):
    """The first people of running trials of a size; always as many are drawn, for the draws are compiled by number."""
    address = np.arange(4000)
    return allocate(made, seed, address, address % (size or people))[:people]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (study(), (("a", "b"), ("b", "a"))),
        (study("parallel"), (("a",), ("b",))),
        (study("parallel", ratio=(2, 1)), (("a",), ("a",), ("b",))),
        (study("single-arm", arms=("a",)), (("a",),)),
        (study("cohort", arms=("a",)), (("a",),)),
    ],
)
def test_sequences_are_the_orders_that_the_design_allows(made, expected):
    assert sequences(made) == expected


def test_three_arms_are_crossed_in_all_orders_and_more_in_a_latin_square():
    assert len(set(sequences(study(arms="abc")))) == 6
    four = sequences(study(arms="abcd"))
    assert len(four) == 4
    for period in range(4):
        assert {order[period] for order in four} == set("abcd")


@pytest.mark.parametrize("people", [2, 4, 34, 100])
def test_balanced_numbers_are_equal(people):
    counts = np.bincount(allocated(study(), people), minlength=2)
    assert counts[0] == counts[1] == people / 2


@pytest.mark.parametrize("people", [3, 33, 101])
def test_an_odd_number_is_as_equal_as_it_can_be(people):
    counts = np.bincount(allocated(study(), people), minlength=2)
    assert abs(counts[0] - counts[1]) == 1


def test_balance_holds_within_every_trial():
    """Of many trials whose people have running addresses."""
    chosen = allocated(study(), 34 * 50, size=34).reshape(50, 34)
    assert (chosen.sum(axis=1) == 17).all()


def test_a_ratio_is_kept_in_every_block():
    made = study("parallel", ratio=(2, 1))
    arms = np.array([order[0] for order in sequences(made)])[allocated(made, 300)]
    assert ((arms.reshape(-1, 3) == "a").sum(axis=1) == 2).all()


def test_balance_does_not_tell_who_comes_next():
    """Within a block the order is by chance, and both orders come as often."""
    blocks = allocated(study(), 4000).reshape(-1, 2)
    assert (blocks[:, 0] == 0).mean() == pytest.approx(0.5, abs=0.04)
    assert abs(np.corrcoef(blocks[:-1, 0], blocks[1:, 0])[0, 1]) < 0.1


def test_simple_allocation_is_a_toss_for_each():
    chosen = allocated(study(allocation="simple"), 4000)
    assert chosen.mean() == pytest.approx(0.5, abs=0.03)
    assert abs(np.corrcoef(chosen[:-1], chosen[1:])[0, 1]) < 0.06
    assert set(np.unique(allocated(study("parallel", ratio=(2, 1), allocation="simple"), 4000))) == {0, 1, 2}


@pytest.mark.parametrize("allocation", ["simple", "balanced"])
def test_an_arm_hangs_on_nobody_else(allocation):
    made = study(allocation=allocation)
    many = allocated(made, 100, size=50)
    address = np.arange(4000)[::-1]
    np.testing.assert_array_equal(allocate(made, 1, address, address % 50)[::-1][:100], many)


def test_another_seed_is_another_list():
    assert (allocated(study(), 200) != allocated(study(), 200, seed=2)).mean() > 0.3


def test_one_arm_is_for_all():
    assert not allocated(study("single-arm", arms=("a",)), 20).any()
