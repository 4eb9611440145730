"""A study run for what it says alone: its folder is temporary and gone afterwards."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from equipoise.errors import CheckNotMet
from equipoise.study.results import RECORD
from equipoise.study.run import Options, run
from equipoise.study.study import Study


@dataclass(frozen=True)
class Afresh:
    """Record and single trials of a run; `missed` is the check that it did not meet, None if it met them all."""

    study: Study
    record: dict[str, Any]
    trials: pd.DataFrame
    missed: CheckNotMet | None = None


def afresh(study: Study, options: Options, progress: Callable[[int, int], None]) -> Afresh:
    """Run a study and keep its record and trials."""
    with tempfile.TemporaryDirectory(prefix="equipoise-") as kept:
        place, missed = Path(kept) / study.name, None
        try:
            run(study, place, options, progress)
        except CheckNotMet as shortfall:
            missed = CheckNotMet(study.name, shortfall.trouble, "Use a smaller step for this study.")
        record = json.loads((place / RECORD).read_text(encoding="utf-8"))
        return Afresh(study, record, pq.read_table(place / "trials.parquet").to_pandas(), missed)
