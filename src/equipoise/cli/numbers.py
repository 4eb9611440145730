"""Numbers of the evidence as rows of a card."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from equipoise import evidence
from equipoise.engine import units
from equipoise.evidence import Number

ORDER = ("name", "value", "unit", "spread", "doubt", "grade", "source", "fitted_to", "meaning", "note")


def row(number: Number, name: str = "", meaning: str = "") -> dict[str, Any]:
    """One number: value and unit as written, spread, doubt, grade, source keys and what it was fitted to."""
    told = number.record(name or number.name)
    told["name"] = told.pop("key")
    doubt = number.doubt
    if doubt and "normal" in doubt:
        doubt = {"normal": units.from_internal(doubt["normal"], number.unit)}
    told |= {"doubt": doubt, "meaning": meaning, "note": number.note}
    return {key: _listed(told[key]) for key in ORDER}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def numbers_in(thing: Any, place: str) -> Iterator[tuple[str, Number]]:
    """Every number within a loaded data file, and where it stands."""
    if isinstance(thing, Number):
        yield f"{place}.{thing.name}" if thing.name else place, thing
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from numbers_in(part, place)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from numbers_in(part, place)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from numbers_in(getattr(thing, field.name), place)


def all_numbers() -> Iterator[tuple[str, Number]]:
    """Every number that ships, and where it stands."""
    for name in evidence.all_system_files():
        yield from numbers_in(evidence.numbers(name), name.removeprefix("system/"))
    loaders = {"drugs": evidence.load_drug, "scales": evidence.load_scale, "people": evidence.load_people}
    for kind, load in loaders.items():
        for name in evidence.names(kind):
            yield from numbers_in(load(name), f"{kind}/{name}")


def citations(numbers: Iterable[Number]) -> list[dict[str, str]]:
    """The sources behind some numbers, each once, by key."""
    keys = sorted({key for number in numbers for key in number.source})
    return [cited(key) for key in keys]


def cited(key: str) -> dict[str, str]:
    """One source: key, citation and identifier."""
    found = evidence.sources().get(key)
    if found is None:
        return {"key": key, "citation": "", "identifier": ""}
    return {"key": key, "citation": found.citation, "identifier": found.identifier}
