"""The studies that the pages show really run, and what comes out is what the pages say."""

import json
import re

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from docs.book import DOCS, book, refresh, shown
from equipoise.cli.app import app
from house.tree import ROOT, none

FEW = ["--people", "10", "--repeats", "3", "--no-report", "--quiet"]
PAGE = (DOCS / "reference" / "results-folder.md").read_text(encoding="utf-8")


def run(words, place, monkeypatch):
    monkeypatch.chdir(place)
    done = CliRunner().invoke(app, ["run", *words, *FEW])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The tutorial gone through: its study, and the study after the change."""
    place = tmp_path_factory.mktemp("tutorial")
    written = refresh.studies(refresh.TUTORIAL)
    with pytest.MonkeyPatch.context() as patch:
        for text, folder in zip(written.values(), ("dose-response", "short-washout"), strict=True):
            (place / "dose-response.toml").write_text(text, encoding="utf-8")
            run(["dose-response.toml", "--out", f"results/{folder}"], place, patch)
    return place


def record(place, name):
    return json.loads((place / "results" / name / "record.json").read_text(encoding="utf-8"))


def result(told, name, arm, statistic="mean"):
    wanted = {"name": name, "arm": arm, "statistic": statistic}
    return next(row["value"] for row in told["results"] if wanted.items() <= row.items())


def test_the_study_of_the_readme_runs(tmp_path, monkeypatch):
    block = book.blocks(ROOT / "README.md", "toml")[0]
    assert len(block.text.splitlines()) == 11  # the name of the file, and ten lines
    (tmp_path / block.file).write_text(block.text, encoding="utf-8")
    run([block.file], tmp_path, monkeypatch)
    told = record(tmp_path, block.file.removesuffix(".toml"))
    assert {row["name"] for row in told["results"]} == {"connection", "affect"}
    assert not told["warnings"]


def test_the_tutorial_finds_what_it_says(ran):
    first, changed = record(ran, "dose-response"), record(ran, "short-washout")
    taken = [result(first, "occupancy", arm) for arm in ("placebo", "2 mg", "5 mg", "15 mg", "50 mg")]
    assert taken == sorted(taken)
    assert 0 < taken[0] < 10
    assert result(changed, "occupancy", "placebo") > 30


def test_every_column_is_told(ran):
    missing = []
    for path in (ran / "results" / "dose-response").glob("*.parquet"):
        section = PAGE.split(f"## `{path.name}`")[1].split("\n## ")[0]
        columns = [name for name in pq.read_schema(path).names if "/" not in name]
        missing += [f"{path.name}: {name}" for name in columns if f"`{name}`" not in section]
    none(missing)


def test_every_key_of_the_record_is_told(ran):
    section = PAGE.split("## `record.json`")[1]
    told = record(ran, "dose-response")
    keys = [*told, *told["results"][0]]
    none([key for key in keys if f"`{key}`" not in section])


def test_the_object_of_run_is_told(ran, monkeypatch):
    monkeypatch.chdir(ran)
    done = CliRunner().invoke(app, ["run", "dose-response.toml", *FEW, "--json", "--out", "results/again"])
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    row = re.search(r"^\| `run` \| (.*) \|$", page, re.MULTILINE)[1]
    assert set(re.findall(r"`(\w+)`", row)) == set(json.loads(done.stdout))


READERS = [block for block in shown("python")["argvalues"] if "results/" in block.text]


@pytest.mark.parametrize("page", sorted({block.page for block in READERS}), ids=lambda page: page.stem)
def test_python_that_reads_results_runs(page, ran, monkeypatch, capsys):
    monkeypatch.chdir(ran)
    (ran / "results" / "again").exists() or (ran / "results" / "again").symlink_to("dose-response")
    for block in READERS:
        if block.page == page:
            exec(compile(block.text, block.label, "exec"), {})
            assert capsys.readouterr().out
