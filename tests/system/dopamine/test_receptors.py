"""What dopamine holds and a scan sees: a rise takes binding away, depletion gives some back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.dopamine.receptors import d1_occupancy, d2_occupancy, displacement, raclopride
from system.typical import positive, shares, typical

NUMBERS = typical("dopamine/receptors")
K1, K2, VISIBLE = NUMBERS["d1_half"], NUMBERS["d2_half"], NUMBERS["visible"]
levels = st.floats(0, 1e3)


def test_limit_at_rest_nothing_is_displaced():
    assert displacement(1.0, K2, VISIBLE) == 0
    assert raclopride(1.0, 0.0) == 1


def test_limit_a_flood_takes_no_more_than_what_competes():
    assert displacement(1e12, K2, VISIBLE) == pytest.approx(VISIBLE)


def test_limit_half_is_held_at_the_half_level():
    assert d1_occupancy(K1, K1) == d2_occupancy(K2, K2) == 0.5


@given(levels, positive)
def test_law_shares_are_shares(level, half):
    for occupancy in (d1_occupancy(level, half), d2_occupancy(level, half)):
        assert 0 <= occupancy < 1 + 1e-12


@given(levels, st.floats(1, 10), shares)
def test_law_more_dopamine_leaves_less_binding(level, factor, visible):
    less, more = (raclopride(1.0, displacement(each, K2, visible)) for each in (level, level * factor))
    assert 0 <= more <= less + 1e-12


def test_law_a_person_with_more_receptors_binds_more_and_loses_the_same_share():
    moved = displacement(3.0, K2, VISIBLE)
    assert raclopride(1.2, moved) / raclopride(1.2, 0.0) == pytest.approx(1 - moved)


@given(levels)
def test_twin_the_tracer_binds_what_dopamine_leaves_free(level):
    """As a share of the part that competes: (1 - occupancy) over (1 - occupancy at rest)."""
    left = (1 - d2_occupancy(level, K2)) / (1 - d2_occupancy(1.0, K2))
    told = (1 - VISIBLE) + VISIBLE * left
    assert raclopride(1.0, displacement(level, K2, VISIBLE)) == pytest.approx(told, rel=1e-9)


def test_twin_depletion_shows_what_was_held_at_rest():
    """If all receptors competed: 1 + 1/K2, a seventh more with the published half level."""
    assert raclopride(1.0, displacement(0.0, K2, 1.0)) == pytest.approx(1 + 1 / K2)
    assert np.isclose(1 / K2, 0.15, atol=0.05)
