"""A run is made of parts: people who can be simulated apart from all others, on any machine, in any order.

A part is as many whole trials as fit the lanes, or, where one trial is larger, as many of its people. Its product is
the same bits wherever it is made, and carries its own hash.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from equipoise.study import analysis, curves, tables
from equipoise.study.lab import LANES, MOMENT_LANES, Laboratory, open_laboratory
from equipoise.study.observe import observations
from equipoise.study.programs import keep_programs
from equipoise.study.study import Study

FEW = 8  # a run of no more people has a program of its own
MULTIPLE = 64  # any other smaller than a chunk is brought to a multiple of this
MOMENT_MULTIPLE = 16  # and of this on the moment clock, where every lane costs
TABLES = ("observations", "people", "events")


@dataclass(frozen=True)
class Part:
    """The people with addresses from `first` to before `last`; `whole` if they make whole trials."""

    number: int
    first: int
    last: int
    whole: bool

    @property
    def people(self) -> np.ndarray:
        """Addresses of its people."""
        return np.arange(self.first, self.last)


@dataclass(frozen=True)
class Product:
    """What a part leaves: each table as the bytes of a Parquet file, and their common SHA-256."""

    tables: dict[str, bytes]

    @property
    def hash(self) -> str:
        """SHA-256 over all tables in order of their names."""
        return hashlib.sha256(b"".join(self.tables[name] for name in sorted(self.tables))).hexdigest()


def parts(study: Study) -> list[Part]:
    """All parts of a study, in order of their people."""
    size, trials = study.people.number, study.repeat.trials
    most_lanes = lanes(study)
    whole = size <= most_lanes
    most = max(1, most_lanes // size) * size if whole else most_lanes
    edges = (
        range(0, size * trials, most)
        if whole
        else [t * size + k for t in range(trials) for k in range(0, size, most_lanes)]
    )
    ends = [*list(edges)[1:], size * trials]
    return [Part(k, first, last, whole) for k, (first, last) in enumerate(zip(edges, ends, strict=True))]


def lanes(study: Study) -> int:
    """People simulated together at most."""
    return MOMENT_LANES if study.system.clock == "moment" else LANES


def width(study: Study) -> int:
    """Lanes of every part of a study, so that all of them run one compiled program."""
    total = study.people.number * study.repeat.trials
    usual = FEW if total <= FEW else MULTIPLE
    multiple = MOMENT_MULTIPLE if study.system.clock == "moment" else usual
    return min(lanes(study), -(-total // multiple) * multiple)


# A worker keeps the laboratory of the study that it works on, with its compiled program.
@lru_cache(maxsize=2)
def laboratory(study: Study, seed: int) -> Laboratory:
    """The laboratory of a study, opened once in a process."""
    keep_programs()
    return open_laboratory(study, seed)


def make(study: Study, seed: int, part: Part, tick: Callable[[int], None] = lambda people: None) -> Product:
    """Simulate a part and write its tables; `tick` is called after each simulated day with the number of people."""
    lab = laboratory(study, seed)
    seen = lab.observe(part.people, width(study), tick)
    rows = {
        "observations": observations(seen),
        "people": tables.people(lab, seen),
        "events": tables.events(lab, seen.cohort),
    }
    if part.whole:
        rows["trials"] = analysed(lab, rows["observations"], rows["people"])
    if seen.ill:
        rows["quarantine"] = tables.quarantine(seen)
    return Product({name: encode(frame) for name, frame in rows.items()} | {"knots": curves.knots(lab, seen)})


def analysed(lab: Laboratory, seen: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The trial's own analyses of the observations of whole trials."""
    return analysis.analyse(seen, lab.study, people, worths(lab))


def worths(lab: Laboratory) -> dict[str, dict[str, float]]:
    """How much each item of a measure is worth, for analyses of slopes."""
    return {name: instrument.worth for name, instrument in lab.instruments.items()}


def encode(rows: pd.DataFrame) -> bytes:
    """A table as the bytes of a Parquet file, with checksums on every page; categories become text."""
    texts = {name: rows[name].astype("string") for name in rows.columns if rows[name].dtype.kind == "O"}
    sink = io.BytesIO()
    table = pa.Table.from_pandas(rows.assign(**texts), preserve_index=False)
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
    return sink.getvalue()
