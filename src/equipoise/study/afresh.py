"""A study run for what it says alone: its folder is temporary and gone afterwards."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from equipoise.errors import CheckNotMet, Quarantined
from equipoise.study.run import Options, run
from equipoise.study.study import Study
from equipoise.study.workshop import RECORD

REMEDY = "Run it by itself (equipoise run) to see more, with a smaller step if need be."


@dataclass(frozen=True)
class Afresh:
    """Record and single trials of a run; `missed` is what it fell short of, None if of nothing."""

    study: Study
    record: dict[str, Any]
    trials: pd.DataFrame
    missed: CheckNotMet | Quarantined | None = None


def afresh(study: Study, options: Options, progress: Callable[[int, int], None]) -> Afresh:
    """Run a study and keep its record and trials."""
    with tempfile.TemporaryDirectory(prefix="equipoise-") as kept:
        place, missed = Path(kept) / study.name, None
        try:
            run(study, place, options, progress)
        except (CheckNotMet, Quarantined) as shortfall:
            missed = type(shortfall)(study.name, shortfall.trouble, REMEDY)
        record = json.loads((place / RECORD).read_text(encoding="utf-8"))
        return Afresh(study, record, pq.read_table(place / "trials.parquet").to_pandas(), missed)
