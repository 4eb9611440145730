"""Where a run is in the making: finished parts beside the place where the results will stand.

The workshop of `results/x` is `results/.x.unfinished`. It is locked while a run works in it, keeps every finished
part with its hash, and is left behind when a run is interrupted or killed, so that the same run goes on from there.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from equipoise import evidence
from equipoise.errors import InvalidInput, RunFailed
from equipoise.study.part import Part, Product
from equipoise.study.study import Study

RECORD = "record.json"
KEY = "run.json"


def identity(study: Study, seed: int) -> dict[str, Any]:
    """What makes two runs the same: program, study with all its settings, seed, and the evidence."""
    root = Path(evidence.__file__).parent
    numbers = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        numbers.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return {
        "equipoise": version("equipoise"),
        "jax": version("jax"),
        "study": study.model_dump_json(exclude={"path"}),
        "seed": seed,
        "evidence": numbers.hexdigest(),
    }


class Workshop:
    """Finished parts on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _file(self, part: Part, name: str) -> Path:
        return self.path / f"{part.number:06d}.{name}"

    def have(self, part: Part) -> bool:
        """Whether the part is finished and its files still have the hash that they were written with."""
        seal = self._file(part, "json")
        if not seal.is_file():
            return False
        promised = json.loads(seal.read_text())
        product = Product({name: self._read(part, name) for name in promised["tables"]})
        return product.hash == promised["sha256"]

    def _read(self, part: Part, name: str) -> bytes:
        path = self._file(part, f"{name}.parquet")
        return path.read_bytes() if path.is_file() else b""

    def put(self, part: Part, product: Product) -> None:
        """Add a finished part; its seal is written last, so a part is there whole or not at all."""
        for name, data in product.tables.items():
            _write(self._file(part, f"{name}.parquet"), data)
        seal = {"tables": sorted(product.tables), "sha256": product.hash}
        _write(self._file(part, "json"), json.dumps(seal).encode())

    def table(self, name: str, parts: list[Part]) -> list[Path]:
        """Files of one table of all parts that have it, in order."""
        files = [self._file(part, f"{name}.parquet") for part in parts]
        return [path for path in files if path.is_file()]


def _write(path: Path, data: bytes) -> None:
    draft = path.with_suffix(path.suffix + ".part")
    with draft.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


@contextmanager
def workshop(place: Path, study: Study, seed: int) -> Iterator[Workshop]:
    """The locked workshop of a results folder, with the parts of an earlier attempt at the same run if there was one.

    InvalidInput if the place is taken or cannot be written, if another run is at work there, or if what was left
    behind is of another run. RunFailed if the disk gives out; finished parts stay.
    """
    _check(place)
    shop = place.parent / f".{place.name}.unfinished"
    try:
        shop.mkdir(parents=True, exist_ok=True)
        lock = (shop / "lock").open("w")
    except OSError as reason:
        raise InvalidInput(
            str(place), f"cannot be written ({reason.strerror}).", "Choose another folder with --out."
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InvalidInput(
                str(place),
                "another run is writing there.",
                "Wait for it, or choose another folder with --out.",
            ) from None
        _check_same(shop, identity(study, seed))
        try:
            yield Workshop(shop)
        except OSError as reason:
            remedy = "Make room and run the same command again: finished parts are kept."
            raise RunFailed(str(place), f"writing failed ({reason.strerror}).", remedy) from None


def _check(place: Path) -> None:
    if place.is_dir() and any(place.iterdir()) and not (place / RECORD).is_file():
        raise InvalidInput(
            str(place), "is a folder with other things in it.", "Choose another folder with --out."
        )
    if place.exists() and not place.is_dir():
        raise InvalidInput(str(place), "is a file.", "Choose a folder with --out.")


def _check_same(shop: Path, mine: dict[str, Any]) -> None:
    """Refuse to go on with the finished parts of a run that was not this one; without any, the workshop is free."""
    key = shop / KEY
    theirs = json.loads(key.read_text()) if key.is_file() else {}
    different = [name for name in mine if mine[name] != theirs.get(name)]
    if different and any(shop.glob("[0-9]*.json")):
        trouble = f"an unfinished run lies there with another {' and '.join(different)}."
        remedy = f'Delete it ("rm -r {shop}") or choose another folder with --out.'
        raise InvalidInput(str(shop), trouble, remedy)
    if different:
        _write(key, json.dumps(mine).encode())


def deliver(shop: Workshop, finished: Path, place: Path) -> None:
    """Put the finished folder in its place, replacing an earlier result there, and clear the workshop away."""
    if place.exists():
        old = shop.path / "replaced"
        place.replace(old)
    finished.replace(place)
    shutil.rmtree(shop.path, ignore_errors=True)
