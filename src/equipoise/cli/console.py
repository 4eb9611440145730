"""Where words go: data to stdout, messages to stderr, colour and drawing only on a terminal."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.errors import InvalidInput

if TYPE_CHECKING:  # rich is loaded when something is printed, not for --help
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

PLAIN_WIDTH = 200  # of what goes to a pipe or a file, where no terminal sets one


def output() -> "Console":
    """The console of data."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PLAIN_WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False)


def messages() -> "Console":
    """The console of messages."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)


def print_json(value: Any) -> None:
    """One JSON object on stdout, in letters that every terminal and pipe can carry."""
    sys.stdout.write(json.dumps(value, indent=2, allow_nan=False) + "\n")


def plain_table(*headings: str, caption: str | None = None) -> "Table":
    """An empty table in the style of the house."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, caption=caption, caption_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def cell(text: Any, below: Any = "", style: str = "") -> "Text":
    """A cell of a table, with a second line in the background."""
    from rich.text import Text

    return Text.assemble((str(text), style), (f"\n{below}" if below else "", "dim"))


def check_places(*pages: Path | None) -> None:
    """Refuse a page whose folder is not there, before anything is run for it."""
    for page in pages:
        if page and not page.parent.is_dir():
            trouble = "its folder does not exist."
            raise InvalidInput(str(page), trouble, "Make the folder, or choose another place.")


def write_page(place: Path, text: str) -> None:
    """Write a page and say so; InvalidInput if it cannot be."""
    try:
        place.write_text(text, encoding="utf-8")
    except OSError as reason:
        trouble = f"cannot be written ({reason.strerror})."
        raise InvalidInput(str(place), trouble, "Choose another place for the page.") from None
    messages().print(f"Wrote {place}.")
