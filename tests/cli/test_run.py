"""`equipoise run`: what it prints, what it writes, and with which exit code."""

import json

import pyarrow.parquet as pq
import pytest

from cli.conftest import say, write
from equipoise.cli.options import changed
from equipoise.study.load import load_study

KEYS = {"study", "seed", "people", "repeats", "results", "error_estimate", "out"}
ITEM = {"name", "measure", "statistic", "arm", "value", "low", "high", "unit", "n", "fitted", "published"}


def test_json_is_one_object_of_the_promised_form(done):
    answer, out = done
    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    assert set(told) >= KEYS
    assert all(set(item) >= ITEM for item in told["results"])
    assert (told["study"], told["people"], told["repeats"], told["out"]) == ("tiny", 8, 2, str(out))


def test_the_folder_holds_tables_record_and_page(done):
    _, out = done
    tables = {"people", "observations", "events", "curves", "trials"}
    assert {f"{name}.parquet" for name in tables} | {"record.json", "report.html"} == {
        path.name for path in out.iterdir()
    }
    assert pq.read_metadata(out / "people.parquet").num_rows == 16


def test_nothing_is_left_beside_the_folder(done):
    _, out = done
    assert {path.name for path in out.parent.iterdir()} == {"results", "tiny.toml"}


def test_the_options_change_the_study_and_the_default_place(tiny):
    answer = say("run", tiny, "--people", 5, "--repeats", 1, "--step", "15 min", "--seed", 7, "--no-report")
    assert answer.exit_code == 0, answer.output
    record = json.loads((tiny.parent / "results/tiny/record.json").read_text())
    assert [record[key] for key in ("people", "repeats", "step_h", "seed")] == [5, 1, 0.25, 7]
    assert not (tiny.parent / "results/tiny/report.html").exists()


def test_what_is_asked_for_changes_nothing_else(tiny):
    study = load_study(tiny)
    made = changed(study, people=5, repeats=3, step="10 min")
    assert (made.people.number, made.repeat.trials, made.system.step) == (5, 3, 1 / 6)
    kept = {"people": study.people, "repeat": study.repeat, "system": study.system}
    assert made.model_copy(update=kept) == study


def test_data_go_to_stdout_and_messages_to_stderr(tiny):
    answer = say("run", tiny, "--no-report")
    assert answer.stdout.startswith("daily (connection, naltrexone, Hedges g)")
    assert "Found by a single trial of this size (p < 0.05): daily " in answer.stdout
    assert "2 trials of 8 people over 5 days" in answer.stderr
    assert "Results in results/tiny." in answer.stderr
    assert "\x1b" not in answer.output


def test_quiet_says_nothing(tiny):
    answer = say("run", tiny, "--quiet", "--no-report")
    assert (answer.exit_code, answer.output) == (0, "")


def test_the_same_command_gives_the_same_numbers_and_replaces_its_own_folder(done, tiny):
    first = json.loads(done[0].stdout)
    for _ in range(2):
        again = json.loads(say("run", tiny, "--json", "--no-report", "--out", "again").stdout)
        assert again["results"] == first["results"]


def test_a_missed_tolerance_is_told_after_everything_is_written(tmp_path):
    path = write(tmp_path, old="[repeat]", new="[system]\ntolerance = 1e-12\n\n[repeat]")
    answer = say("run", path, "--out", tmp_path / "out", "--no-report")
    assert answer.exit_code == 4
    assert answer.stdout.startswith("daily (")
    assert "above the tolerance" in answer.stderr
    assert (tmp_path / "out" / "record.json").is_file()


@pytest.mark.parametrize("command", ["run", "validate"])
def test_help_tells_every_option(command):
    answer = say(command, "--help")
    assert answer.exit_code == 0
    for option in ("--repeats", "--seed", "--workers", "--json", "--quiet"):
        assert option in answer.stdout
