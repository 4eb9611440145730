"""From finished parts to a results folder: tables joined, trials analysed, the record written with every hash."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from equipoise.study.part import Part, analysed, encode, laboratory
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


def join(shop: Workshop, parts: list[Part], folder: Path) -> None:
    """Copy each table of all parts, in order and a part at a time, into one file of the folder."""
    folder.mkdir(exist_ok=True)
    for name in JOINED:
        files = shop.table(name, parts)
        if files:
            with pq.ParquetWriter(
                folder / f"{name}.parquet",
                pq.read_schema(files[0]),
                compression="zstd",
                write_page_checksum=True,
            ) as writer:
                for path in files:
                    writer.write_table(pq.read_table(path, page_checksum_verification=True))


def trials(folder: Path, study: Study, seed: int) -> pd.DataFrame:
    """The results of every trial: of whole parts as they were made, of a trial in several parts from its rows."""
    path = folder / "trials.parquet"
    if path.is_file():
        rows = pd.read_parquet(path)
    else:
        lab = laboratory(study, seed)
        rows = pd.concat([analysed(lab, *tables) for tables in _by_trial(folder, study)], ignore_index=True)
        path.write_bytes(encode(rows))
    rows.attrs["units"] = {
        name: instrument.unit for name, instrument in laboratory(study, seed).instruments.items()
    }
    return rows


def _by_trial(folder: Path, study: Study) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    people = pd.read_parquet(folder / "people.parquet", columns=["repeat", "person", "status"])
    for repeat in range(study.repeat.trials):
        rows = pq.read_table(
            folder / "observations.parquet", columns=ANALYSED, filters=[("repeat", "==", repeat)]
        )
        yield (
            rows.to_pandas(strings_to_categorical=True, self_destruct=True),
            people[people["repeat"] == repeat],
        )


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
