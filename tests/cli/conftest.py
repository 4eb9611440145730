"""One small study, run once for all tests of the command line that only look."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from equipoise.cli.app import app

TINY = (Path(__file__).parent / "tiny.toml").read_text(encoding="utf-8")


def say(*words):
    """What the command line answers, on a page wide enough for any table."""
    return CliRunner(env={"COLUMNS": "240"}).invoke(app, [str(word) for word in words])


def write(folder, name="tiny.toml", old="", new=""):
    """The small study in a file, with one thing changed."""
    assert old in TINY
    path = folder / name
    path.write_text(TINY.replace(old, new) if old else TINY, encoding="utf-8")
    return path


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """The small study, in a folder of its own where commands are run."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


@pytest.fixture(scope="session")
def done(tmp_path_factory):
    """The small study, run: the answer and its folder."""
    folder = tmp_path_factory.mktemp("run")
    out = folder / "results"
    return say("run", write(folder), "--out", out, "--json"), out
