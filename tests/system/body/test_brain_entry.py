"""Entry into the brain: a lag and a share of plasma."""

import numpy as np
import pytest
from hypothesis import given

from engine.made import live, mechanism_of
from equipoise.engine.symbol import gives, parameter, rate, state
from equipoise.system.body.brain_entry import brain, d_entered
from system.typical import alone, pair, positive

PER = ("substance",)
PLASMA = mechanism_of(
    "made/plasma",
    k=parameter("1/h", "", axes=PER),
    level=state("nM", "", axes=PER, form="linear"),
    d_level=rate("level")(lambda level, k: -k * level),
    plasma=gives("nM", PER)(lambda level: level / 4),
)


SYSTEM = alone("body/brain_entry", PLASMA)


def entered(times, k, entry_rate, partition, saturates=0):
    given = {
        "made/plasma.k": k,
        "body/brain_entry.entry_rate": entry_rate,
        "body/brain_entry.partition": partition,
        "body/brain_entry.saturates": saturates,
    }
    given = {name: np.full((2, 1), value) for name, value in given.items()}
    return live(SYSTEM, ["brain"], times, given, days=3, doses=[(0, ("level", (0,)), 10.0)])[:, 0, 0]


@given(pair(positive), pair(positive), pair(positive))
def test_limit_at_rest_the_brain_holds_its_share_of_plasma(plasma, entry_rate, partition):
    assert not np.any(d_entered(plasma, partition * plasma, entry_rate, partition))


def test_limit_a_steady_plasma_level_is_followed_to_the_share():
    assert entered([71.0], k=0, entry_rate=0.5, partition=0.2) == pytest.approx(2.0, rel=1e-9)


def test_limit_a_fast_brain_is_its_share_of_plasma_at_every_moment():
    times = np.array([1.0, 5, 24])
    np.testing.assert_allclose(entered(times, 0.1, 1e5, 0.2), 2 * np.exp(-0.1 * times), rtol=1e-4)


@given(pair(positive), pair(positive), pair(positive), pair(positive))
def test_law_the_brain_moves_towards_its_share(plasma, brain, entry_rate, partition):
    assert (
        np.sign(d_entered(plasma, brain, entry_rate, partition)) == np.sign(partition * plasma - brain)
    ).all()


def test_limit_what_saturates_is_its_share_of_plasma_at_once():
    """Of plasma, not of the level before elimination."""
    times = np.array([0.0, 0.25, 3, 8])
    closed = 0.2 * 10 / 4 * np.exp(-0.3 * times)
    np.testing.assert_allclose(entered(times, 0.3, 1.0, 0.2, saturates=1), closed, rtol=1e-9)


def test_limit_what_does_not_saturate_never_feels_that_plasma():
    assert brain(np.array([3.0, 4.0]), np.array([5.0, 6.0]), np.ones(2), np.zeros(2)).tolist() == [3, 4]


def test_twin_a_falling_plasma_level_is_followed_by_the_difference_of_two_exponentials():
    times = np.array([0, 0.25, 1, 3, 8, 30])
    closed = 0.2 * 10 * 1.0 / (1.0 - 0.3) * (np.exp(-0.3 * times) - np.exp(-1.0 * times))
    np.testing.assert_allclose(entered(times, 0.3, 1.0, 0.2), closed, rtol=1e-9, atol=1e-12)
