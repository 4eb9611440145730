"""The validation as a page that stands on its own: counts on top, a plot for each topic, every row below it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from equipoise.report import summary, words
from equipoise.report.figure import Figure, Panel
from equipoise.report.page import fill
from equipoise.report.style import GRID, INK, OURS, PUBLISHED, axis, layout, plain, tidy
from equipoise.report.tally import VERDICTS, kind, ours, sentence, theirs, topic_rows

if TYPE_CHECKING:
    from equipoise.study.afresh import Afresh
    from equipoise.study.coverage import Entry
    from equipoise.study.validation import Row

FARTHEST = 3.0  # half-widths from the middle; what lies beyond is drawn there
OUTSIDE = "var(--bad)"
PITCH, ROOM = 20, 70  # pixels of a row, and of what stands above and below
SYMBOLS = {
    "kept": "diamond",
    "free": "circle",
    "fitted": "square",
    "verifies code": "x",
    "unverified": "circle-open",
}
COLUMNS = {
    "target": "row of the table of findings",
    "study": "study that measures it",
    "kind": "what the row was used for",
    "ours": "our mean over trials",
    "theirs": "the published value",
    "low": "lower end of what was allowed",
    "high": "upper end of what was allowed",
    "unit": "unit of these",
    "place": "where ours lies in what was allowed: -1 and 1 are its ends",
    "inside": "whether ours is inside",
}
CAPTION = (
    "Each row is a finding. The band is what was allowed, whatever its unit, with the published value as a bar; the "
    "mark is ours. Diamond: kept for checking; circle: free; square: fitted to; cross: another model's output; ring: "
    "from memory. Where only a direction or one end is given, a row inside stands in the middle, one outside at the "
    "edge."
)


def page(done: Sequence["Afresh"], entries: Sequence["Entry"], own: Sequence["Row"]) -> str:
    """The page as text."""
    from equipoise.study.coverage import by_topic, counts, reasons

    topics = []
    for topic, group in by_topic(entries).items():
        measured = [(entry, row) for entry in group for row in entry.measured]
        if measured:
            told = [_told(row, entry) for entry, row in measured]
            topics.append((words.slug(topic), topic.capitalize(), _figure(topic, measured), told))
    missing = [(reason, [entry.target.id for entry in group]) for reason, group in reasons(entries).items()]
    return fill(
        "validation.html",
        bool(topics),
        title="Validation",
        version=done[0].record["equipoise"] if done else "",
        tally=sentence(counts(entries)),
        counts=topic_rows(entries),
        topics=topics,
        own=[_told(row) for row in own],
        missing=missing,
        made=[each.record for each in done],
        run={"studies": [each.study.name for each in done]},
        disclaimer=summary.DISCLAIMER,
    )


def _told(row: "Row", entry: "Entry | None" = None) -> dict[str, Any]:
    """A row in words."""
    value, interval = ours(row)
    return {
        "id": row.id,
        "finding": f"{entry.target.quantity}; {entry.target.condition}" if entry else "",
        "study": ", ".join(part for part in (row.study, row.result, row.arm) if part),
        "ours": value,
        "interval": interval,
        "theirs": theirs(row),
        "allowed": row.tolerance,
        "verdict": VERDICTS[row.inside],
        "kind": kind(entry.use, entry.standing) if entry else row.use,
        "note": "; ".join(
            part for part in (row.note, entry.remark if entry and row.inside is False else "") if part
        ),
    }


def place(row: "Row") -> float | None:
    """Where ours lies in what was allowed: -1 and 1 are its ends; None where there is nothing to place."""
    if row.ours is None or row.inside is None:
        return None
    if row.low is None or row.high is None or row.low == row.high:
        below = row.high is None or (row.low is not None and row.ours < row.low)
        return 0.0 if row.inside else FARTHEST * (-1 if below else 1)
    where = (2 * row.ours - row.low - row.high) / (row.high - row.low)
    return max(-FARTHEST, min(FARTHEST, where))


def _figure(topic: str, measured: list[tuple["Entry", "Row"]]) -> Figure:
    rows = [(entry, row, where) for entry, row in measured if (where := place(row)) is not None]
    data = [
        (
            *(row.id, row.study, kind(entry.use, entry.standing)),
            *(row.ours, row.theirs, row.low, row.high, row.unit, where, row.inside),
        )
        for entry, row, where in rows
    ]
    told = "; ".join(f"{row.id}: {VERDICTS[row.inside]}" for _, row, _ in rows)
    return Figure(
        key=f"validation-{topic}",
        title="Ours within what was allowed",
        caption=CAPTION,
        alt=told or "No row of this topic has a place.",
        data=pd.DataFrame(data, columns=list(COLUMNS)),
        columns=COLUMNS,
        panels=(Panel("", _spec(rows), wide=True),) if rows else (),
    )


def _spec(rows: list[tuple["Entry", "Row", float]]) -> dict[str, Any]:
    down = list(range(len(rows)))[::-1]
    names = {"tickvals": down, "ticktext": [plain(row.id) for _, row, _ in rows]}
    ends = {"tickvals": [-1, 0, 1], "ticktext": ["low end", "middle", "high end"], "range": [-3.3, 3.3]}
    shape = layout(
        ROOM + PITCH * len(rows),
        xaxis=axis(**ends),
        yaxis=axis(**names, range=[-0.7, len(rows) - 0.3]) | {"tickfont": {"color": INK, "size": 11}},
        showlegend=False,
        shapes=[BAND],
    )
    return {"data": [_theirs(rows, down), _marks(rows, down)], "layout": shape}


BAND = {
    **{"type": "rect", "x0": -1, "x1": 1, "y0": 0, "y1": 1, "yref": "paper"},
    **{"fillcolor": GRID, "line": {"width": 0}, "layer": "below"},
}


def _marks(rows: list[tuple["Entry", "Row", float]], down: list[int]) -> dict[str, Any]:
    """Ours, by what each row was used for."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": tidy([where for _, _, where in rows]),
        "y": down,
        "marker": {
            "symbol": [SYMBOLS[kind(entry.use, entry.standing)] for entry, _, _ in rows],
            "size": 10,
            "color": [OURS if row.inside else OUTSIDE for _, row, _ in rows],
        },
        "hovertemplate": [f"{_hover(entry, row)}<extra></extra>" for entry, row, _ in rows],
    }


def _theirs(rows: list[tuple["Entry", "Row", float]], down: list[int]) -> dict[str, Any]:
    """The published values as bars."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": tidy([_bar(row) for _, row, _ in rows]),
        "y": down,
        "marker": {
            "symbol": "line-ns-open",
            "size": 12,
            "color": PUBLISHED,
            "line": {"width": 2, "color": PUBLISHED},
        },
        "hoverinfo": "skip",
    }


def _bar(row: "Row") -> float:
    """Where the published value lies in what was allowed, if that has two ends."""
    if row.theirs is None or row.low is None or row.high is None or row.low == row.high:
        return float("nan")
    return (2 * row.theirs - row.low - row.high) / (row.high - row.low)


def _hover(entry: "Entry", row: "Row") -> str:
    said = f"{row.id}: {entry.target.quantity}; ours {ours(row)[0]}, theirs {theirs(row)}, {row.tolerance}"
    return plain(f"{said}; {VERDICTS[row.inside]}, {kind(entry.use, entry.standing)}")
