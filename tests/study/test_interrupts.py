"""An interrupt ends a run wherever it arrives, even where Python drops what is raised."""

import os
import signal
import subprocess
import sys
import time

import pytest

from cli.conftest import write
from equipoise.study import interrupts
from equipoise.study.part import parts
from equipoise.study.run import Options, run
from study.test_workers import smaller


class Dropping:
    """Interrupts this process while it is being finalised, where nothing that is raised gets through."""

    def __del__(self):
        signal.raise_signal(signal.SIGINT)


@pytest.fixture
def dropped(monkeypatch):
    """What Python could not raise."""
    lost = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: lost.append(told.exc_type))
    return lost


def test_an_interrupt_that_is_dropped_is_remembered(dropped):
    with interrupts.remembered():
        interrupts.check()
        Dropping()
        assert dropped == [KeyboardInterrupt]
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()
    interrupts.check()  # the next run starts afresh
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_that_gets_through_is_raised_at_once():
    with pytest.raises(KeyboardInterrupt), interrupts.remembered():
        signal.raise_signal(signal.SIGINT)
    interrupts.check()


def test_whoever_handles_signals_keeps_them(monkeypatch):
    heard = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append(1))
    try:
        with interrupts.remembered():
            signal.raise_signal(signal.SIGINT)
            interrupts.check()
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [1]


def test_a_run_ends_although_its_interrupt_was_dropped(dropped, monkeypatch, tmp_path):
    monkeypatch.setattr("equipoise.study.run.completed", lambda *given: made(*given))

    def made(study, seed, missing, workers, on, tick):
        tick(1)
        Dropping()
        tick(1)
        raise AssertionError("the run went on")
        yield

    with pytest.raises(KeyboardInterrupt):
        run(smaller(), tmp_path / "results", Options(workers=1))
    assert dropped == [KeyboardInterrupt]
    assert not (tmp_path / "results").exists()


def test_a_pool_is_not_set_up_again_after_an_interrupt(dropped, monkeypatch):
    """Workers that die of the same interrupt look like workers that broke."""
    from concurrent.futures import BrokenExecutor

    from equipoise.study import workers

    def broken(*_):
        Dropping()
        raise BrokenExecutor
        yield

    monkeypatch.setattr(workers, "_drained", broken)
    with interrupts.remembered(), pytest.raises(KeyboardInterrupt):
        list(workers._in_processes(smaller(), 1, parts(smaller()), 2))


@pytest.mark.slow
def test_a_keyboard_ends_a_pool_and_its_workers(tmp_path):
    """Control-C reaches every process of the terminal's group at once."""
    words = [
        "run",
        str(write(tmp_path)),
        "--repeats",
        "100000",
        "--out",
        str(tmp_path / "out"),
        "--workers",
        "2",
    ]
    command = [sys.executable, "-m", "equipoise.cli", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as started:
        shop, deadline = tmp_path / ".out.unfinished", time.monotonic() + 120
        while not list(shop.glob("0*.json")) and time.monotonic() < deadline and started.poll() is None:
            time.sleep(0.1)
        os.killpg(started.pid, signal.SIGINT)
        _, said = started.communicate(timeout=60)
    assert started.returncode == 130, said
    assert said.startswith("Interrupted; nothing was written.")
    assert not (tmp_path / "out").exists()
    assert list(shop.glob("0*.json"))
