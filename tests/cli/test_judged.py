"""`equipoise claims` and `equipoise validate`, on the small study run once."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from cli.answers import refused
from cli.conftest import say, write
from equipoise import evidence
from equipoise.cli.validation_page import COMMAND
from equipoise.errors import CheckNotMet
from equipoise.evidence import Expectation
from equipoise.study.afresh import Afresh
from equipoise.study.load import load_study

REAL = evidence.claims()


@pytest.fixture
def run(done, tmp_path):
    """The small study as it was run."""
    record = json.loads((done[1] / "record.json").read_text())
    return Afresh(load_study(write(tmp_path)), record, pd.read_parquet(done[1] / "trials.parquet"))


@pytest.fixture
def ran(run, monkeypatch):
    """Commands that run studies get that one; the studies that they asked for."""
    asked = []

    def rehearse(studies, *_):
        asked.extend(studies)
        return [run] * bool(asked)

    monkeypatch.setattr("equipoise.study.load.load_study", lambda name: run.study)
    for command in ("claims", "validate"):
        monkeypatch.setattr(f"equipoise.cli.{command}.rehearse", rehearse)
    return asked


def list_one(monkeypatch, data_say="", **rule):
    """A list of claims: one that the small study decides, one that nothing shows."""
    expects = (Expectation("tiny", "held", "mean", "naltrexone", **rule),)
    made = {
        "S01": replace(REAL["S01"], expects=expects, data_say=data_say),
        "D01": replace(REAL["D01"], expects=()),
    }
    monkeypatch.setattr("equipoise.evidence.claims", lambda: made)


@pytest.mark.parametrize(
    ("rule", "data_say", "verdict", "code"),
    [
        ({"above": 0.0}, "", "holds", 0),
        ({"above": 0.0}, "It is otherwise.", "disagrees with the data", 0),
        ({"below": 0.0}, "", "fails", 4),
    ],
)
def test_a_claim_is_judged(ran, monkeypatch, rule, data_say, verdict, code):
    list_one(monkeypatch, data_say, **rule)
    answer = say("claims", "--json")
    (told,) = json.loads(answer.stdout)["claims"]
    assert answer.exit_code == code
    assert (told["id"], told["verdict"], told["study"]) == ("S01", verdict, "tiny")
    assert 50 < told["size"] < 100
    assert data_say in told["note"]
    assert len(ran) == 1


def test_verdicts_are_printed_with_size_and_place(ran, monkeypatch):
    list_one(monkeypatch, sign=-1)
    answer = say("claims")
    assert [word in answer.stdout for word in ("S01", "fails", "tiny/held", "lower")] == [True] * 4
    assert answer.stderr.startswith("claims: S01 fails.")
    assert "D01" not in answer.stdout


@pytest.mark.parametrize("words", [["--all"], ["d01"]])
def test_what_no_study_shows_is_listed_when_asked_for(ran, monkeypatch, words):
    list_one(monkeypatch, above=0.0)
    answer = say("claims", *words)
    assert answer.exit_code == 0
    assert "not shown yet" in answer.stdout


def test_a_mistyped_claim_gets_a_suggestion():
    first, advice = refused(say("claims", "S99"))
    assert first == '"S99": there is no such claim.'
    assert 'Did you mean "S09"?' in advice


def test_validation_counts_rows_of_the_table_and_keeps_a_miss(ran):
    """Tiny stands beside one row, which is fitted, and beside two numbers of its own."""
    answer = say("validate", "tiny", "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert told["counts"]["fitted"] == {"inside": 1, "outside": 0, "undecided": 0, "unmeasured": 0}
    assert told["topics"] == {"receptor": told["counts"]}
    keys = {"id", "topic", "ours", "theirs", "low", "high", "tolerance", "inside", "fitted", "note", "use"}
    assert all(keys <= set(row) for row in told["rows"])
    rows = {row["id"]: (row["standing"], row["inside"]) for row in told["rows"]}
    assert rows == {
        "rc-ntx-occ-50mg-a": ("counted", True),
        "tiny/daily": ("own", rows["tiny/daily"][1]),
        "tiny/held": ("own", False),
    }


def test_without_a_study_every_row_of_the_table_is_told(ran):
    told = json.loads(say("validate", "--json", "--topic", "vaccine", "--topic", "receptor").stdout)
    assert set(told["topics"]) == {"vaccine", "receptor"}
    assert len(told["unmeasured"]) == 15 + 68 - 1
    assert all(row["reason"] for row in told["unmeasured"])
    assert [row["id"] for row in told["rows"]] == ["rc-ntx-occ-50mg-a"]


def test_an_unknown_topic_is_refused_before_anything_runs(ran):
    first, advice = refused(say("validate", "--topic", "receptors"))
    assert '"receptors" is not a known topic' in first
    assert 'Did you mean "receptor"?' in advice
    assert ran == []


def test_too_few_inside_is_a_check_not_met(ran, monkeypatch):
    monkeypatch.setattr("equipoise.study.coverage.BARS", {"fitted": 1.01})
    answer = say("validate", "tiny")
    assert answer.exit_code == 4
    assert "1 of 1 fitted rows are inside" in answer.stderr


def test_validation_is_printed(ran):
    text = say("validate", "tiny").stdout
    assert text.startswith("Kept: 0 of 0 inside. Free: 0 of 0 inside. Fitted: 1 of 1 inside (100 %).")
    assert "outside" in text
    assert "made up, to be missed" in text


def test_the_page_tells_rows_and_how_it_was_made(ran, tmp_path):
    page = tmp_path / "validation.md"
    say("validate", "--markdown", page)
    text = page.read_text(encoding="utf-8")
    for words in (
        f"generated by `{COMMAND}`",
        "**outside**",
        "error estimate",
        "seconds",
        "jax",
        "within 10 points",
        "p < 0.05",
        "## Not measured",
        " more |",
    ):
        assert words in text


def test_the_web_page_stands_on_its_own(ran, tmp_path):
    page = tmp_path / "validation.html"
    say("validate", "tiny", "--html", page)
    text = page.read_text(encoding="utf-8")
    assert "rc-ntx-occ-50mg-a" in text
    assert "made up, to be missed" in text
    assert text.count('class="plot"') == 1
    assert "<script src" not in text


def test_a_claim_and_its_verdict_are_on_the_page_of_the_system(ran, monkeypatch, tmp_path):
    list_one(monkeypatch, data_say="It is otherwise.", above=0.0)
    page = tmp_path / "SYSTEM.md"
    assert say("claims", "--markdown", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "Of 2 statements: disagrees with the data 1, not shown yet 1." in text
    (row,) = (line for line in text.splitlines() if line.startswith("| S01"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[3:5] == ["`tiny`: held, mean, naltrexone", "disagrees with the data"]
    assert cells[6:] == ["above 0", "It is otherwise."]
    assert "`opioid/connection`" in cells[2]


def test_a_page_that_cannot_be_written_is_refused_before_anything_runs(ran):
    first, _ = refused(say("validate", "--markdown", "nowhere/validation.md"))
    assert first == "nowhere/validation.md: its folder does not exist."
    assert ran == []


def test_a_run_that_falls_short_is_a_check_not_met(ran, run, monkeypatch):
    list_one(monkeypatch, above=0.0)
    missed = CheckNotMet("tiny", "the error estimate is high.", "Use a smaller step.")
    monkeypatch.setattr("equipoise.cli.claims.rehearse", lambda *_: [replace(run, missed=missed)])
    answer = say("claims")
    assert answer.exit_code == 4
    assert "tiny: the error estimate is high." in answer.stderr
