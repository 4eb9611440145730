"""The table of findings: published or recomputed results of others, each with how near ours should come."""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NoReturn

from equipoise.errors import InvalidInput
from equipoise.evidence.files import ROOT
from equipoise.evidence.section import nearest
from equipoise.evidence.source import sources
from equipoise.evidence.tolerance import Bounds, Finding, bounds

FOLDER = ROOT / "targets"
COLUMNS = (
    "id", "topic", "quantity", "value", "unit", "low", "high", "sd", "n", "condition", "species", "kind",
    "tolerance", "source", "how",
)  # fmt: skip
WORDS = tuple(key for key in COLUMNS if key not in ("value", "low", "high", "sd", "n"))
KINDS = ("measured", "computed-from-open-data", "null-finding", "simulated-by-another-model")
MEMORY = "memory"
HELD = ("seen", "seen-secondary", "derived", MEMORY)
"""How a figure is known: read in the work, read in another's account of it, computed by us, or unverified.

The work behind a row from memory may be one that was never retrieved, and so stand in no list of sources."""


@dataclass(frozen=True)
class Target:
    """One row of the table: numbers in `unit`; low and high are a published range or interval, None if there is none.

    kind: one of KINDS; species: "model" for another model's output, which is no evidence about people or animals.
    """

    id: str
    topic: str
    quantity: str
    value: float
    unit: str
    low: float | None
    high: float | None
    sd: float | None
    n: int | None
    condition: str
    species: str
    kind: str
    tolerance: str
    source: str
    how: str
    bounds: Bounds

    def inside(self, ours: float | None, low: float | None = None, high: float | None = None) -> bool | None:
        """Whether ours (in the row's unit; its own interval from `low` to `high`) agrees; None if nothing decides."""
        return self.bounds.inside(ours, low, high)

    @property
    def verified(self) -> bool:
        """Whether the figure was looked up; one from memory is shown and never counted."""
        return self.how != MEMORY

    @property
    def of_a_model(self) -> bool:
        """Whether it is another model's output: agreement with it verifies code."""
        return self.species == "model" or self.kind == "simulated-by-another-model"


@cache
def targets() -> Mapping[str, Target]:
    """Every row of the table by its id, in the order of the file."""
    with (FOLDER / "targets.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            _refuse("the first line", "does not name the columns.", f"Write: {', '.join(COLUMNS)}.")
        return read_targets(reader)


def read_targets(table: Iterable[Mapping[str, str]]) -> dict[str, Target]:
    """The rows of a table; refused where one is given twice or cannot be judged."""
    found: dict[str, Target] = {}
    for row in table:
        if row["id"] in found:
            _refuse(row["id"], "is given twice.", "Give each row an id of its own.")
        found[row["id"]] = read_target(row)
    return found


def read_target(row: Mapping[str, str]) -> Target:
    """One row; refused unless its numbers, words, source and tolerance all stand."""
    name = row["id"]
    cited = tuple(sources()) if row["how"] != MEMORY else (*sources(), row["source"])
    for key, known in (("kind", KINDS), ("how", HELD), ("source", cited)):
        if row[key] not in known:
            _refuse(name, f'{key} "{row[key]}" is not known.', nearest(row[key], known))
    value = _number(row, "value")
    if value is None:
        _refuse(name, "has no value.", "Write the number.")
    numbers = {key: _number(row, key) for key in ("low", "high", "sd")}
    n = int(row["n"]) if row["n"] else None
    try:
        judge = bounds(
            row["tolerance"], Finding(row["value"], row["unit"], **numbers, n=n, condition=row["condition"])
        )
    except ValueError as reason:
        _refuse(name, f"tolerance: {reason}.", "The forms are listed in evidence/targets/README.md.")
    words = {key: row[key] for key in WORDS}
    return Target(
        value=value, low=numbers["low"], high=numbers["high"], sd=numbers["sd"], n=n, bounds=judge, **words
    )


def _number(row: Mapping[str, str], key: str) -> float | None:
    if not row[key]:
        return None
    try:
        number = float(row[key])
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        _refuse(row["id"], f'{key} "{row[key]}" is no finite number.', "Write the bare number.")
    return number


def _refuse(row: str, trouble: str, remedy: str) -> NoReturn:
    raise InvalidInput(f"evidence/targets/targets.csv, {row}", trouble, remedy)
