"""Writing fitted values back into a data file, and nothing else in it."""

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

from equipoise.evidence.files import read_toml, system_file
from equipoise.evidence.number import Value
from equipoise.evidence.section import Section, is_number, nearest

LINE = re.compile(r"(?P<before>\s*value\s*=\s*)(?P<value>\[[^\]#]*\]|[^\s#]+)(?P<after>\s*(?:#.*)?)")


def update_values(path: str | Path, values: Mapping[str, Value]) -> None:
    """Set the `value =` lines of named entries and keep every other character of the file.

    path: as `numbers` takes it. values: dotted name of an entry (`Number.name`) -> its new value *in the unit
    written there*. The file is replaced whole or not at all. An entry must be a section of its own, its value
    on one line.
    """
    path = system_file(path)
    data = read_toml(path)
    wanted = deepcopy(data.table)
    for name, value in values.items():
        _set(data, wanted, name, value)
    with path.open(encoding="utf-8", newline="") as stream:
        written = _rewritten(stream.read(), values)
    if tomllib.loads(written) != wanted:  # a value stands inline, on several lines or in a quoted text
        remedy = "Give each a section of its own, [name], with value = ... on one line."
        data.refuse("", f"the value of {', '.join(values)} cannot be set in place.", remedy)
    _replace(path, written)


def _set(data: Section, wanted: dict, name: str, value: Value) -> None:
    entry = _entry(wanted, name)
    if entry is None or "value" not in entry:
        data.refuse(name, "is not an entry of this file.", nearest(name, _names(wanted)))
    several = isinstance(entry["value"], list)
    parts = list(value) if isinstance(value, tuple | list) else [value]
    count = len(entry["value"]) if several else 1
    if several != isinstance(value, tuple | list) or len(parts) != count or not all(map(is_number, parts)):
        data.refuse(name, f"{value} cannot be its value.", "Give finite numbers, as many as there were.")
    entry["value"] = parts if several else parts[0]


def _entry(table: dict, name: str) -> dict | None:
    """The table of a dotted name. A key may itself hold dots, so each is tried against the start of the name."""
    for key, inner in table.items():
        if isinstance(inner, dict):
            if key == name:
                return inner
            rest = name.removeprefix(f"{key}.")
            if rest != name and (found := _entry(inner, rest)) is not None:
                return found
    return None


def _names(table: dict, before: str = "") -> list[str]:
    """The dotted names of all entries."""
    found = []
    for key, inner in table.items():
        if isinstance(inner, dict):
            found += [before + key] if "value" in inner else _names(inner, f"{before}{key}.")
    return found


def _rewritten(content: str, values: Mapping[str, Value]) -> str:
    section, lines, due = "", [], dict(values)
    for line in content.splitlines(keepends=True):
        section = _header(line, section)
        body = line.rstrip("\r\n")
        found = LINE.fullmatch(body) if section in due else None
        new = f"{found['before']}{_shown(due.pop(section))}{found['after']}" if found else body
        lines.append(new + line[len(body) :])
    return "".join(lines)


def _header(line: str, section: str) -> str:
    """The section that a line opens, or the one it stands in."""
    if not line.lstrip().startswith("["):
        return section
    try:
        table = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return section
    parts = []
    while isinstance(table, dict) and table:
        ((key, table),) = table.items()
        parts.append(key)
    return ".".join(parts)


def _shown(value: Value) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(repr(float(part)) for part in value)}]"
    return repr(float(value))


def _replace(path: Path, content: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
