"""What is said of a finding that no study measures, and of one that lies outside."""

from collections.abc import Mapping
from functools import cache

from equipoise.evidence.files import read_toml
from equipoise.evidence.target import FOLDER, Target, targets


@cache
def misses() -> Mapping[str, str]:
    """Row -> why ours lies outside of its tolerance, as far as is known."""
    data = read_toml(FOLDER / "misses.toml")
    for row in data:
        if row not in targets():
            data.refuse(row, "is no row of targets.csv.", "Correct the id or remove the line.")
    return {row: data.text(row) for row in data}


@cache
def _reasons() -> tuple[Mapping[str, str], Mapping[str, str]]:
    data = read_toml(FOLDER / "unmeasured.toml")
    data.allow(("topics", "rows"))
    topics, rows = data.inner("topics"), data.inner("rows")
    return {key: topics.text(key) for key in topics}, {key: rows.text(key) for key in rows}


def reason_unmeasured(row: Target) -> str:
    """Why no study measures a row: of the longest start of its id that is listed, else of its topic, else ""."""
    topics, rows = _reasons()
    fitting = [start for start in rows if row.id.startswith(start)]
    return rows[max(fitting, key=len)] if fitting else topics.get(row.topic, "")
