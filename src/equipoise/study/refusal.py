"""How a study file is refused: the words for a place in it, for a value, and for the nearest legal name."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from equipoise.errors import InvalidInput

LONGEST_SHOWN = 60  # characters of a user's value that a message repeats
MOST_LISTED = 12  # names that a message lists
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Trouble(ValueError):
    """What is wrong with a value; `hint` goes before the example of how to write it."""

    def __init__(self, trouble: str, hint: str = "") -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.hint = hint


def sentences(*parts: str) -> str:
    """Join the sentences that are not empty."""
    return " ".join(part for part in parts if part)


def shown(value: Any) -> str:
    """A value as the study file writes it: short, on one line and free of control characters.

    >>> shown("50"), shown(True), shown([1]), shown({})
    ('"50"', 'true', 'a list', 'a table')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**LONGEST_SHOWN:
        return "a number of more than 60 digits"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if not isinstance(value, str):
        return repr(value)
    clean = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value)
    return f'"{clean}"' if len(clean) <= LONGEST_SHOWN else f'"{clean[:LONGEST_SHOWN]}..."'


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most like `word`, whatever its capitals; None when nothing is near.

    >>> nearest("Naltrexon", ["naloxone", "naltrexone"])
    'naltrexone'
    """
    legal = {name.casefold(): name for name in names}
    found = get_close_matches(word[:LONGEST_SHOWN].casefold(), legal, n=1)
    return legal[found[0]] if found else None


def listed(names: Iterable[str]) -> str:
    """Names for a message, in their order, with an end when there are many.

    >>> listed(["a", "b"]), listed([])
    ('a, b', 'none yet')
    """
    names = list(names)
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more or "none yet"


@dataclass(frozen=True)
class Place:
    """Where in which file: `section` as TOML writes it, such as "[arms.active]"; empty at the top of the file."""

    file: str
    section: str = ""

    def table(self, *keys: str) -> "Place":
        """The place of a table, from its dotted name.

        >>> Place("mine.toml").table("arms", "50 mg").section
        '[arms."50 mg"]'
        """
        return Place(
            self.file, f"[{'.'.join(key if BARE_KEY.fullmatch(key) else shown(key) for key in keys)}]"
        )

    def listed(self, *keys: str | int) -> "Place":
        """The place of one table of a list, from its dotted name and its number.

        >>> Place("mine.toml").listed("arms", "50 mg", "also", 2).section
        '[[arms."50 mg".also]] 2'
        """
        *names, number = map(str, keys)
        return Place(self.file, f"[{self.table(*names).section}] {number}")

    def at(self, key: str = "") -> str:
        """The place of a key in this table, in words.

        >>> Place("mine.toml").table("design").at("washout")
        'mine.toml, [design] washout'
        """
        # [[published]] 2 has a number after its bracket, which a key must not run into.
        within = (" " if self.section.endswith("]") or not self.section else ", ").join(
            filter(None, (self.section, key))
        )
        return f"{self.file}, {within}" if within else self.file

    def refuse(self, key: str, trouble: str, remedy: str) -> InvalidInput:
        """The error to raise about `key`; "" for the table as a whole."""
        return InvalidInput(self.at(key), trouble, remedy)

    def unknown(self, key: str, value: str, what: str, names: Iterable[str]) -> InvalidInput:
        """The error to raise about a name that is not among the legal `names` of a `what`."""
        names = list(names)
        near = nearest(value, names)
        guess = f"Did you mean {shown(near)}?" if near else ""
        return self.refuse(
            key, f"{shown(value)} is not a known {what}.", sentences(guess, f"Known: {listed(names)}.")
        )

    @contextmanager
    def blame(self, key: str, remedy: str) -> Iterator[None]:
        """Turn a `Trouble` that comes out of the block into an error at `key`."""
        try:
            yield
        except Trouble as reason:
            raise self.refuse(key, reason.trouble, sentences(reason.hint, remedy)) from None
