"""The table of findings as a whole: what is measured, what is inside, and what is not measured and why.

A row that several results measure is inside only if all of them are. Rows of another model's output verify code and
rows from memory are unverified: both are shown, and counted nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from equipoise import evidence
from equipoise.evidence import Target
from equipoise.evidence.remark import misses, reason_unmeasured
from equipoise.evidence.split import USES
from equipoise.study.validation import Row

COUNTED, MODEL, MEMORY = "counted", "model", "memory"
STATES = {True: "inside", False: "outside", None: "undecided"}
UNMEASURED = "unmeasured"


@dataclass(frozen=True)
class Entry:
    """One row of the table: the results that measure it, and what is to be said of it.

    standing: "counted", "model" or "memory". use: "fitted", "free" or "kept". state: "inside", "outside",
    "undecided" or "unmeasured". remark: why it is outside or unmeasured.
    """

    target: Target
    standing: str
    use: str
    measured: tuple[Row, ...]
    state: str
    remark: str


def coverage(found: Iterable[Row], topics: Iterable[str] = ()) -> list[Entry]:
    """An entry for every row of the table, of the named topics or of all, in the table's order."""
    by_target: dict[str, list[Row]] = {}
    for row in found:
        by_target.setdefault(row.id, []).append(row)
    chosen = tuple(topics) or all_topics()
    rows = (row for row in evidence.targets().values() if row.topic in chosen)
    return [_entry(row, tuple(by_target.get(row.id, ()))) for row in rows]


def all_topics() -> tuple[str, ...]:
    """The topics of the table, in its order."""
    return tuple(dict.fromkeys(row.topic for row in evidence.targets().values()))


def _entry(target: Target, measured: tuple[Row, ...]) -> Entry:
    standing = MODEL if target.of_a_model else COUNTED if target.verified else MEMORY
    state = UNMEASURED
    if measured:
        verdicts = {row.inside for row in measured}
        state = STATES[False if False in verdicts else None if None in verdicts else True]
    remark = {
        "outside": misses().get(target.id, "not explained yet"),
        UNMEASURED: reason_unmeasured(target),
    }.get(state, "")
    return Entry(target, standing, evidence.use(target.id), measured, state, remark)


def counts(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """Use -> state -> how many of the counted rows."""
    counted = [entry for entry in entries if entry.standing == COUNTED]
    states = (*STATES.values(), UNMEASURED)
    return {
        use: {state: sum((entry.use, entry.state) == (use, state) for entry in counted) for state in states}
        for use in USES
    }


def by_topic(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each topic, in the table's order."""
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        grouped.setdefault(entry.target.topic, []).append(entry)
    return grouped


BARS = {"kept": 0.70, "fitted": 0.85}
"""Least share of the judged rows that must lie inside."""


def below(counted: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What falls short of its bar, in words."""
    short = []
    for use, bar in BARS.items():
        judged = counted[use]["inside"] + counted[use]["outside"]
        if judged and counted[use]["inside"] < bar * judged:
            short.append(f"{counted[use]['inside']} of {judged} {use} rows are inside, fewer than {bar:.0%}")
    return short


def reasons(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The rows that no study measures, by the reason for it, most rows first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.state == UNMEASURED:
            found.setdefault(entry.remark or "no reason is given", []).append(entry)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))
