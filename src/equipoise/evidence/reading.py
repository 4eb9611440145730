"""From a section of a data file to a Number, or to a refusal."""

import re
from typing import Any

from equipoise.engine import units
from equipoise.evidence.number import GRADES, SHAPES, Number, Value
from equipoise.evidence.section import Section, is_number, nearest
from equipoise.evidence.source import sources

KEYS = ("value", "unit", "doubt", "spread", "source", "grade", "note", "fitted_to", "by")
SCRIPT = re.compile(r"fit/[a-z0-9][a-z0-9_-]*")


def read_number(entry: Section) -> Number:
    """One entry as a Number; refused unless its value, unit, grade and source all stand."""
    entry.allow(KEYS)
    unit = read_unit(entry)
    value = _value(entry, unit)
    grade = _grade(entry)
    source = _source(entry, grade)
    fitted_to, by = _fit(entry, grade)
    doubt, spread = _width(entry, "doubt", value, unit), _width(entry, "spread", value, unit)
    note = entry.text("note", default="")
    return Number(entry.entry, value, unit, doubt, spread, source, grade, note, fitted_to, by)


def read_share(entry: Section) -> Number:
    """A Number that is a share of a whole: refused unless it is one value between 0 and 1."""
    number = read_number(entry)
    if isinstance(number.value, tuple) or not 0 <= number.value <= 1:
        entry.refuse(
            "value", "is not between 0 and 1.", 'It is a share of a whole: write 0.05, or 5 with unit = "%".'
        )
    return number


def read_unit(entry: Section) -> str:
    """The unit of an entry or an instrument, refused when it is missing or unknown."""
    unit = entry.table.get("unit")
    if not isinstance(unit, str) or not unit.strip():
        remedy = 'Every number has a unit: unit = "h", or unit = "1" for a pure number.'
        entry.refuse("unit", "is missing.", remedy)
    try:
        units.scale(unit)
    except ValueError as reason:
        entry.refuse("unit", f"{reason}.", 'Write it as the field does: "h", "nM", "L/h", "mg", "1".')
    return unit


def _value(entry: Section, unit: str) -> Value:
    value: Any = entry.table.get("value")
    if isinstance(value, str):
        entry.refuse(
            "value", f'"{value}" is text.', 'Write the bare number, and the unit apart: unit = "mg".'
        )
    parts = value if isinstance(value, list) else [value]
    if not parts or not all(map(is_number, parts)):
        trouble = "is missing." if value is None else f"{value} is not a finite number."
        entry.refuse("value", trouble, "Write value = 4.0, or value = [1.0, 2.0] for one per place.")
    within = tuple(units.to_internal(float(part), unit) for part in parts)
    if not all(map(is_number, within)):
        entry.refuse("value", f"{value} {unit} is too large to count with.", "Check the number and its unit.")
    return within if isinstance(value, list) else within[0]


def _grade(entry: Section) -> str:
    if "grade" not in entry:
        entry.refuse("grade", "is missing.", f'Write one of {", ".join(GRADES)}; "assumption" is honest.')
    return entry.word("grade", GRADES)


def _source(entry: Section, grade: str) -> tuple[str, ...]:
    keys = entry.texts("source")
    for key in keys:
        if key not in sources():
            entry.refuse("source", f'"{key}" is not in sources.toml.', nearest(key, sources()))
    if not keys and grade not in ("assumption", "fitted"):
        remedy = 'Name one, source = ["lee-1988"], or write grade = "assumption".'
        entry.refuse("source", f'is empty under the grade "{grade}".', remedy)
    return keys


def _fit(entry: Section, grade: str) -> tuple[tuple[str, ...], str]:
    fitted_to, by = entry.texts("fitted_to"), entry.text("by", default="")
    if grade != "fitted" and (fitted_to or by):
        remedy = 'Write grade = "fitted", or leave out fitted_to and by.'
        entry.refuse("grade", f'is "{grade}", yet the value was fitted.', remedy)
    if grade == "fitted" and not fitted_to:
        remedy = 'Name the findings: fitted_to = ["rc-ntx-occ-50mg-a"].'
        entry.refuse("fitted_to", 'is empty under the grade "fitted".', remedy)
    if grade == "fitted" and not SCRIPT.fullmatch(by):
        entry.refuse("by", "does not name the script that fitted the value.", 'Write by = "fit/<name>".')
    return fitted_to, by


def _width(entry: Section, key: str, value: Value, unit: str) -> dict[str, float] | None:
    width = entry.table.get(key)
    if width is None:
        return None
    if not isinstance(width, dict) or len(width) != 1 or next(iter(width)) not in SHAPES:
        entry.refuse(key, "is malformed.", f"Write {key} = {{ lognormal = 0.3 }}, or normal, or logitnormal.")
    ((shape, size),) = width.items()
    if not is_number(size) or size <= 0:
        remedy = f"It is a standard deviation; leave {key} out when there is none."
        entry.refuse(key, f"{size} is not a positive number.", remedy)
    parts = value if isinstance(value, tuple) else (value,)
    if shape == "lognormal" and min(parts) <= 0:
        entry.refuse(key, "is lognormal, yet the value is not above 0.", "Use normal.")
    if shape == "logitnormal" and not all(0 < part < 1 for part in parts):
        entry.refuse(key, "is logitnormal, yet the value is not within 0 and 1.", "Use normal or lognormal.")
    return {shape: units.to_internal(float(size), unit) if shape == "normal" else float(size)}
