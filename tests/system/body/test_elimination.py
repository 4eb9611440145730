"""Saturable elimination: in proportion to small levels, never faster than the enzyme works."""

import numpy as np
import pytest
from hypothesis import given
from scipy.special import lambertw

from engine.made import live, mechanism_of
from equipoise.engine.symbol import gives, needs, parameter, rate, state
from equipoise.system.body.elimination import d_enzyme, d_taken, exposed, removed
from system.typical import alone, pair, positive, shares

PATH = "body/elimination."
PLACE = np.array([[0.0], [1.0]])  # of two substances, the second saturates


@given(positive, positive, positive)
def test_limit_a_small_level_is_eliminated_in_proportion(level, most, half):
    tiny = 1e-9 * half * min(level, 1)
    assert d_taken(tiny, 1, most, half, 0) == pytest.approx(most / half * tiny, rel=1e-8)


def test_limit_a_large_level_is_eliminated_at_the_maximum_rate():
    assert d_taken(1e12, 0.5, 8.0, 3.0, 0) == pytest.approx(4)


@given(positive, shares, positive, positive, positive)
def test_law_more_is_eliminated_of_more_but_never_beyond_the_maximum(level, enzyme, most, half, residual):
    low, high = (d_taken(c, enzyme, most, half, 0) for c in (level, 2 * level))
    assert low <= high <= enzyme * most
    assert d_taken(level, enzyme, most, half, residual) == pytest.approx(low + residual * level)


@given(shares, positive, positive, positive, positive)
def test_law_the_enzyme_stays_between_none_and_all(enzyme, level, renewal, fastest, half):
    assert d_enzyme(level, 0.0, renewal, fastest, half) > 0
    assert d_enzyme(level, 1.0, renewal, fastest, half) < 0
    rest = renewal / (renewal + fastest * level / (half + level))
    assert d_enzyme(level, rest, renewal, fastest, half) == pytest.approx(0, abs=1e-9 * (renewal + fastest))


@given(pair(positive))
def test_law_only_its_own_substance_is_removed(plasma):
    assert exposed(plasma, PLACE).tolist() == [plasma[1]]
    assert removed(np.array([7.0]), PLACE).tolist() == [0, 7]


def test_limit_without_such_substances_there_is_nothing():
    none = np.zeros((2, 0, 1))
    assert exposed(np.ones((2, 1)), none).shape == (0, 1)
    assert removed(np.zeros((0, 1)), none).tolist() == [[0], [0]]


# What ever arrived stays in a tank; plasma is that less what elimination took, in 10 L.
TANK = mechanism_of(
    "made/tank",
    size=parameter("L", "", axes=("substance",)),
    keep=parameter("1/h", "", axes=("substance",)),
    tank=state("nmol", "", axes=("substance",), form="linear"),
    d_tank=rate("tank")(lambda tank, keep: -keep * tank),
    plasma=gives("nM", ("substance",))(lambda tank, removed, size: (tank - removed) / size),
    removed=needs("nmol", "", axes=("substance",)),
)
SIZE, MOST, HALF = 10.0, 40.0, 20.0
TIMES = np.arange(0, 60.0, 3)


@pytest.fixture(scope="module")
def seen():
    """Taken and enzyme after 2000 nmol, with and without inactivation: [time, row, person]."""
    alike = {"maximum_rate": MOST, "half_rate": HALF, "residual_clearance": 0.0, "inactivation_half": 1e-9}
    numbers = {PATH + name: np.full((1, 2), value) for name, value in alike.items()}
    numbers |= {
        PATH + "enzyme_renewal": np.array([[0.0, 0.1]]),
        PATH + "inactivation": np.array([[0.0, 0.3]]),
    }
    numbers |= {PATH + "stands_for": PLACE[..., None], "made/tank.size": np.full((2, 1), SIZE)}
    numbers |= {"made/tank.keep": np.zeros((2, 1))}
    system = alone("body/elimination", TANK, saturable=1)
    return live(system, ["taken", "enzyme", "plasma"], TIMES, numbers, days=3, people=2,
                doses=[(0, ("tank", (1,)), 2000.0)])  # fmt: skip


def test_twin_michaelis_menten_has_a_closed_form(seen):
    """c + K ln c falls in proportion to time: Lambert's W (Schnell and Mendoza 1997)."""
    start = 2000 / SIZE
    closed = HALF * lambertw(start / HALF * np.exp((start - MOST / SIZE * TIMES) / HALF)).real
    np.testing.assert_allclose(seen[:, 3, 0], closed, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(seen[:, 0, 0] / SIZE + seen[:, 3, 0], start, rtol=1e-9)


def test_twin_an_exposed_enzyme_falls_to_its_new_balance(seen):
    """Far above the half level the loss is constant: to renewal / (renewal + inactivation), exponentially."""
    rest = 0.1 / 0.4
    np.testing.assert_allclose(seen[:, 1, 1], rest + (1 - rest) * np.exp(-0.4 * TIMES), rtol=1e-6)


def test_a_lost_enzyme_leaves_more_in_plasma(seen):
    assert (seen[1:, 3, 1] > seen[1:, 3, 0]).all()
    np.testing.assert_array_equal(seen[:, 1, 0], 1)
