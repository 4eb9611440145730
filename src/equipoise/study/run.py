"""Run a study: grow its people, treat and measure them, analyse as the trial would, write it all down."""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from equipoise.errors import CheckNotMet, InvalidInput, Quarantined
from equipoise.study import interrupts, power, results, trajectories
from equipoise.study.lab import Laboratory
from equipoise.study.part import Part, laboratory, parts, width
from equipoise.study.record import error_estimate, record
from equipoise.study.study import Study
from equipoise.study.workers import completed
from equipoise.study.workshop import Workshop, deliver, workshop

Progress = Callable[[int, int], None]
FEW = 8  # parts that one process makes sooner than others would have started


@dataclass(frozen=True)
class Options:
    """How to run. seed: address of all chance. workers: processes; None takes one for little work and a process for
    each core for much. on: a Dask scheduler, or "local". trajectories: whether everybody's hours are kept, as Zarr."""

    seed: int = 1
    workers: int | None = None
    on: str | None = None
    trajectories: bool = False


def run(
    study: Study,
    out: Path,
    options: Options = Options(),
    progress: Progress = lambda done, total: None,
    finish: Callable[[Path], Any] = lambda folder: None,
) -> dict[str, Any]:
    """Run a study into a results folder and return its record; go on with the same run if it was interrupted.

    progress(done, total) counts simulated person-days; finish(folder) adds what stands on the tables, such as the
    report, before the folder takes its name. InvalidInput for a place that cannot be written or is taken; RunFailed
    if disk or workers give out. After everything is written: CheckNotMet if the error estimate is above the study's
    tolerance, Quarantined if some people's states ran away.
    """
    began = time.perf_counter()
    if options.trajectories and study.system.name == "breathing":
        remedy = "Leave it out; measures may be taken every minute."
        raise InvalidInput("--trajectories", "an overdose has no hours to keep.", remedy)
    with interrupts.remembered(), workshop(out, study, options.seed) as shop:
        folder = shop.path / "finished"
        shutil.rmtree(folder, ignore_errors=True)
        everything = parts(study)
        simulate(study, options, everything, shop, progress)
        results.join(laboratory(study, options.seed), shop, everything, folder)
        if options.trajectories:
            trajectories.write(folder, study, options.seed, everything)
        concluded = _concluded(laboratory(study, options.seed), everything[0], folder, began)
        written = results.write_record(folder, concluded)
        finish(folder)
        interrupts.check()
        deliver(shop, folder, out)
    _judge(written, out)
    return written


def simulate(
    study: Study, options: Options, everything: list[Part], shop: Workshop, progress: Progress
) -> None:
    """Make every part that the workshop does not have yet."""
    days = laboratory(study, options.seed).calendar.days
    missing = [part for part in everything if not shop.have(part)]
    total = study.people.number * study.repeat.trials * days
    done = total - sum(len(part.people) for part in missing) * days

    def tick(people: int) -> None:
        nonlocal done
        interrupts.check()
        done += people
        progress(done, total)

    workers = options.workers or (1 if len(missing) <= FEW else os.cpu_count() or 1)
    for part, product in completed(study, options.seed, missing, workers, options.on, tick):
        shop.put(part, product)


def _concluded(lab: Laboratory, first: Part, folder: Path, began: float) -> dict[str, Any]:
    """Describe what lies in the folder: the record of its trials."""
    trials = results.trials(lab, folder)
    error = error_estimate(lab, first.people, width(lab.study))
    fates = pd.read_parquet(folder / "people.parquet", columns=["repeat", "person", "status", "screened"])
    return record(lab, trials, power.power(trials, lab.study), fates, error, time.perf_counter() - began)


def _judge(written: dict[str, Any], out: Path) -> None:
    error, ill = written["error_estimate"], written["flow"]["quarantined"]
    if error["value"] > error["tolerance"]:
        trouble = (
            f"the error estimate {error['value']:.2g} is above the tolerance of {error['tolerance']:.2g}."
        )
        raise CheckNotMet(str(out), trouble, "Everything is written; use a smaller step for a closer answer.")
    if ill:
        trouble = f"the states of {ill} {'person' if ill == 1 else 'people'} ran away."
        raise Quarantined(
            str(out), trouble, "They are listed in quarantine.parquet and left out; all others are complete."
        )
