"""The twelve states by equipoise and by its peers: the same people, days and hours, each called as it recommends."""

import time
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from .timing import peak, summary, timed
from .twelve_states import problem

Told = dict[str, Any]


def one_by_one(
    module: ModuleType, people: int, days: int, setting: dict, repeats: int
) -> tuple[np.ndarray, Told]:
    """A peer that takes one person at a time."""
    parameters = problem.people(people)
    live, (start,) = timed(lambda: module.prepare(days, **setting), 1)
    found, spent = timed(lambda: np.stack([live(parameters, person) for person in range(people)]), repeats)
    return found, summary(spent) | {"compile": start[0]}


def all_at_once(
    module: ModuleType, people: int, days: int, setting: dict, repeats: int
) -> tuple[np.ndarray, Told]:
    """A peer that takes people as a batch and compiles on the first run."""
    parameters = problem.people(people)
    solve = module.prepare(days, **setting)
    found, first = timed(lambda: solve(parameters, people), 1)
    _, spent = timed(lambda: solve(parameters, people), repeats)
    return found, summary(spent, first[0])


def in_chunks(
    module: ModuleType, people: int, days: int, setting: dict, repeats: int
) -> tuple[np.ndarray, Told]:
    """equipoise: chunk after chunk, each let go when it has been read."""
    parameters = problem.people(people)

    def run() -> np.ndarray:
        blocks = module.solve(parameters, people, days, **setting)
        kept = next(blocks)[: problem.JUDGED].copy()
        for _ in blocks:
            pass
        return kept

    found, first = timed(run, 1)
    return found, summary(timed(run, repeats)[1] if repeats else first, first[0])


def elsewhere(
    module: ModuleType, people: int, days: int, setting: dict, repeats: int
) -> tuple[np.ndarray, Told]:
    """A peer in another language, which tells its own time."""
    runs = [module.solve(problem.people(people), people, days, **setting) for _ in range(repeats)]
    return runs[0][0], summary([(cpu, wall) for _, cpu, wall in runs])


HOW = {
    "equipoise": in_chunks, "roadrunner": one_by_one, "solve_ivp": one_by_one, "odeint": one_by_one,
    "diffrax": all_at_once, "desolve": elsewhere,
}  # fmt: skip
NEEDS = {"roadrunner": ("roadrunner", "libsbml"), "diffrax": ("diffrax",)}


def missing(peer: str) -> str:
    """Why a peer cannot be measured here; empty if it can."""
    for library in NEEDS.get(peer, ()):
        try:
            import_module(library)
        except ImportError:
            return f"{library} is not installed"
    return import_module(f"{__package__}.twelve_states.with_{peer}").missing() if peer == "desolve" else ""


def measure(peer: str, people: int, days: int, setting: dict, repeats: int = 1, reference: str = "") -> Told:
    """All that is told of one peer at one setting, or the reason why it is left out."""
    if reason := missing(peer):
        return {"skipped": reason}
    module = import_module(f"{__package__}.twelve_states.with_{peer}")
    found, told = HOW[peer](module, people, days, setting, repeats)
    told |= {"rate": people * days / told["cpu"], "memory": peak()}
    if reference:
        true = np.load(reference, mmap_mode="r")
        judged = min(len(true), len(found))
        wrong = problem.error(found[:judged], true[:judged, : found.shape[1]])
        told |= {"error": float(wrong.max()), "worst": problem.STATES[int(wrong.argmax())], "judged": judged}
    return told


def reference(people: int, days: int, place: str) -> Told:
    """Work the reference out and leave it at `place`."""
    from .twelve_states import with_solve_ivp

    found, spent = timed(lambda: with_solve_ivp.reference(problem.people(people), people, days), 1)
    np.save(Path(place), found)
    return summary(spent)


def many(people: int, days: int, per_hour: int, place: str) -> Told:
    """How the error is spread over many people: median, 95th percentile and largest; `place` keeps the reference."""
    from .twelve_states import with_equipoise

    reference(people, days, place)
    true, parameters = np.load(place), problem.people(people)
    found = np.concatenate(list(with_equipoise.solve(parameters, people, days, per_hour)))
    each = [float(problem.error(found[[i]], true[[i]]).max()) for i in range(people)]
    return {"median": float(np.median(each)), "high": float(np.quantile(each, 0.95)), "most": max(each)}


def from_nothing(people: int, days: int, per_hour: int, cache: str, began: float) -> Told:
    """A run in a fresh process that began at `began`: seconds until it computed, and in all, imports included."""
    from equipoise.engine.compiled import keep_compiled

    from .twelve_states import with_equipoise

    keep_compiled(Path(cache))

    def run() -> None:
        for _ in with_equipoise.solve(problem.people(people), people, days, per_hour):
            pass

    run()
    whole = time.time() - began
    _, again = timed(run, 1)
    return {"whole": whole, "ready": max(whole - again[0][1], 0.0)}
