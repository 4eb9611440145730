"""Every published number of a study is a row, whatever became of it, and every row of the table has its entry."""

from dataclasses import replace

import pytest

from claims.test_verdict import trials
from equipoise import evidence
from equipoise.evidence.remark import misses, reason_unmeasured
from equipoise.study import coverage, validation
from equipoise.study.load import load_study, shipped_studies
from equipoise.study.summary import summarise
from house.tree import ROOT


@pytest.fixture(scope="module")
def study():
    return load_study("naltrexone-connection")


def record(study, *frames):
    import pandas as pd

    return {"results": summarise(pd.concat(frames), study, {"connection": "points"})}


@pytest.fixture(scope="module")
def rows(study):
    """Rows of a record in which only the diary was analysed."""
    daily = trials([-0.3, -0.1, -0.2], name="daily", arm="naltrexone").assign(measure="connection")
    return validation.rows(study, record(study, daily))


def test_each_published_number_has_its_row(study, rows):
    assert [(row.result, row.statistic) for row in rows] == [
        (block.result, block.statistic) for block in study.published
    ]


def test_ours_stands_beside_theirs(rows):
    row = rows[0]
    assert (row.id, row.topic, row.use, row.inside) == (
        *("oc-loseth-connection", "opioid-connection"),
        *("fitted", True),
    )
    assert (row.ours, row.theirs, row.low, row.high) == pytest.approx((-0.2, -0.2, -0.32, -0.07))
    assert row.tolerance == "inside the published 95 % interval"


def test_a_number_without_a_result_stays_visible(rows):
    lost = [row for row in rows if row.result == "mood"]
    assert [(row.ours, row.inside, row.note) for row in lost] == [(None, None, "no result stands beside it")]


def entry(rows, target):
    return next(each for each in coverage.coverage(rows) if each.target.id == target)


def test_every_row_of_the_table_has_one_entry(rows):
    entries = coverage.coverage(rows)
    assert [each.target.id for each in entries] == list(evidence.targets())
    assert sum(bool(each.measured) for each in entries) == len({row.id for row in rows})


def test_a_row_is_inside_only_if_all_that_measure_it_are(rows):
    connection = [row for row in rows if row.id == "oc-loseth-connection" and row.inside]
    other = replace(connection[0], result="again", inside=False)
    assert entry(connection, "oc-loseth-connection").state == "inside"
    assert entry([*connection, other], "oc-loseth-connection").state == "outside"
    assert entry([*connection, replace(other, inside=None)], "oc-loseth-connection").state == "undecided"
    assert entry([], "oc-loseth-connection").state == "unmeasured"


def measured(target, inside=True):
    """A row that stands beside a finding."""
    row = evidence.targets()[target]
    numbers = dict.fromkeys(("ours", "ours_low", "ours_high", "theirs", "low", "high"), 1.0)
    words = {"study": "made", "result": "made", "statistic": "mean", "arm": "", "unit": "1", "tolerance": ""}
    return validation.Row(
        id=target, topic=row.topic, inside=inside, fitted=False, use=evidence.use(target), source="", note="",
        **numbers, **words,
    )  # fmt: skip


def test_fitted_free_and_kept_are_counted_apart():
    rows = [measured("rc-ntx-occ-2mg"), measured("rc-ntx-occ-5mg-a"), measured("rc-ntx-occ-5mg-b", False)]
    told = coverage.counts(coverage.coverage(rows, ["receptor"]))
    assert (told["fitted"]["inside"], told["kept"]["inside"], told["kept"]["outside"]) == (1, 1, 1)
    every = [row for row in evidence.targets().values() if row.topic == "receptor" and row.verified]
    assert sum(sum(states.values()) for states in told.values()) == len(every)


def test_models_and_memories_are_shown_and_not_counted():
    rows = [measured("da-sim-tonic-nac"), measured("rc-bup-off-h28")]
    entries = {each.target.id: each for each in coverage.coverage(rows)}
    assert (entries["da-sim-tonic-nac"].standing, entries["rc-bup-off-h28"].standing) == ("model", "memory")
    assert sum(told["inside"] for told in coverage.counts(entries.values()).values()) == 0


def test_a_bar_is_met_or_missed():
    full = {"inside": 7, "outside": 3, "undecided": 0, "unmeasured": 5}
    counted = {"kept": full, "free": full | {"inside": 0}, "fitted": full | {"inside": 17}}
    assert coverage.below(counted) == []
    assert coverage.below(counted | {"kept": full | {"inside": 6}}) == [
        "6 of 9 kept rows are inside, fewer than 70%"
    ]
    assert coverage.below(counted | {"kept": dict.fromkeys(full, 0)}) == []


@pytest.fixture(scope="module")
def named():
    """Every row that a shipped study stands beside."""
    return {block.target for name in shipped_studies() for block in load_study(name).published}


def test_every_row_is_measured_or_has_a_reason(named):
    silent = [
        row.id for row in evidence.targets().values() if row.id not in named and not reason_unmeasured(row)
    ]
    assert silent == []


def test_a_topic_of_the_split_is_excused_row_by_row():
    """What the system speaks of is never set aside by the topic."""
    from equipoise.fit.split import TOPICS

    ours = [row for row in evidence.targets().values() if row.topic in TOPICS]
    assert [row.id for row in ours if not reason_unmeasured(replace(row, topic="none"))] == []
    assert reason_unmeasured(replace(ours[0], id="zz-nothing")) == ""


def test_the_longest_start_gives_the_reason():
    rows = evidence.targets()
    assert "region" in reason_unmeasured(rows["rc-nachr-ec50-thalamus"])
    assert "region" not in reason_unmeasured(rows["rc-nachr-ec50-plasma"])


def test_a_missing_data_file_is_missing():
    """A reason that is no longer true is found when the file comes."""
    lacking = {
        reason.split(" has no data file")[0].lower()
        for row in evidence.targets().values()
        if " has no data file" in (reason := reason_unmeasured(row))
    }
    known = {s for name in evidence.names("drugs") for s in (name, *evidence.load_drug(name).substances)}
    assert lacking
    assert lacking & known == set()


def test_every_miss_on_the_page_is_explained():
    """`make docs` writes the page; a new miss there needs its line before the page is committed."""
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    missed = {line.split("`")[1] for line in page.splitlines() if "| **outside** |" in line}
    assert {row for row in missed if row in evidence.targets()} - set(misses()) == set()


def test_every_explained_miss_is_a_row_that_is_measured(named):
    assert set(misses()) <= named
    assert all(line and "\n" not in line for line in misses().values())
