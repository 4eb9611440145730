"""Who does the work: this process, a pool of processes, or a Dask cluster; the parts are the same for all."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from equipoise.errors import InvalidInput, RunFailed
from equipoise.study import interrupts
from equipoise.study.calendar import calendar
from equipoise.study.part import Part, Product, make
from equipoise.study.study import Study

Done = Iterator[tuple[Part, Product]]
Tick = Callable[[int], None]
AHEAD = 2  # parts handed to each worker at a time
PAUSE = 0.5  # seconds between looks for an interrupt
PATIENCE = 3  # times that a pool which lost a worker is set up again
LOCAL = "local"


def completed(study: Study, seed: int, parts: list[Part], workers: int, on: str | None, tick: Tick) -> Done:
    """Each part with its product, in the order in which they are finished. `tick` counts people times days.

    on: None for this machine, the address of a Dask scheduler, or "local" for a Dask cluster on this machine.
    InvalidInput if that cannot be reached; RunFailed if workers keep dying.
    """
    if on is None and (workers == 1 or len(parts) == 1):
        for part in parts:
            yield part, make(study, seed, part, tick)
        return
    days = calendar(study).days
    elsewhere = (
        _in_processes(study, seed, parts, workers)
        if on is None
        else _on_dask(study, seed, parts, workers, on)
    )
    for part, product in elsewhere:
        tick(len(part.people) * days)  # a distant part is counted when it comes in
        yield part, product


def _in_processes(study: Study, seed: int, parts: list[Part], workers: int) -> Done:
    """A pool that lost a worker is set up anew for what is left; no finished part is lost."""
    left = dict.fromkeys(parts)
    for _ in range(PATIENCE):
        try:
            with _pool(workers) as pool:
                for part, product in _drained(pool, study, seed, list(left), workers):
                    del left[part]
                    yield part, product
            return
        except BrokenExecutor:
            interrupts.check()  # an interrupt is no reason to try again
    remedy = (
        "Look for what kills them (often memory), and run the same command again: finished parts are kept."
    )
    raise RunFailed("workers", f"worker processes died {PATIENCE} times.", remedy)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes, since a forked one would share the locks of JAX's threads; left at once if anything fails."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield pool
        pool.shutdown()
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _begin() -> None:
    """A worker leaves interrupts to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _drained(pool: ProcessPoolExecutor, study: Study, seed: int, parts: list[Part], workers: int) -> Done:
    left, running = list(reversed(parts)), dict[Future, Part]()
    while left or running:
        while left and len(running) < AHEAD * workers:
            part = left.pop()
            running[pool.submit(make, study, seed, part)] = part
        interrupts.check()
        for future in wait(running, PAUSE, FIRST_COMPLETED).done:
            yield running.pop(future), future.result()


def _on_dask(study: Study, seed: int, parts: list[Part], workers: int, on: str) -> Done:
    """Dask restarts lost workers and computes lost parts again by itself."""
    with _client(on, workers) as client:
        from distributed import as_completed

        shared = client.scatter(study, broadcast=True)
        futures = {
            client.submit(make, shared, seed, part, key=f"part-{part.number}-{hash((study, seed))}"): part
            for part in parts
        }
        for future, product in as_completed(futures, with_results=True):
            yield futures[future], product
            future.release()


@contextmanager
def _client(on: str, workers: int) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InvalidInput(
            "--on", "Dask is not installed.", "Install it: pip install 'equipoise[cluster]'."
        ) from None
    if on == LOCAL:
        with (
            LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,  # pyright: ignore[reportArgumentType]
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = Client(on, timeout="10s")
    except (OSError, ValueError) as reason:
        raise InvalidInput(
            "--on", f"no scheduler answers at {on} ({reason}).", "Write --on tcp://HOST:8786, or --on local."
        ) from None
    with client:
        yield client
