"""The findings and their counts in words, as the terminal and both pages tell them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from equipoise.report import words
from equipoise.report.choice import SIGN, shown_scale

if TYPE_CHECKING:
    from equipoise.study.coverage import Entry
    from equipoise.study.validation import Row

VERDICTS = {True: "inside", False: "outside", None: "undecided"}
KINDS = {"model": "verifies code", "memory": "unverified"}


def sentence(counted: Mapping[str, Mapping[str, int]]) -> str:
    """How many of the counted rows are inside, by what they were used for."""
    return " ".join(f"{use.capitalize()}: {_share(told)}." for use, told in counted.items())


def _share(told: Mapping[str, int]) -> str:
    judged = told["inside"] + told["outside"]
    percent = f" ({100 * told['inside'] / judged:.0f} %)" if judged else ""
    rest = [f"{told[state]:,} {word}" for state, word in RESTS.items() if told[state]]
    return f"{told['inside']} of {judged} inside{percent}" + (f", {', '.join(rest)}" if rest else "")


RESTS = {"undecided": "undecided", "unmeasured": "not measured"}


def topic_rows(entries: Iterable["Entry"]) -> list[tuple[str, ...]]:
    """Of each topic: kept, free and fitted rows inside of those judged; rows of models and from memory, inside
    of those measured; rows that no study measures."""
    from equipoise.study.coverage import UNMEASURED, by_topic, counts

    found = []
    for topic, group in by_topic(entries).items():
        counted = counts(group)
        shares = [
            f"{told['inside']} of {told['inside'] + told['outside']}"
            if told["inside"] + told["outside"]
            else "–"
            for told in counted.values()
        ]
        apart = [_apart([entry for entry in group if entry.standing == kind]) for kind in KINDS]
        found.append((topic, *shares, *apart, f"{sum(entry.state == UNMEASURED for entry in group):,}"))
    return found


def _apart(group: list["Entry"]) -> str:
    judged = [entry for entry in group if entry.state in ("inside", "outside")]
    return f"{sum(entry.state == 'inside' for entry in judged)} of {len(judged)}" if judged else "–"


def kind(use: str, standing: str) -> str:
    """What a finding was used for; of a model's row or one from memory that it is none to be counted."""
    return KINDS.get(standing, use)


def ours(row: "Row") -> tuple[str, str]:
    """Our value and the range of single trials, in the unit that a reader expects."""
    value, unit = _scaled(row, row.ours, row.ours_low, row.ours_high)
    places = words.shared_decimals(value)
    return words.with_unit(words.number(value[0], places), unit), words.interval(value[1], value[2], places)


def theirs(row: "Row") -> str:
    """The published value; a word where only the direction is known."""
    if row.statistic == SIGN:
        return words.direction(row.theirs)
    (value,), unit = _scaled(row, row.theirs)
    return words.with_unit(words.number(value), unit)


def _scaled(row: "Row", *values: float | None) -> tuple[list[Any], str]:
    factor, unit = shown_scale({"statistic": row.statistic, "unit": row.unit, "measure": row.result})
    return [value * factor if words.is_number(value) else None for value in values], unit
