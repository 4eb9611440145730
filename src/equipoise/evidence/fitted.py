"""Which findings the numbers of the system were set to: every `fitted_to` of every data file."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from equipoise.evidence.files import ROOT, read_toml


@cache
def fitted() -> Mapping[str, tuple[str, ...]]:
    """Finding -> the numbers that were set to it, such as "drugs/naltrexone: substances.naltrexone.volume"."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(ROOT.rglob("*.toml")):
        file = path.relative_to(ROOT).with_suffix("").as_posix()
        for entry, findings in _entries(read_toml(path).table, ""):
            for finding in findings:
                found[finding] = (*found.get(finding, ()), f"{file}: {entry}")
    return found


def _entries(table: Mapping[str, Any], name: str) -> Iterator[tuple[str, list[str]]]:
    """Every table that says what it was fitted to, with its dotted name."""
    if "fitted_to" in table:
        yield name, table["fitted_to"]
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _entries(value, f"{name}.{key}" if name else key)
