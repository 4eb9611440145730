"""What a piece of work took, and how much memory the process has had."""

import resource
import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
Spent = tuple[float, float]  # CPU and wall seconds


def timed(work: Callable[[], Given], repeats: int) -> tuple[Given, list[Spent]]:
    """What `work` gave first, and what each of its runs took."""
    spent, given = [], []
    for _ in range(repeats):
        cpu, wall = time.process_time(), time.perf_counter()
        result = work()
        spent.append((time.process_time() - cpu, time.perf_counter() - wall))
        given = given or [result]
    return given[0], spent


def summary(spent: list[Spent], first: Spent | None = None) -> dict[str, float]:
    """Median CPU and wall seconds of a run, and what the first run took beyond that (compilation, mostly)."""
    cpu, wall = (sorted(column)[len(spent) // 2] for column in zip(*spent, strict=True))
    return {"cpu": cpu, "wall": wall, "compile": max(first[0] - cpu, 0.0) if first else 0.0}


def peak() -> float:
    """Peak memory so far in MB, of this process or of one that it waited for."""
    return (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        / 1024
    )
