"""A rating stays on its scale, rises with what is felt, and is right on average away from the ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.measure import draws_per_item, missing_reason, observe
from measure.made_instrument import DRAWS, SEVEN, draws, instrument, noises, quiet, truths

RATED = instrument(**SEVEN, centre=4.0, gain=0.8, error=0.7, person_error=0.3)
FINE = instrument(low=0.0, high=100.0, step=1.0, centre=50.0, gain=2.0, error=10.0, person_error=5.0)


@given(truths(), noises())
def test_an_answer_is_one_that_can_be_given(truth, noise):
    assert set(observe(truth, RATED, *noise).ravel()) <= {1.0, 2, 3, 4, 5, 6, 7}


@given(truths(), noises(), st.floats(0, 3))
def test_who_feels_more_never_answers_less(truth, noise, more):
    assert (observe(truth + more, RATED, *noise) >= observe(truth, RATED, *noise)).all()


@given(truths(), noises())
def test_the_same_draws_give_the_same_answers(truth, noise):
    np.testing.assert_array_equal(observe(truth, RATED, *noise), observe(truth.copy(), RATED, *noise))


@given(truths(), noises(), st.integers(0, 2))
def test_nobody_answers_for_another(truth, noise, person):
    alone = [part[[person]] for part in noise]
    np.testing.assert_array_equal(
        observe(truth, RATED, *noise)[[person]], observe(truth[[person]], RATED, *alone)
    )


@given(truths(-100, 100), noises())
def test_an_instrument_without_error_or_range_is_a_line(truth, noise):
    line = instrument(centre=3.0, gain=2.0)
    expectancy = noise[2]
    np.testing.assert_allclose(observe(truth, line, *noise), 3 + 2 * truth + expectancy[:, :, None])


def test_by_hand():
    """4 + 0.8 + 0.3 * 2 + 0.5 + 0.7 * (-1) = 5.2, said as 5."""
    answer = observe(np.ones((1, 1, 1)), RATED, -np.ones((1, 1, 1)), np.array([2.0]), np.array([[0.5]]))
    assert answer.item() == 5


def test_right_on_average_away_from_the_ends():
    shape = (40000, 2, 1)
    answers = observe(np.full(shape, 1.3), FINE, *draws(0, shape))
    assert answers.mean() == pytest.approx(52.6, abs=0.15)
    assert answers.std() == pytest.approx(np.sqrt(10**2 + 5**2 + 1 / 12), rel=0.01)
    assert np.corrcoef(answers[:, 0, 0], answers[:, 1, 0])[0, 1] == pytest.approx(25 / 125, abs=0.02)


def test_ends_pull_answers_inwards():
    answers = observe(np.full((4000, 2, 1), 5.0), RATED, *draws(1, (4000, 2, 1)))
    assert answers.max() == 7
    assert answers.mean() < 7


def test_expectancy_moves_what_is_said():
    noise, person, _ = quiet((2, 1, 1))
    assert observe(np.zeros((2, 1, 1)), RATED, noise, person, np.array([[0.0], [1.0]])).ravel().tolist() == [
        4,
        5,
    ]


def test_steps_are_counted_from_the_lower_end():
    halves = instrument(low=0.5, high=3.0, step=1.0)
    answers = observe(np.array([[[0.0, 0.9, 1.1, 2.4, 9.0]]]), halves, *quiet((1, 1, 5)))
    assert answers.ravel().tolist() == [0.5, 0.5, 1.5, 2.5, 3.0]


@given(DRAWS)
def test_a_step_of_nothing_does_not_round(value):
    endless = instrument(low=-np.inf, high=np.inf, step=0.0)
    assert observe(np.full((1, 1, 1), value), endless, *quiet((1, 1, 1))).item() == value


def test_nothing_has_no_logarithm_but_the_lowest_answer():
    logarithmic = instrument(**SEVEN, centre=4.0, transform="log")
    answers = observe(np.array([[[0.0, 1.0, np.e]]]), logarithmic, *quiet((1, 1, 3)))
    assert answers.ravel().tolist() == [1, 4, 5]


@pytest.mark.parametrize("transform", ["linear", "percent"])
def test_a_share_told_in_percent_is_told_once(transform):
    share = instrument(unit="%", transform=transform)
    assert observe(np.full((1, 1, 1), 0.5), share, *quiet((1, 1, 1))).item() == pytest.approx(50)


def test_what_was_not_there_is_not_measured():
    truth = np.array([[[np.nan, 1.0]]])
    answers = observe(truth, RATED, *quiet(truth.shape))
    assert np.isnan(answers).tolist() == [[[True, False]]]
    assert missing_reason(truth, answers).tolist() == [[["not measured", ""]]]


def test_an_unknown_kind_is_named():
    with pytest.raises(InvalidInput, match="crystal"):
        observe(np.ones((1, 1, 1)), instrument("crystal"), *quiet((1, 1, 1)))


def test_a_scale_needs_one_draw():
    assert draws_per_item(RATED) == 1
