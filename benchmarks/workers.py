"""What several workers gain: the parts of one run made in this process, by a pool of processes, and on a Dask cluster.

Measured is the time until all parts are there, the start of workers and cluster included; programs are compiled before.
"""

from importlib import import_module
from typing import Any

from equipoise.study.load import load_study
from equipoise.study.part import make, parts
from equipoise.study.programs import keep_programs
from equipoise.study.study import Study
from equipoise.study.workers import completed

from .timing import timed

STUDY, SEED = "naltrexone-connection", 1


def measure(people: int, days: int, workers: int, on: str | None = None) -> dict[str, Any]:
    """Wall seconds until every part of a run is made."""
    if on:
        try:
            import_module("distributed")
        except ImportError:
            return {"skipped": "distributed is not installed"}
    study = _longer(load_study(STUDY), people, days)
    keep_programs()
    everything = parts(study)
    make(study, SEED, everything[0])  # compiled and kept on disk from here on
    made = completed(study, SEED, everything, workers, on, lambda _: None)
    number, spent = timed(lambda: sum(1 for _ in made), 1)
    return {"parts": number, "wall": spent[0][1]}


def _longer(study: Study, people: int, days: int) -> Study:
    """The study on more people, after a run-in of so many days."""
    crowd = study.people.model_copy(update={"number": people})
    design = study.design.model_copy(update={"run_in": 24.0 * days})
    once = study.repeat.model_copy(update={"trials": 1})
    return study.model_copy(update={"people": crowd, "design": design, "repeat": once})
