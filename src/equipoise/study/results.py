"""A results folder: written under a temporary name beside its place, flushed, and renamed when it is whole."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from equipoise.errors import InvalidInput, RunFailed

RECORD = "record.json"


@contextmanager
def folder(place: Path) -> Iterator["Results"]:
    """A folder that becomes `place` only if all goes well; an earlier result there is replaced, nothing else is.

    InvalidInput if the place is taken by something else or cannot be written.
    """
    _check(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as reason:
        raise InvalidInput(str(place), f"cannot be written ({reason.strerror}).", "Choose another folder with --out.") from None
    results = Results(draft)
    try:
        yield results
        results.flush()
        _rename(draft, place)
    except OSError as reason:
        raise RunFailed(str(place), f"writing failed ({reason.strerror}).", "Free some space or choose another folder.") from None
    finally:
        results.close()
        shutil.rmtree(draft, ignore_errors=True)


def _check(place: Path) -> None:
    if place.is_dir() and any(place.iterdir()) and not (place / RECORD).is_file():
        raise InvalidInput(str(place), "is a folder with other things in it.", "Choose another folder with --out.")
    if place.exists() and not place.is_dir():
        raise InvalidInput(str(place), "is a file.", "Choose a folder with --out.")


def _rename(draft: Path, place: Path) -> None:
    draft.chmod(0o755)
    if place.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{place.name}-old-", dir=place.parent))
        os.replace(place, old / place.name)
        os.replace(draft, place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        os.replace(draft, place)


class Results:
    """Tables that grow by parts, and the record that closes them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writers: dict[str, pq.ParquetWriter] = {}

    def append(self, name: str, rows: pd.DataFrame) -> None:
        """Add rows to NAME.parquet, with checksums on every page; a repeated text is stored once a part."""
        table = pa.Table.from_pandas(_plain(rows), preserve_index=False)
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(
                self.path / f"{name}.parquet", table.schema, compression="zstd", write_page_checksum=True
            )
        self._writers[name].write_table(table.cast(self._writers[name].schema))

    def close(self) -> None:
        """Finish all tables."""
        for writer in self._writers.values():
            writer.close()
        self._writers = {}

    def flush(self) -> None:
        """Make sure that everything is on disk."""
        self.close()
        for path in self.path.iterdir():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())

    def write_record(self, record: dict[str, Any]) -> None:
        """Close the tables and write record.json with their SHA-256."""
        self.close()
        files = {path.name: _sha256(path) for path in sorted(self.path.glob("*.parquet"))}
        text = json.dumps({**record, "files": files}, indent=1, allow_nan=False, ensure_ascii=False)
        (self.path / RECORD).write_text(text, encoding="utf-8")


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Categories as text, so that every part of a table has the same columns."""
    texts = {name: rows[name].astype("string") for name in rows.columns if isinstance(rows[name].dtype, pd.CategoricalDtype)}
    return rows.assign(**texts)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
