"""A card: what `show` tells of one thing, the same facts as an object and as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.text import Text

from equipoise.cli.console import cell, plain_table

Row = Mapping[str, Any]
BELOW = "meaning"  # stands under the first column
SLIM = {"spread": 10, "doubt": 10, "grade": 10}  # widest column, to leave room for the keys of sources
APART = ("note", "code")  # stand under the table, row by row


@dataclass(frozen=True)
class Card:
    """One thing: its kind, name and title, what it says of itself, and tables of facts, each a list of rows.

    The first key of a row names it. `meaning` is shown under that name; `note` and `code` below the table.
    """

    kind: str
    name: str
    title: str
    text: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """The card as a plain dictionary."""
        head = {"kind": self.kind, "name": self.name, "title": self.title, "text": self.text}
        return {
            **head,
            **self.facts,
            **{name: [dict(row) for row in rows] for name, rows in self.tables.items()},
        }


def print_card(card: Card, console: Console) -> None:
    """A card as a reader meets it."""
    console.print(Text.assemble((card.name, "bold"), f"  {card.kind}"))
    for paragraph in (card.title, card.text):
        if paragraph and paragraph != card.name:
            console.print(f"\n{paragraph}", soft_wrap=True)
    if card.facts:
        console.print()
    for name, value in card.facts.items():
        console.print(Text.assemble((f"{_words(name)}: ", "dim"), said(value)), soft_wrap=True)
    for name, rows in card.tables.items():
        if rows:
            console.print(f"\n{_words(name)}", style="bold")
            _print_rows(rows, console)


def _print_rows(rows: Sequence[Row], console: Console) -> None:
    shown = [_narrow(row) for row in rows]
    columns = [
        key
        for key in shown[0]
        if key not in (BELOW, "below source", *APART) and any(said(row.get(key)) for row in shown)
    ]
    if len(columns) > 1 or not any("code" in row for row in rows):
        table = plain_table(*map(_words, columns))
        for key, column in zip(columns, table.columns, strict=True):
            column.max_width = SLIM.get(key)
        for row in shown:
            first, *others = columns
            cells = (cell(_listed(row.get(key)), said(row.get(f"below {key}"))) for key in others)
            table.add_row(cell(_listed(row[first]), said(row.get(BELOW)), "bold"), *cells)
        console.print(table)
    for row in rows:
        for key in APART:
            if row.get(key):
                _print_apart(said(row[columns[0]]), row, key, console)


def _narrow(row: Row) -> Row:
    """A row of a number in fewer columns: the value carries its unit, the source what it was fitted to."""
    if not {"value", "unit"} <= set(row):
        return row
    unit = "" if row["unit"] == "1" else f" {row['unit']}"
    fitted = f"fitted to {_listed(row.get('fitted_to'))}" if row.get("fitted_to") else ""
    joined = {"value": f"{said(row['value'])}{unit}", "unit": None, "fitted_to": None}
    return {**row, **joined, "below source": fitted}


def _listed(value: Any) -> str:
    """A list with a line for each part, since keys are long."""
    return ",\n".join(map(said, value)) if isinstance(value, list) else said(value)


def _print_apart(name: str, row: Row, key: str, console: Console) -> None:
    if key == "note":
        console.print(Text.assemble((name, "bold"), f": {row[key]}"), soft_wrap=True)
        return
    console.print(Text.assemble(("  " + str(row[key]).replace("\n", "\n  "), "cyan")), soft_wrap=True)
    console.print(Text.assemble((f"      {row.get(BELOW, '')}", "dim")), soft_wrap=True)


def said(value: Any) -> str:
    """A value in words: lists and named parts spelled out, nothing for what is not there."""
    if value is None or value == "":
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {said(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
