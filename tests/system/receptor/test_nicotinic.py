"""Nicotinic receptors: opened at once, closed within the hour while the drug is still there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor.nicotinic import (
    d_closed,
    nicotinic_load,
    nicotinic_occupancy,
    nicotinic_signal,
)
from system.typical import followed, pair, positive, shares, typical

NUMBERS = typical("receptor/nicotinic")
T_CLOSE, DEPTH = NUMBERS["t_close"], NUMBERS["depth"]
levels = st.floats(0, 1e6)


def load(level, affinity=1.0):
    return nicotinic_load(np.array([level, 0.0]), np.array([affinity, np.inf]))


def test_limit_without_nicotine_nothing_is_held_or_opened():
    assert nicotinic_occupancy(load(0.0)) == nicotinic_signal(load(0.0), np.ones(2), 0.0, DEPTH) == 0
    assert d_closed(0.0, 0.0, T_CLOSE) == 0


def test_limit_a_receptor_that_stays_held_is_closed_as_far_as_it_goes():
    """Signal falls to occupancy (1 - depth occupancy)."""
    held = nicotinic_occupancy(load(4.0))
    (closed,) = followed(lambda _, y: [d_closed(y[0], held, T_CLOSE)], [0.0], 40 * T_CLOSE)
    assert nicotinic_signal(load(4.0), np.ones(2), closed, DEPTH) == pytest.approx(held * (1 - DEPTH * held))


@given(pair(levels), pair(positive), pair(shares), shares, shares)
def test_law_no_more_is_let_through_than_is_held(brain, affinity, efficacy, closed, depth):
    found = nicotinic_load(brain, affinity)
    assert 0 <= nicotinic_signal(found, efficacy, closed, depth) <= nicotinic_occupancy(found) + 1e-12


@given(levels, shares, shares)
def test_law_the_more_is_closed_the_less_comes_through(level, one, other):
    less, more = sorted([one, other])
    through = [nicotinic_signal(load(level), np.ones(2), closed, DEPTH) for closed in (less, more)]
    assert through[1] <= through[0] + 1e-12


@given(shares, shares)
def test_law_the_closed_share_moves_towards_what_is_held(closed, held):
    assert np.sign(d_closed(closed, held, T_CLOSE)) == np.sign(held - closed)


def test_twin_a_second_cigarette_does_less_by_the_exponential_that_is_left():
    """After an hour held and an hour free, by the closed form."""
    held = float(nicotinic_occupancy(load(9.0)))
    closed = held * (1 - np.exp(-1 / T_CLOSE)) * np.exp(-1 / T_CLOSE)
    (first,) = followed(lambda _, y: [d_closed(y[0], held, T_CLOSE)], [0.0], 1.0)
    (found,) = followed(lambda _, y: [d_closed(y[0], 0.0, T_CLOSE)], [first], 1.0)
    assert found == pytest.approx(closed, rel=1e-6)
    naive = nicotinic_signal(load(9.0), np.ones(2), 0.0, DEPTH)
    assert nicotinic_signal(load(9.0), np.ones(2), found, DEPTH) < naive
