"""The short table after a run: a table on a terminal, plain lines of at most 80 characters anywhere else."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from equipoise.report import words
from equipoise.report.rows import Row, rows


class ResultsTable:
    """The results of a record; `console.print(it)` and `print(it)` both do the right thing."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.rows = rows(record)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a table for a terminal and plain text for a pipe or a file."""
        yield self._table() if console.is_terminal else Text(str(self))

    def __str__(self) -> str:
        """Plain text, one block of lines per result."""
        return "\n".join(_block(row) for row in self.rows) or "The record holds no results."

    def _table(self) -> Table:
        meanings = words.listed(dict.fromkeys(row.meaning for row in self.rows if row.meaning))
        caption = f"Interval of ours: {meanings}." if meanings else None
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, caption=caption, caption_justify="left")
        for heading in ("result", "ours", "published", "", "kind"):
            table.add_column(heading, overflow="fold")
        for row in self.rows:
            table.add_row(
                Text.assemble(row.name, (f"\n{row.subject}", "dim")),
                Text.assemble((row.ours, "bold"), (_lines(row.ours_interval), "dim")),
                Text.assemble(
                    (row.published or "–", "bold"), (_lines(row.published_interval, row.source), "dim")
                ),
                Text(row.verdict, style="green" if row.agrees else "yellow"),
                Text(row.kind, style="magenta" if row.kind == "fitted" else ""),
            )
        return table


def table(record: Mapping[str, Any]) -> ResultsTable:
    """The short table of a record's results: ours, published, inside or outside, fitted or prediction."""
    return ResultsTable(record)


def _lines(*parts: str) -> str:
    return "".join(f"\n{part}" for part in parts if part)


def _block(row: Row) -> str:
    tags = ", ".join(part for part in (row.verdict, row.kind) if part)
    lines = [
        f"{row.name} ({row.subject}): {tags}",
        f"  ours       {_valued(row.ours, row.ours_interval, row.meaning)}",
    ]
    if row.published:
        lines.append(f"  published  {_valued(row.published, row.published_interval, row.source)}")
    return "\n".join(lines)


def _valued(value: str, interval: str, remark: str) -> str:
    bracket = "; ".join(part for part in (interval, remark) if part)
    return f"{value} ({bracket})" if bracket else value
