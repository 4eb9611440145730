"""Where a result stands in what was allowed, and the counts in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.test_validation import measured
from equipoise.report.tally import kind, sentence, topic_rows
from equipoise.report.validation import FARTHEST, page, place
from equipoise.study.coverage import coverage

ROW = replace(measured("rc-ntx-occ-2mg"), low=20.0, high=40.0, theirs=27.0)


@pytest.mark.parametrize(
    ("ours", "where"), [(20.0, -1), (30.0, 0), (40.0, 1), (45.0, 1.5), (500.0, FARTHEST), (-500.0, -FARTHEST)]
)
def test_the_ends_of_what_was_allowed_are_one_from_the_middle(ours, where):
    assert place(replace(ROW, ours=ours)) == pytest.approx(where)


@given(st.floats(min_value=-1e3, max_value=1e3))
def test_inside_is_what_lies_in_the_band(ours):
    assert (abs(place(replace(ROW, ours=ours)) or 0) <= 1) is (20 <= ours <= 40)


@pytest.mark.parametrize(
    ("low", "high", "inside", "where"),
    [(0.0, None, True, 0), (0.0, None, False, -FARTHEST), (None, 0.0, False, FARTHEST), (None, 0.0, True, 0)],
)
def test_one_end_alone_tells_the_side(low, high, inside, where):
    ours = -1.0 if (low is not None) is not inside else 1.0
    assert place(replace(ROW, low=low, high=high, inside=inside, ours=ours)) == where


def test_what_nothing_decides_has_no_place():
    assert place(replace(ROW, inside=None)) is None
    assert place(replace(ROW, ours=None)) is None


def test_counts_in_words():
    none = dict.fromkeys(("inside", "outside", "undecided", "unmeasured"), 0)
    told = {"kept": none | {"inside": 3, "outside": 1, "unmeasured": 1200}, "free": none | {"undecided": 2}}
    assert sentence(told) == (
        "Kept: 3 of 4 inside (75 %), 1,200 not measured. Free: 0 of 0 inside, 2 undecided."
    )


def test_the_table_of_topics_sets_models_and_memories_apart():
    rows = [measured("da-sim-tonic-nac"), measured("rc-bup-off-h28", False), measured("rc-ntx-occ-2mg")]
    told = {row[0]: row[1:] for row in topic_rows(coverage(rows, ["receptor", "dopamine"]))}
    assert told["dopamine"] == ("–", "–", "–", "1 of 1", "–", "88")
    assert told["receptor"] == ("–", "–", "1 of 1", "–", "0 of 1", "66")
    assert [kind("kept", standing) for standing in ("counted", "model", "memory")] == [
        *("kept", "verifies code", "unverified")
    ]


def test_a_page_of_nothing_is_a_page():
    text = page((), coverage((), ["vaccine"]), ())
    assert text.count("<code>va-") == 15
    assert "Plotly" not in text.split("<script>")[0]
