"""A section of a data file as its readers hold it: typed look-ups, each of which refuses what is wrong."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NoReturn

from equipoise.errors import InvalidInput

SHOWN = 12
"""How many known words a refusal lists when none is near."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown word: the nearest known one, or what there is."""
    known = sorted(known)
    if close := get_close_matches(word, known, n=1):
        return f'Did you mean "{close[0]}"?'
    more = ", ..." if len(known) > SHOWN else ""
    return f"There is: {', '.join(known[:SHOWN])}{more}." if known else "There is none yet."


def is_number(value: object) -> bool:
    """Whether TOML gave a finite number; true and false are none."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer of hundreds of digits
        return False


@dataclass(frozen=True)
class Section:
    """One table of a file. entry: its dotted name, "" for the whole file."""

    file: str
    entry: str
    table: dict[str, Any]

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    def __contains__(self, key: str) -> bool:
        return key in self.table

    def refuse(self, key: str, trouble: str, remedy: str) -> NoReturn:
        """Raise InvalidInput naming the file, the section and the key."""
        place = f"{self.file}, [{self.entry}] {key}" if self.entry else f"{self.file} {key}"
        raise InvalidInput(place.strip(), trouble, remedy)

    def allow(self, known: Iterable[str]) -> None:
        """Refuse a key that nothing reads."""
        known = tuple(known)
        for key in self:
            if key not in known:
                self.refuse(key, "is not a key that is known here.", nearest(key, known))

    def inner(self, key: str, required: bool = False) -> "Section":
        """A section within this one; empty when absent, unless it is required."""
        name = f"{self.entry}.{key}" if self.entry else key
        if required and key not in self:
            self.refuse(key, "is missing.", f"Write it as a section of its own: [{name}].")
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, "is not a section.", f"Write it as a section of its own: [{name}].")
        return Section(self.file, name, value)

    def each(self, key: str) -> list["Section"]:
        """The sections of a list of tables, none when absent."""
        name = f"{self.entry}.{key}" if self.entry else key
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self.refuse(key, "is not a list of tables.", f"Write each under [[{key}]].")
        return [Section(self.file, name, part) for part in value]

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required, and not empty, unless there is a default."""
        value = self.table.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.refuse(key, "is missing, empty or no text.", f'Write {key} = "...".')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when absent."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
            self.refuse(key, "is not a list of texts.", f'Write {key} = ["...", "..."].')
        return tuple(value)

    def word(self, key: str, known: tuple[str, ...], default: str | None = None) -> str:
        """A text that is one of a few words."""
        value = self.text(key, default)
        if value not in known:
            self.refuse(key, f'"{value}" is not one of {", ".join(known)}.', nearest(value, known))
        return value

    def real(self, key: str) -> float:
        """A plain number; infinite ones are allowed, for a range without end."""
        value: Any = self.table.get(key)
        if not is_number(value) and value not in (math.inf, -math.inf):
            self.refuse(key, "is missing or no number.", f"Write {key} = 1.0, without quotes.")
        return float(value)
