"""From the unit of a finding to the unit of ours, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise import evidence
from equipoise.engine import units
from equipoise.evidence.target_unit import conversion, engine_unit

MASS = 341.4  # g/mol
PAIRS = [
    ("min", "h", 90, 1.5),
    ("d", "h", 2, 48),
    ("months", "d", 1, 30.4375),
    ("%", "1", 27, 0.27),
    ("fraction", "%", 0.27, 27),
    ("% of baseline", "1", 80, 0.8),
    ("% above baseline", "1", 50, 1.5),
    ("% above baseline", "%", 50, 50),
    ("ug h/L", "mg*h/L", 995.4, 0.9954),
    ("uM", "nM", 2.7, 2700),
    ("ng/mL", "nM", 13.3, 13.3e3 / MASS),
    ("nM", "ng/mL", 39, 39e-3 * MASS),
    ("d", "1", -0.41, -0.41),  # Cohen's
    ("Hedges g", "1", -0.2, -0.2),
    ("infusions", "1", 14, 14),
    ("points", "points", 5, 5),
]


@pytest.mark.parametrize(("theirs", "ours", "value", "expected"), PAIRS)
def test_a_number_is_converted(theirs, ours, value, expected):
    assert conversion(theirs, ours, MASS).to_ours(value) == pytest.approx(expected)


@given(st.sampled_from(PAIRS), st.floats(min_value=-1e6, max_value=1e6))
def test_there_and_back(pair, value):
    change = conversion(pair[0], pair[1], MASS)
    assert change.to_theirs(change.to_ours(value)) == pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("theirs", "ours"), [("h", "ng/mL"), ("ng/mL", "nM"), ("fraction", "h"), ("mg", "1")]
)
def test_what_is_of_another_kind_is_refused(theirs, ours):
    with pytest.raises(ValueError, match="cannot be set beside"):
        conversion(theirs, ours)


def test_every_unit_of_the_table_is_one_of_ours_or_a_pure_number():
    for unit in {row.unit for row in evidence.targets().values()}:
        assert units.scale(engine_unit(unit)) > 0
