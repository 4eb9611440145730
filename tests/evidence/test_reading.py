"""What has no unit, no source or no sense is refused, with the place, the trouble and the remedy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.evidence.number import GRADES, Number
from equipoise.evidence.reading import KEYS, read_number, read_share
from evidence.made import ENTRY, entry, outcome

NAN, INF = math.nan, math.inf

REFUSED = [
    ({"unit": None}, "unit", "is missing"),
    ({"unit": " "}, "unit", "is missing"),
    ({"unit": 3}, "unit", "is missing"),
    ({"unit": "hous"}, "unit", '"hous" is not a unit'),
    ({"unit": "ampere"}, "unit", "not measured in time"),
    ({"value": None}, "value", "is missing"),
    ({"value": "90 h"}, "value", '"90 h" is text'),
    ({"value": NAN}, "value", "nan is not a finite number"),
    ({"value": INF}, "value", "inf is not a finite number"),
    ({"value": True}, "value", "not a finite number"),
    ({"value": []}, "value", "not a finite number"),
    ({"value": [1, "2"]}, "value", "not a finite number"),
    ({"value": [[1]]}, "value", "not a finite number"),
    ({"value": 10**400}, "value", "not a finite number"),
    ({"value": 1e308, "unit": "d"}, "value", "too large"),
    ({"grade": None}, "grade", "is missing"),
    ({"grade": "human"}, "grade", '"human" is not one of'),
    ({"grade": 1}, "grade", "no text"),
    ({"source": None}, "source", "is empty under the grade"),
    ({"source": []}, "source", "is empty under the grade"),
    ({"source": "lee-1988"}, "source", "is not a list of texts"),
    ({"source": ["lee-1998"]}, "source", '"lee-1998" is not in sources.toml'),
    ({"source": ["nobody"], "grade": "assumption"}, "source", "is not in sources.toml"),
    ({"grade": "fitted"}, "fitted_to", "is empty"),
    ({"grade": "fitted", "fitted_to": ["a"]}, "by", "does not name the script"),
    ({"grade": "fitted", "fitted_to": ["a"], "by": "occupancy"}, "by", "does not name the script"),
    ({"fitted_to": ["a"]}, "grade", "yet the value was fitted"),
    ({"by": "fit/occupancy"}, "grade", "yet the value was fitted"),
    ({"sprad": {"lognormal": 0.3}}, "sprad", "is not a key that is known here"),
    ({"spread": 0.3}, "spread", "is malformed"),
    ({"spread": {}}, "spread", "is malformed"),
    ({"doubt": {"gamma": 2}}, "doubt", "is malformed"),
    ({"doubt": {"normal": 1, "lognormal": 1}}, "doubt", "is malformed"),
    ({"doubt": {"normal": 0}}, "doubt", "not a positive number"),
    ({"doubt": {"normal": "1"}}, "doubt", "not a positive number"),
    ({"doubt": {"normal": INF}}, "doubt", "not a positive number"),
    ({"value": 0}, "doubt", "is lognormal"),
    ({"spread": {"logitnormal": 1}}, "spread", "is logitnormal"),
    ({"note": 4}, "note", "no text"),
]


@pytest.mark.parametrize(("changes", "key", "trouble"), REFUSED)
def test_what_falls_short_is_refused(changes, key, trouble):
    with pytest.raises(InvalidInput) as refusal:
        read_number(entry(**changes))
    assert refusal.value.place == f"made.toml, [tau] {key}"
    assert trouble in refusal.value.trouble
    assert refusal.value.remedy
    assert refusal.value.exit_code == 2


def test_a_slip_of_the_pen_gets_a_suggestion():
    with pytest.raises(InvalidInput, match='Did you mean "lee-1988"') as refusal:
        read_number(entry(source=["lee-1998"]))
    assert str(refusal.value).splitlines()[0] == 'made.toml, [tau] source: "lee-1998" is not in sources.toml.'


def test_an_assumption_needs_no_source():
    assert read_number(entry(source=None, grade="assumption")).source == ()


@pytest.mark.parametrize("value", [-0.1, 1.2, [0.5]])
def test_a_share_lies_between_nought_and_one(value):
    with pytest.raises(InvalidInput, match="not between 0 and 1"):
        read_share(entry(value=value, unit="1", doubt=None))


def test_a_share_may_be_written_in_per_cent():
    assert read_share(entry(value=40, unit="%")).value == pytest.approx(0.4)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ANYTHING = st.recursive(
    SCALARS | st.sampled_from([*GRADES, "h", "nM", "fit/a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=2),
    max_leaves=4,
)
BROKEN = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), ANYTHING, min_size=1, max_size=3)


@given(BROKEN)
def test_no_entry_is_half_accepted(changes):
    """Whatever stands in an entry, it is a sound number or one clear refusal, and never another failure."""
    number = outcome(read_number, entry(**changes))
    if isinstance(number, InvalidInput):
        assert number.place.startswith("made.toml, [tau]")
        assert number.trouble
        assert number.remedy
        return
    assert isinstance(number, Number)
    assert number.unit
    assert number.grade in GRADES
    assert number.source or number.grade == "assumption" or number.fitted_to
    assert math.isfinite(max(number.value) if isinstance(number.value, tuple) else number.value)


@given(st.sampled_from(["value", "unit", "grade", "source"]))
def test_nothing_needed_may_be_left_out(key):
    with pytest.raises(InvalidInput, match=key):
        read_number(entry(**{**ENTRY, key: None}))
