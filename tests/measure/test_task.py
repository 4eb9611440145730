"""A task averages single ratings, each of them rounded."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.measure import draws_per_item, observe
from measure.made_instrument import SEVEN, draws, instrument, quiet


def task(*counts, **told):
    items = tuple(
        SimpleNamespace(name=f"item {i}", stimulus={}, count=count) for i, count in enumerate(counts)
    )
    return instrument(
        "task", items=items, **(SEVEN | {"centre": 4.0, "error": 0.8, "person_error": 0.3} | told)
    )


@given(st.integers(0, 10**6), st.integers(1, 8))
def test_answers_are_means_of_possible_answers(seed, count):
    answers = observe(np.zeros((20, 2, 1)), task(count), *draws(seed, (20, 2, 1), count))
    assert answers.min() >= 1
    assert answers.max() <= 7
    np.testing.assert_allclose(answers * count, np.rint(answers * count), atol=1e-9)


@given(st.integers(0, 10**6))
def test_the_mean_of_ratings_is_the_mean_of_scales(seed):
    truth = np.random.default_rng(seed).normal(size=(20, 2, 2))
    noise, person, expectancy = draws(seed, truth.shape, 3)
    scale = instrument(**SEVEN, centre=4.0, error=0.8, person_error=0.3)
    singly = [observe(truth, scale, noise[..., i], person, expectancy) for i in range(3)]
    np.testing.assert_allclose(observe(truth, task(3, 3), noise, person, expectancy), np.mean(singly, axis=0))


def test_draws_beyond_the_count_are_left_alone():
    truth = np.zeros((50, 1, 2))
    noise, person, expectancy = draws(0, truth.shape, 6)
    short = observe(truth, task(2, 6), noise, person, expectancy)
    np.testing.assert_array_equal(
        short[..., 0], observe(truth, task(2, 2), noise[..., :2], person, expectancy)[..., 0]
    )


def test_more_ratings_are_surer():
    spread = [observe(np.zeros((4000, 1, 1)), task(n), *draws(0, (4000, 1, 1), n)).std() for n in (1, 6)]
    assert spread[1] == pytest.approx(np.sqrt(0.3**2 + (spread[0] ** 2 - 0.3**2) / 6), rel=0.05)


def test_ratings_are_right_on_average():
    answers = observe(np.full((20000, 1, 1), 0.4), task(6), *draws(2, (20000, 1, 1), 6))
    assert answers.mean() == pytest.approx(4.4, abs=0.02)


def test_expectancy_moves_every_rating():
    noise, person, expectancy = draws(0, (5, 1, 1), 4)
    told = [
        observe(np.zeros((5, 1, 1)), task(4, step=0.0, low=-99.0), noise, person, expectancy + x)
        for x in (0, 1)
    ]
    np.testing.assert_allclose(told[1] - told[0], 1)


def test_an_item_shown_once_needs_no_axis_of_ratings():
    assert observe(np.zeros((1, 1, 2)), task(1, 1), *quiet((1, 1, 2))).ravel().tolist() == [4, 4]
    assert observe(np.zeros((1, 1, 2)), task(), *quiet((1, 1, 2))).ravel().tolist() == [4, 4]


@pytest.mark.parametrize("counts", [(6, 6), (6,), (1, 1, 1)])
def test_too_few_draws_or_items_are_refused(counts):
    with pytest.raises(ValueError, match="ratings"):
        observe(np.zeros((1, 1, 2)), task(*counts), *quiet((1, 1, 2)))


def test_an_item_may_stand_apart():
    apart = task(1, 1)
    apart.items[1].centre = SimpleNamespace(value=2.0)
    assert observe(np.ones((1, 1, 2)), apart, *quiet((1, 1, 2))).ravel().tolist() == [5, 3]
    apart.items[1].centre = None
    assert observe(np.ones((1, 1, 2)), apart, *quiet((1, 1, 2))).ravel().tolist() == [5, 5]


def test_the_longest_item_tells_how_many_draws():
    assert draws_per_item(task(6, 2)) == 6
    assert draws_per_item(task()) == 1
