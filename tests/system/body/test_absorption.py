"""Absorption: what leaves the gut arrives, unchanged or as a metabolite."""

import numpy as np
from hypothesis import given

from engine.made import live
from equipoise.system.body.absorption import absorbed, d_gut, first_pass
from system.typical import alone, pair, positive, shares


def test_limit_a_drug_that_is_not_absorbed_stays():
    gut, nothing = np.array([5.0, 3.0]), np.zeros(2)
    assert not np.any(d_gut(gut, nothing))
    assert not np.any(absorbed(gut, nothing, np.ones(2)))
    assert not np.any(first_pass(gut, nothing, np.ones((2, 2))))


def test_limit_a_drug_without_first_pass_arrives_whole():
    gut, speed = np.array([5.0, 3.0]), np.array([0.6, 2.0])
    np.testing.assert_array_equal(absorbed(gut, speed, np.ones(2)), -d_gut(gut, speed))


@given(pair(positive), pair(positive), pair(shares), pair(shares))
def test_law_what_arrives_is_what_left(gut, speed, unchanged, to_other):
    """Each substance is absorbed unchanged, becomes the other one, or is lost on the way."""
    unchanged, to_other = unchanged / 2, to_other / 2
    converted = np.array([[0, to_other[1]], [to_other[0], 0]])
    arrived = absorbed(gut, speed, unchanged).sum() + first_pass(gut, speed, converted).sum()
    left = -d_gut(gut, speed)
    np.testing.assert_allclose(arrived, (left * (unchanged + to_other)).sum(), rtol=1e-12)
    assert arrived <= left.sum() * (1 + 1e-12)


def test_law_a_drug_does_not_become_what_it_is_not_converted_to():
    made = first_pass(np.array([4.0, 0.0]), np.ones(2), np.array([[0.0, 0.0], [0.25, 0.0]]))
    np.testing.assert_array_equal(made, [0.0, 1.0])


def test_twin_the_gut_empties_exponentially():
    speed = np.array([0.62, 3.0])
    given = {
        "body/absorption.absorption_rate": speed[:, None],
        "body/absorption.bioavailability": np.array([0.3, 1.0])[:, None],
        "body/absorption.converted": np.zeros((2, 2, 1)),
    }
    doses = [(1, ("gut", (0,)), 100.0), (1, ("gut", (1,)), 40.0)]
    seen = live(alone("body/absorption"), ["gut", "absorbed"], [1, 2, 5], given, doses=doses)[..., 0]
    left = np.array([100.0, 40.0]) * np.exp(-np.outer([0, 1, 4], speed))
    np.testing.assert_allclose(seen[:, :2], left, rtol=1e-12)
    np.testing.assert_allclose(seen[:, 2:], left * speed * [0.3, 1.0], rtol=1e-12)
