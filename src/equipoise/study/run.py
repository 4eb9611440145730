"""Run a study: grow its people, treat and measure them, analyse as the trial would, write it all down."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from platformdirs import user_cache_dir

from equipoise.engine.compiled import keep_compiled
from equipoise.errors import CheckNotMet
from equipoise.study import analysis, power, tables
from equipoise.study.lab import Laboratory, open_laboratory
from equipoise.study.observe import Seen, observations
from equipoise.study.record import error_estimate, record
from equipoise.study.results import folder
from equipoise.study.study import Study

LANES = 512  # people simulated together
MULTIPLE = 64  # a smaller run is brought to a multiple of this
Progress = Callable[[int, int], None]
Keep = Callable[[str, pd.DataFrame], None]


@dataclass(frozen=True)
class Options:
    """How to run: seed of all chance, and threads."""

    seed: int = 1
    workers: int = 2


@dataclass(frozen=True)
class Outcome:
    """What a simulation leaves besides its tables: the trials' results, people's fates, the first people seen."""

    trials: pd.DataFrame
    fates: pd.DataFrame
    first: Seen


def run(
    study: Study,
    out: Path,
    options: Options = Options(),
    progress: Progress = lambda done, total: None,
    finish: Callable[[Path], Any] = lambda folder: None,
) -> dict[str, Any]:
    """Run a study into a results folder and return its record.

    progress(done, total) counts simulated person-days; finish(folder) adds what stands on the tables, such as the
    report, before the folder takes its name. InvalidInput for a place that cannot be written; CheckNotMet, after
    everything is written, if the error estimate is above the study's tolerance.
    """
    began = time.perf_counter()
    keep_compiled(Path(user_cache_dir("equipoise")) / "programs")
    with folder(out) as results:
        lab = open_laboratory(study, options.seed)
        outcome = simulate(lab, options.workers, progress, results.append)
        results.append("trials", outcome.trials)
        results.append("curves", tables.curves(lab, outcome.first.cohort, width(lab)))
        error = error_estimate(lab, outcome.first)
        powers = power.power(outcome.trials, study)
        written = record(lab, outcome.trials, powers, outcome.fates, error, time.perf_counter() - began)
        results.write_record(written)
        finish(results.path)
    if error["value"] > error["tolerance"]:
        trouble = f"the error estimate {error['value']:.2g} is above the tolerance of {error['tolerance']:.2g}."
        raise CheckNotMet(str(out), trouble, "Everything is written; use a smaller step for a closer answer.")
    return written


def width(lab: Laboratory) -> int:
    """Lanes of every chunk of a study, so that all of them run one compiled program."""
    total = lab.study.people.number * lab.study.repeat.trials
    return min(LANES, -(-total // MULTIPLE) * MULTIPLE)


def simulate(
    lab: Laboratory,
    workers: int = 2,
    progress: Progress = lambda done, total: None,
    keep: Keep = lambda name, rows: None,
) -> Outcome:
    """Every trial of a study. `keep` is handed the rows of each table, part by part in order of the people."""
    total, lanes = lab.study.people.number * lab.study.repeat.trials * lab.calendar.days, width(lab)
    done = 0

    def tick(people: int) -> None:
        nonlocal done
        done += people
        progress(done, total)

    def one(people: np.ndarray) -> tuple[Seen, pd.DataFrame]:
        seen = lab.observe(people, lanes, tick)
        return seen, observations(seen)

    worth = {name: instrument.worth for name, instrument in lab.instruments.items()}
    trials, fates, first = [], [], None
    for batch in _in_order(one, _batches(lab), workers):
        first = first or batch[0][0]
        seen = pd.concat([rows for _, rows in batch], ignore_index=True)
        people = pd.concat([tables.people(lab, part.cohort) for part, _ in batch], ignore_index=True)
        keep("observations", seen)
        keep("people", people)
        keep("events", pd.concat([tables.events(lab, part.cohort) for part, _ in batch], ignore_index=True))
        trials.append(analysis.analyse(seen, lab.study, people, worth))
        fates.append(people[["repeat", "status", "screened"]])
    gathered = pd.concat(trials, ignore_index=True)
    gathered.attrs["units"] = trials[0].attrs["units"]
    assert first is not None  # a study has at least one person
    return Outcome(gathered, pd.concat(fates, ignore_index=True), first)


def _batches(lab: Laboratory) -> list[list[np.ndarray]]:
    """Addresses of all people in batches of whole trials; each batch in chunks that are simulated together."""
    size, trials = lab.study.people.number, lab.study.repeat.trials
    together = max(1, LANES // size)
    batches = []
    for first in range(0, trials, together):
        people = np.arange(first * size, min(first + together, trials) * size)
        batches.append([people[k : k + LANES] for k in range(0, len(people), LANES)])
    return batches


def _in_order(one: Callable, batches: list[list[np.ndarray]], workers: int) -> Iterator[list]:
    """`one` of every chunk, batch by batch in order, with `workers` threads kept busy and few results waiting."""
    with ThreadPoolExecutor(max_workers=workers) as pool:
        waiting: list[list[Future]] = []
        try:
            for batch in batches:
                waiting.append([pool.submit(one, chunk) for chunk in batch])
                if len(waiting) > 2 * workers:
                    yield [future.result() for future in waiting.pop(0)]
            for futures in waiting:
                yield [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
