"""The short table: a table on a terminal, plain lines elsewhere."""

import io

from rich.console import Console

from equipoise.report import table
from report.synthetic import RESULTS, result


def printed(record, **options):
    console = Console(file=io.StringIO(), **options)
    console.print(table(record))
    return console.file.getvalue()


def test_a_pipe_gets_plain_lines():
    text = printed({"results": RESULTS}, width=80)
    assert text.splitlines()[:3] == [
        "daily (closeness, active, Hedges g): inside, fitted",
        "  ours       −0.21 (−0.60 to 0.20; 95 % of single trials of this size)",
        "  published  −0.20 (−0.32 to −0.07; someone-2020)",
    ]
    assert text.isprintable() is False  # line ends only:
    assert all(line.isprintable() and len(line) <= 80 for line in text.splitlines())
    assert str(table({"results": RESULTS})) + "\n" == text


def test_a_terminal_gets_a_table():
    text = printed({"results": RESULTS}, width=100, force_terminal=True, no_color=True)
    for words in (
        "result",
        "ours",
        "published",
        "fitted",
        "prediction",
        "inside",
        "differs",
        "−0.32 to −0.07",
    ):
        assert words in text
    assert "Interval of ours: 95 % of single trials of this size." in text


def test_no_results_are_told():
    assert "holds no results" in printed({}, width=80)


def test_names_cannot_steer_the_terminal():
    hostile = result("[red]x[/] \x1b[2J", "m\x07", "mean", 1, 0, 2)
    for options in ({}, {"force_terminal": True, "no_color": True}):
        text = printed({"results": [hostile]}, width=80, **options)
        assert "[red]x[/]" in text
        assert "\x1b[2J" not in text
        assert "\x07" not in text
