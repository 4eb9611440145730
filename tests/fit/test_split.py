"""The split of the findings: by names alone, whole sources, and as it was committed."""

import csv
import random
from dataclasses import replace

import pytest

from equipoise import evidence
from equipoise.evidence.fitted import fitted
from equipoise.evidence.split import use
from equipoise.evidence.target import FOLDER
from equipoise.fit.split import FITTED_BEFORE, TOPICS, counted, halves, write

ROWS = evidence.targets()
SPLIT = evidence.split()


def test_the_committed_file_is_what_the_script_gives(tmp_path):
    write(halves(ROWS.values()), tmp_path / "split.csv")
    assert (tmp_path / "split.csv").read_bytes() == (FOLDER / "split.csv").read_bytes()


def test_rows_of_a_source_never_straddle_but_those_fitted_before():
    seen = {}
    for id, half in SPLIT.items():
        if id not in FITTED_BEFORE:
            seen.setdefault(ROWS[id].source, set()).add(half)
    assert [source for source, found in seen.items() if len(found) > 1] == []


def test_about_a_third_of_the_sources_is_kept():
    for topic in TOPICS:
        sources = {ROWS[id].source: half for id, half in SPLIT.items() if ROWS[id].topic == topic}
        assert {"fit", "keep"} == set(sources.values()), topic
    every = {ROWS[id].source: half for id, half in SPLIT.items() if id not in FITTED_BEFORE}
    assert 0.25 < list(every.values()).count("keep") / len(every) < 0.36


def test_models_memories_and_other_topics_stand_outside():
    assert set(SPLIT) == {row.id for row in ROWS.values() if counted(row)}
    for id in SPLIT:
        row = ROWS[id]
        assert (row.species != "model", row.how != "memory", row.topic in TOPICS) == (True, True, True)
        assert row.kind != "simulated-by-another-model"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_table_does_not_matter(seed):
    rows = list(ROWS.values())
    random.Random(seed).shuffle(rows)
    assert halves(rows) == SPLIT


def test_no_result_moves_a_row():
    """Values, tolerances and ranges may be anything: the rule reads names."""
    moved = [replace(row, value=-row.value, low=None, tolerance="exact") for row in ROWS.values()]
    assert halves(moved) == SPLIT


def test_what_was_fitted_before_is_in_the_table_and_was_fitted():
    assert set(ROWS) >= FITTED_BEFORE
    assert set(fitted()) >= FITTED_BEFORE


def test_no_number_was_fitted_to_a_kept_row():
    kept = {id for id, half in SPLIT.items() if half == "keep"}
    assert {id: fitted()[id] for id in kept & set(fitted())} == {}


def test_what_a_number_was_fitted_to_is_a_row_or_a_finding_of_a_source():
    strays = [
        name for name in fitted() if name not in ROWS and name.partition(":")[0] not in evidence.sources()
    ]
    assert strays == []


def test_the_three_words():
    assert use("rc-ntx-occ-50mg-a") == "fitted"
    assert use("rc-ntx-occ-5mg-a") == "kept"
    assert use("pk-lsd-half-life") == "free"


@pytest.mark.parametrize("half", ["fit", "keep"])
def test_the_file_says_it_in_two_words(half):
    with (FOLDER / "split.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["half"] for row in csv.DictReader(stream)} >= {half}
