"""A study run for what it says alone, its record and trials kept in the user's cache for the next who asks.

They are found again by everything that could have made them other: the study without what was published, the seed, the
numbers of the evidence, and the program. What stands beside them is told anew each time.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from platformdirs import user_cache_dir

from equipoise.errors import CheckNotMet, Quarantined
from equipoise.study.part import laboratory
from equipoise.study.run import Options, run
from equipoise.study.study import Study
from equipoise.study.summary import summarise
from equipoise.study.workshop import RECORD

REMEDY = "Run it by itself (equipoise run) to see more, with a smaller step if need be."
PACKAGE = Path(__file__).parents[1]
BESIDE = {"path", "published", "claims", "title", "source"}  # parts of a study that move no result
IDLE = {"cli", "report", "fit", "interop", "studies", "claims", "targets"}  # folders that no run reads
MOST = 8  # runs of a study that are kept
TRIALS, ABOUT = "trials.parquet", "about.json"
KINDS = {kind.__name__: kind for kind in (CheckNotMet, Quarantined)}


@dataclass(frozen=True)
class Afresh:
    """Record and single trials of a run; `missed` is what it fell short of, None if of nothing."""

    study: Study
    record: dict[str, Any]
    trials: pd.DataFrame
    missed: CheckNotMet | Quarantined | None = None


def afresh(
    study: Study, options: Options, progress: Callable[[int, int], None], again: bool = False
) -> Afresh:
    """Record and trials of a study, from the cache if the same run lies there and `again` does not ask for another."""
    kept = Path(user_cache_dir("equipoise")) / "runs" / study.name / _key(study, options.seed)
    if again or not (kept / ABOUT).is_file():
        _run(study, options, progress, kept)
    kept.touch()
    _forget(kept)
    return _read(study, kept)


def _run(study: Study, options: Options, progress: Callable[[int, int], None], kept: Path) -> None:
    """Run the study in a place of its own and put what is kept in the cache, whole or not at all."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="equipoise-", dir=kept.parent) as made:
        place, missed = Path(made) / study.name, {}
        try:
            run(study, place, options, progress)
        except (CheckNotMet, Quarantined) as shortfall:
            missed = {"kind": type(shortfall).__name__, "trouble": shortfall.trouble}
        draft = Path(made) / "kept"
        draft.mkdir()
        for name in (RECORD, TRIALS):
            (place / name).rename(draft / name)
        about = {"units": _units(study, options.seed), "missed": missed}
        (draft / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        shutil.rmtree(kept, ignore_errors=True)
        draft.rename(kept)


def _read(study: Study, kept: Path) -> Afresh:
    record = json.loads((kept / RECORD).read_text(encoding="utf-8"))
    trials = pq.read_table(kept / TRIALS).to_pandas()
    about = json.loads((kept / ABOUT).read_text(encoding="utf-8"))
    told = about["missed"]
    missed = KINDS[told["kind"]](study.name, told["trouble"], REMEDY) if told else None
    results = summarise(trials, study, about["units"])
    return Afresh(study, {**record, "results": results}, trials, missed)


def _units(study: Study, seed: int) -> dict[str, str]:
    """The unit of each measure."""
    return {name: instrument.unit for name, instrument in laboratory(study, seed).instruments.items()}


def _key(study: Study, seed: int) -> str:
    """Everything that a run of the study follows from, as one short name."""
    whole = hashlib.sha256(_program().encode())
    whole.update(study.model_dump_json(exclude=BESIDE).encode())
    whole.update(f"{seed} {version('jax')} {version('equipoise')}".encode())
    return whole.hexdigest()[:24]


@cache
def _program() -> str:
    """Hash of all code and numbers that a run may read."""
    whole = hashlib.sha256()
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml")]):
        folders = path.relative_to(PACKAGE).parts[:-1]
        if not IDLE & set(folders):
            whole.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def _forget(newest: Path) -> None:
    """Remove the oldest runs of a study beyond those that are kept."""
    runs = sorted(
        (path for path in newest.parent.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime
    )
    for path in runs[:-MOST]:
        shutil.rmtree(path, ignore_errors=True)
