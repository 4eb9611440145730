"""What is not the user's fault: unforeseen failures, interrupts, a reader that goes away."""

import os
import signal
import subprocess
import sys
import time

import pytest

from cli.answers import refused
from cli.conftest import say, write
from equipoise.errors import Quarantined, RunFailed

COMMAND = [sys.executable, "-m", "equipoise.cli"]


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


def test_an_unforeseen_failure_is_one_short_message(monkeypatch, tiny):
    monkeypatch.setattr("equipoise.study.run.run", raising(ZeroDivisionError("by nothing\nat all")))
    first, advice = refused(say("run", tiny), code=1)
    assert first == "equipoise: something went wrong that it did not foresee (ZeroDivisionError: by nothing)."
    assert "--debug" in advice


@pytest.mark.parametrize("words", [["--debug", "run", "tiny.toml"], ["run", "tiny.toml", "--debug"]])
def test_debug_shows_where(monkeypatch, tiny, words):
    monkeypatch.setattr("equipoise.study.run.run", raising(ZeroDivisionError("by nothing")))
    assert isinstance(say(*words).exception, ZeroDivisionError)


def test_a_failed_run_says_why(monkeypatch, tiny):
    monkeypatch.setattr(
        "equipoise.study.run.run", raising(RunFailed("out", "the disk is full.", "Make room."))
    )
    assert refused(say("run", tiny), code=1) == ("out: the disk is full.", "Make room.")


def test_a_run_without_some_people_is_partial(monkeypatch, done, tiny):
    monkeypatch.setattr("equipoise.study.run.run", raising(Quarantined("out", "one ran away.", "See there.")))
    answer = say("run", tiny, "--out", done[1])
    assert answer.exit_code == 5
    assert answer.stdout.startswith("daily (")
    assert answer.stderr.endswith("out: one ran away.\n    See there.\n")


def test_an_interrupt_is_told(monkeypatch, tiny):
    monkeypatch.setattr("equipoise.study.run.run", raising(KeyboardInterrupt()))
    first, advice = refused(say("run", tiny), code=130)
    assert first == "Interrupted; nothing was written."
    assert advice == "The same command goes on from the parts that were finished."


@pytest.mark.slow
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_half_result(tmp_path, by):
    words = [*COMMAND, "run", str(write(tmp_path)), "--repeats", "100000", "--out", str(tmp_path / "out")]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as run:
        deadline = time.monotonic() + 60
        while not (tmp_path / ".out.unfinished").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        run.send_signal(by)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.startswith("Interrupted; nothing was written.")
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_failure_of_ours():
    reader, writer = os.pipe()
    os.close(reader)
    told = subprocess.run([*COMMAND, "show", "naltrexone"], stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert "Traceback" not in told.stderr
