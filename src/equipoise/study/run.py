"""Run a study: grow its people, treat and measure them, analyse as the trial would, write it all down."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from equipoise.errors import CheckNotMet
from equipoise.study import analysis, power, tables
from equipoise.study.lab import Laboratory, open_laboratory
from equipoise.study.observe import observations
from equipoise.study.record import error_estimate, record
from equipoise.study.results import Results, folder
from equipoise.study.study import Study

LANES = 512  # people simulated together
MULTIPLE = 64  # a smaller run is brought to a multiple of this
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """How to run: seed of all chance, threads, and whether a report is written."""

    seed: int = 1
    workers: int = 2
    report: bool = True


def run(study: Study, out: Path, options: Options = Options(), progress: Progress = lambda done, total: None) -> dict[str, Any]:
    """Run a study into a results folder and return its record.

    progress(done, total) counts simulated person-days. InvalidInput for a place that cannot be written;
    CheckNotMet, after everything is written, if the error estimate is above the study's tolerance.
    """
    began = time.perf_counter()
    with folder(out) as results:
        lab = open_laboratory(study, options.seed)
        trials, flow = _simulate(lab, results, options, progress)
        results.append("trials", trials)
        first = lab.recruit(_chunks(lab)[0][0])
        results.append("curves", tables.curves(lab, first))
        error = error_estimate(lab, first)
        written = record(lab, trials, power.power(trials, study), flow, error, time.perf_counter() - began)
        results.write_record(written)
        if options.report:
            from equipoise.report import write_report

            write_report(results.path)
    if error["value"] > error["tolerance"]:
        raise CheckNotMet(str(out), f"the error estimate {error['value']:.2g} is above {error['tolerance']:.2g}.", "Use a smaller --step.")
    return written


def _chunks(lab: Laboratory) -> list[list[np.ndarray]]:
    """Addresses of all people in batches of whole trials; each batch in chunks that are simulated together."""
    size, trials = lab.study.people.number, lab.study.repeat.trials
    together = max(1, LANES // size)
    batches = []
    for first in range(0, trials, together):
        people = np.arange(first * size, min(first + together, trials) * size)
        batches.append([people[k : k + LANES] for k in range(0, len(people), LANES)])
    return batches


def _simulate(lab: Laboratory, results: Results, options: Options, progress: Progress) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every batch of trials: tables written as they come, analyses and people's fate gathered."""
    batches = _chunks(lab)
    total = lab.study.people.number * lab.study.repeat.trials
    width = min(LANES, -(-total // MULTIPLE) * MULTIPLE)
    done = 0

    def tick(people: int) -> None:
        nonlocal done
        done += people
        progress(done, total * lab.calendar.days)

    def one(people: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        seen = lab.observe(people, width, tick)
        return observations(seen), tables.people(lab, seen.cohort), tables.events(lab, seen.cohort)

    trials, fates = [], []
    worth = {name: instrument.worth for name, instrument in lab.instruments.items()}
    for parts in _in_order(one, batches, options.workers):
        seen, people, events = (pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True))
        for name, rows in (("observations", seen), ("people", people), ("events", events)):
            results.append(name, rows)
        trials.append(analysis.analyse(seen, lab.study, people, worth))
        fates.append(people[["repeat", "status", "screened"]])
    gathered = pd.concat(trials, ignore_index=True)
    gathered.attrs["units"] = trials[0].attrs["units"]
    return gathered, pd.concat(fates, ignore_index=True)


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
