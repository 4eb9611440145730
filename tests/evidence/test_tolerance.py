"""A tolerance in words becomes bounds, and every word of the table can be read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise import evidence
from equipoise.evidence.target import COLUMNS, read_target, read_targets
from equipoise.evidence.tolerance import Finding, bounds

SIZES = st.floats(min_value=0.01, max_value=500).map(lambda value: round(value, 3))
VALUES = st.floats(min_value=-1000, max_value=1000).map(lambda value: f"{value:.4g}")


def ends(tolerance, value="10", unit="h", **known):
    found = bounds(tolerance, Finding(value, unit, **known))
    return found.low, found.high


@pytest.mark.parametrize(
    ("tolerance", "known", "expected"),
    [
        ("+/-30%", {}, (7, 13)),
        ("+/-0.5", {}, (9.5, 10.5)),
        ("+/-24 h", {}, (-14, 34)),
        ("+/-3 d", {}, (-62, 82)),
        ("+/-30 min", {}, (9.5, 10.5)),
        ("+/-10 points", {"unit": "%"}, (0, 20)),
        ("+/-10 points", {"unit": "fraction", "value": "0.5"}, (0.4, 0.6)),
        ("+/-1 d", {"unit": "d of abstinence"}, (9, 11)),
        ("+/-2 sessions", {"unit": "session"}, (8, 12)),
        ("+/-3 points of share", {"unit": "people", "n": 100}, (7, 13)),
        ("+/-2 (3 late)", {"unit": "infusions"}, (8, 12)),
        ("+/-0.5 points with the 2000 rows, +/-5 with own sampling", {"unit": "%"}, (5, 15)),
        ("upper bound +/-5 points", {"unit": "%"}, (5, 15)),
        ("max distance 0.06 per arm", {}, (9.94, 10.06)),
        ("within 2 SD", {"sd": 1.5}, (7, 13)),
        ("2 SD or 10 points", {"sd": 1.5, "unit": "%"}, (0, 20)),
        ("2 SD or 10 points", {"sd": 6, "unit": "%"}, (-2, 22)),
        ("within 2 SE", {"condition": "oral; SE 0.5"}, (9, 11)),
        ("within 2 SE", {"sd": 0.5}, (9, 11)),
        ("within 2 SE or 20%", {"condition": "SE 0.5"}, (8, 12)),
        ("within 2 SE or 20%", {"condition": "SE 2"}, (6, 14)),
        ("within CI", {"low": 8, "high": 11}, (8, 11)),
        ("within range", {"low": 8, "high": 11}, (8, 11)),
        ("within 3-10 d", {}, (72, 240)),
        ("1-6 months", {"unit": "months"}, (1, 6)),
        ("between -1.11 and -0.41", {"unit": "d"}, (-1.11, -0.41)),
        ("-0.3 to 0.3", {"unit": "r"}, (-0.3, 0.3)),
        ("3.3-5.5", {"unit": "ratio"}, (3.3, 5.5)),
        ("at least", {}, (10, math.inf)),
        ("at most", {}, (-math.inf, 10)),
        ("at least 0.9", {}, (0.9, math.inf)),
        ("factor 2", {}, (5, 20)),
        ("absolute value under 0.1 SD", {}, (-0.1, 0.1)),
        ("p above 0.05", {}, (0.05, 1)),
        ("exact", {"value": "2"}, (1.5, 2.5)),
        ("exact", {"value": "28.935"}, (28.9345, 28.9355)),
        ("sign and rough size", {"value": "-14"}, (-28, -7)),
    ],
)
def test_each_form_sets_its_bounds(tolerance, known, expected):
    assert ends(tolerance, **known) == pytest.approx(expected)


def test_a_direction_is_judged_by_the_sign_alone():
    up, down, null = (bounds("sign only", Finding(value, "sign")) for value in ("1", "-1", "0"))
    assert [up.inside(ours) for ours in (1e-9, 0.0, -1.0)] == [True, False, False]
    assert [down.inside(ours) for ours in (1e-9, 0.0, -1.0)] == [False, False, True]
    assert [null.inside(ours) for ours in (0.05, -0.05, 0.06)] == [True, True, False]


def test_three_fold_in_the_half_dose_is_three_fold_in_the_dose():
    """Half the sites at 1 unit: then 1/4 and 3/4 are what a third and three times that dose occupy."""
    assert ends("3-fold in ED50", "50", "%") == pytest.approx((25, 75))
    low, high = ends("3-fold in ED50", "100", "%")
    assert low == pytest.approx(100 * 66.3333 / 67.3333, rel=1e-5)
    assert high == 100


def test_an_interval_that_must_hold_a_value_is_asked_for():
    judge = bounds("95% interval includes 0", Finding("0.06", "Hedges g"))
    assert judge.inside(0.2) is None
    assert judge.inside(0.2, -0.1, 0.5) is True
    assert judge.inside(0.2, 0.1, 0.5) is False


@pytest.mark.parametrize("word", ["do not use", "exploratory", "superseded", "case"])
def test_what_nobody_judges_stays_undecided(word):
    assert bounds(word, Finding("1", "r")).inside(1.0) is None


def test_no_answer_is_undecided():
    assert [bounds("+/-1", Finding("1", "h")).inside(ours) for ours in (None, math.nan)] == [None, None]


@pytest.mark.parametrize(
    ("tolerance", "known"),
    [
        ("about right", {}),
        ("+/-", {}),
        ("within 1 SD", {}),
        ("within 2 SE", {}),
        ("within CI", {"low": 1}),
        ("+/-2 points of share", {}),
        ("+/-2 d", {"unit": "ng/mL"}),
        ("within 3-10 d", {"unit": "%"}),
    ],
)
def test_what_cannot_be_read_is_refused(tolerance, known):
    with pytest.raises(ValueError, match=r"\w"):
        ends(tolerance, **known)


@given(VALUES, SIZES, st.sampled_from(["+/-{}%", "+/-{}", "+/-{} points", "factor {}"]))
def test_a_value_agrees_with_itself_and_wider_is_never_stricter(value, size, form):
    found = [bounds(form.format(1 + part), Finding(value, "%")) for part in (size, 2 * size)]
    assert found[0].inside(float(value))
    assert found[1].low <= found[0].low <= found[0].high <= found[1].high


@given(st.floats(min_value=0.5, max_value=99), st.floats(min_value=1, max_value=20))
def test_the_half_dose_is_symmetric(share, factor):
    """What is allowed of a finding allows the finding: the judge does not care whose dose is whose."""
    low, high = ends(f"{factor:.3f}-fold in ED50", f"{share:.6f}", "%")
    for end in (low, high):
        other = ends(f"{factor * 1.001:.3f}-fold in ED50", f"{end:.9f}", "%")
        assert other[0] <= share <= other[1] or end > 99.5


def test_every_tolerance_of_the_table_can_be_read():
    assert len(evidence.targets()) == 1721
    assert all(row.bounds.why for row in evidence.targets().values())


def test_every_finding_of_the_table_agrees_with_itself():
    judged = [row for row in evidence.targets().values() if row.bounds.decides and row.bounds.covers is None]
    assert [row.id for row in judged if not row.inside(row.value)] == []
    assert len(judged) > 1700


MADE = dict.fromkeys(COLUMNS, "") | {
    "id": "made",
    "value": "1",
    "unit": "h",
    "species": "human",
    "kind": "measured",
    "tolerance": "+/-1",
    "source": "lee-1988",
    "how": "seen",
}


def test_a_made_row_is_read():
    assert read_target(MADE).inside(2.0)


@pytest.mark.parametrize(
    ("key", "text", "trouble"),
    [
        ("value", "", "has no value"),
        ("value", "one", "no finite number"),
        ("low", "inf", "no finite number"),
        ("tolerance", "near", "no known form"),
        ("source", "lee-1998", 'source "lee-1998" is not known'),
        ("kind", "guessed", "kind"),
        ("how", "heard", "how"),
    ],
)
def test_a_broken_row_is_refused(key, text, trouble):
    from equipoise.errors import InvalidInput

    with pytest.raises(InvalidInput, match=trouble) as refusal:
        read_target(MADE | {key: text})
    assert refusal.value.place == "evidence/targets/targets.csv, made"


def test_a_row_given_twice_is_refused():
    from equipoise.errors import InvalidInput

    with pytest.raises(InvalidInput, match="given twice"):
        read_targets([MADE, MADE])
