"""Transporters: what one drug holds another cannot; blockers compete, releasers turn round."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.receptor.transporter import (
    dat_block,
    dat_load,
    dat_occupancy,
    dat_outflow,
    sert_occupancy,
)
from system.typical import pair, positive, shares

levels = st.floats(0, 1e4)


def test_limit_without_a_drug_nothing_is_held():
    load = dat_load(np.zeros(2), np.array([1.0, np.inf]))
    assert dat_occupancy(load) == dat_block(load, np.zeros(2)) == dat_outflow(load, np.ones(2)) == 0
    assert sert_occupancy(np.zeros(2), np.ones(2)) == 0


def test_limit_a_drug_without_affinity_does_nothing():
    load = dat_load(np.array([1e6, 0.0]), np.array([np.inf, 1.0]))
    assert dat_occupancy(load) == 0
    assert sert_occupancy(np.array([1e6, 0.0]), np.array([np.inf, 1.0])) == 0


def test_limit_a_flood_of_a_releaser_turns_all_transporters():
    load = dat_load(np.array([1e12, 0.0]), np.ones(2))
    assert dat_outflow(load, np.ones(2)) == pytest.approx(1)
    assert dat_block(load, np.ones(2)) == 0


@given(pair(levels), pair(positive), pair(shares))
def test_law_what_runs_backwards_is_a_part_of_what_is_held(brain, affinity, release):
    load = dat_load(brain, affinity)
    assert 0 <= dat_outflow(load, release) <= dat_occupancy(load) + 1e-12
    assert dat_occupancy(load) < 1 + 1e-12


@given(levels, levels, positive)
def test_law_a_blocker_beside_a_releaser_takes_its_place(releaser, blocker, affinity):
    """Less runs backwards, more is held."""
    alone, both = (dat_load(np.array([releaser, b]), np.full(2, affinity)) for b in (0.0, blocker))
    release = np.array([1.0, 0.0])
    assert dat_outflow(both, release) <= dat_outflow(alone, release)
    assert dat_occupancy(both) >= dat_occupancy(alone) - 1e-12
    assert dat_block(both, release) == pytest.approx(blocker / affinity)


@given(levels, levels)
def test_law_two_halves_of_a_blocker_are_one_whole(one, other):
    apart = dat_load(np.array([one, other]), np.full(2, 3.0))
    together = dat_load(np.array([one + other, 0.0]), np.full(2, 3.0))
    assert dat_occupancy(apart) == pytest.approx(dat_occupancy(together), rel=1e-9, abs=1e-12)


@given(levels, positive)
def test_twin_hill_of_slope_one(level, affinity):
    textbook = level / (level + affinity)
    assert dat_occupancy(dat_load(np.array([level, 0.0]), np.array([affinity, 1.0]))) == pytest.approx(
        textbook, rel=1e-9, abs=1e-12
    )
    assert sert_occupancy(np.array([level, 0.0]), np.array([affinity, 1.0])) == pytest.approx(
        textbook, rel=1e-9, abs=1e-12
    )


def test_twin_a_blocker_multiplies_the_half_saturation():
    """Cheng and Prusoff: uptake beside a competitive blocker is that of a transporter with K (1 + I / K_I)."""
    half, dopamine, drug, affinity = 10.0, 3.0, 40.0, 20.0
    free = dopamine / half / (1 + dopamine / half + drug / affinity)
    block = dat_block(dat_load(np.array([drug, 0.0]), np.array([affinity, 1.0])), np.zeros(2))
    assert dopamine / (half * (1 + block) + dopamine) == pytest.approx(free, rel=1e-12)
