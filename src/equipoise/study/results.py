"""From finished parts to a results folder: tables joined, trials analysed, the record written with every hash."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from equipoise.study import curves
from equipoise.study.analysis import analyse_arrays, pivots
from equipoise.study.lab import Laboratory
from equipoise.study.part import Part, encode, worths
from equipoise.study.pivot import Pivot, completers, together
from equipoise.study.study import Study
from equipoise.study.workshop import RECORD, Workshop

JOINED = ("observations", "people", "events", "trials", "quarantine")

ANALYSED = [
    "repeat",
    "person",
    "arm",
    "nominal_time",
    "measure",
    "item",
    "value",
    "unit",
]  # columns an analysis reads
FATE = ["repeat", "person", "status"]


def join(lab: Laboratory, shop: Workshop, parts: list[Part], folder: Path) -> None:
    """Join each table of all parts, in order and a part at a time, into one file of the folder; a row group is a part.

    Memory holds a part, and of a trial that fills several parts what its analyses read.
    """
    folder.mkdir(exist_ok=True)
    for name in JOINED:
        files = shop.table(name, parts)
        if files:
            _join(files, folder / f"{name}.parquet")
    (folder / "curves.parquet").write_bytes(encode(curves.joined(lab, shop.table("knots", parts))))
    if not all(part.whole for part in parts):
        rows = [_analysed(lab, shop, of_trial) for of_trial in _by_trial(lab.study, parts)]
        (folder / "trials.parquet").write_bytes(encode(pd.concat(rows, ignore_index=True)))


def _join(files: list[Path], place: Path) -> None:
    schema = pq.read_schema(files[0])
    with pq.ParquetWriter(place, schema, compression="zstd", write_page_checksum=True) as writer:
        for path in files:
            table = pq.read_table(path, page_checksum_verification=True)
            writer.write_table(table, row_group_size=max(1, len(table)))


def _by_trial(study: Study, parts: list[Part]) -> Iterator[list[Part]]:
    size = study.people.number
    for _, group in groupby(parts, key=lambda part: part.first // size):
        yield list(group)


def _analysed(lab: Laboratory, shop: Workshop, parts: list[Part]) -> pd.DataFrame:
    """The analyses of one trial, part by part turned into arrays of those who finished."""
    read = {"observations": ANALYSED, "people": FATE}
    found: dict[str, list[Pivot]] = defaultdict(list)
    for part in parts:
        rows, people = (
            pq.read_table(shop.table(name, [part])[0], columns=columns).to_pandas(strings_to_categorical=True)
            for name, columns in read.items()
        )
        for measure, pivot in pivots(completers(rows, people)).items():
            found[measure].append(pivot)
    return analyse_arrays({name: together(each) for name, each in found.items()}, lab.study, worths(lab))


def trials(lab: Laboratory, folder: Path) -> pd.DataFrame:
    """The results of every trial, with the unit of each measure in `attrs`."""
    rows = pd.read_parquet(folder / "trials.parquet")
    rows.attrs["units"] = {name: instrument.unit for name, instrument in lab.instruments.items()}
    return rows


def write_record(folder: Path, record: dict[str, Any]) -> dict[str, Any]:
    """Write record.json with the SHA-256 of every table, put everything on disk, and return the record."""
    files = {path.name: _sha256(path) for path in sorted(folder.glob("*.parquet"))}
    whole = {**record, "files": files}
    text = json.dumps(whole, indent=1, allow_nan=False, ensure_ascii=False)
    (folder / RECORD).write_text(text, encoding="utf-8")
    for path in filter(Path.is_file, folder.iterdir()):
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    return whole


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
