"""What is listed, cited and completed."""

import io
import json
import re
import subprocess
import sys
from importlib.metadata import version

import pytest
from rich.console import Console

from cli.conftest import say
from equipoise import evidence
from equipoise.cli import names, progress
from house.tree import ROOT


def test_every_shipped_study_is_listed():
    text, told = say("studies").stdout, json.loads(say("studies", "--json").stdout)
    assert [study["name"] for study in told["studies"]] == list(evidence.names("studies"))
    for study in told["studies"]:
        assert study["name"] in text
        assert study["title"] in text


def test_the_citation_is_that_of_the_citation_file():
    told, file = json.loads(say("cite", "--json").stdout), (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'title: "{told["title"]}"' in file
    assert f"version: {told['version']}" in file
    assert f"name: {told['authors']}" in file
    assert f"license: {told['license']}" in file
    assert told["title"] in say("cite").stdout


def test_the_version():
    answer = say("--version")
    assert (answer.exit_code, answer.stdout) == (0, f"equipoise {version('equipoise')}\n")


def test_help_names_every_command_and_exit_code():
    text = say("--help").stdout
    for word in ("studies", "run", "show", "claims", "validate", "cite", "130 interrupted"):
        assert word in text


@pytest.mark.parametrize(
    ("complete", "typed", "found"),
    [
        (names.study_names, "naltrexone-c", ["naltrexone-connection"]),
        (names.claim_ids, "s0", [f"S0{number}" for number in range(1, 10)]),
        (names.shown_names, "opioid/con", ["opioid/connection"]),
    ],
)
def test_a_shell_completes_names(complete, typed, found):
    assert complete(typed) == found


def test_help_is_answered_without_what_it_does_not_need():
    heavy = {"jax", "numpy", "pint", "pydantic", "rich"}
    program = f"import sys, equipoise.cli; print(*sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ""


@pytest.mark.parametrize(
    ("terminal", "quiet", "drawn"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_progress_is_drawn_on_a_terminal_only(monkeypatch, terminal, quiet, drawn):
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100, _environ={"TERM": "xterm"})
    monkeypatch.setattr(progress, "messages", lambda: console)
    with progress.progress("made-up", quiet) as tick:
        for done in range(1, 5):
            tick(done, 4)
    told = console.file.getvalue()
    assert bool(told) is drawn
    assert bool(re.search("made-up: (preparing|simulating|checking)", told)) is drawn
