"""The tables of a job as one page of Markdown, with the ratios worked out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import machine, wording

Told = dict[str, Any]
GIGA = 1e9
EXACT, YEAR = 1e-3, 365  # error and days of the figures about the whole system
ONE, POOL, DASK = "one process", "a pool of two", "a Dask cluster of two"


@dataclass(frozen=True)
class Found:
    """What a job measured. bar: largest relative error allowed; best: our fastest within it."""

    bar: float
    best: Told
    ours: list[Told]
    peers: list[Told]
    many: Told
    crowd: list[Told]
    length: list[Told]
    drugs: list[Told]
    own: list[Told]
    fresh: list[Told]
    memory: list[Told]
    workers: list[Told]
    device: str
    gpu: list[Told]


def fastest(rows: Iterable[Told], bar: float) -> Told | None:
    """The fastest row whose error is at most `bar`."""
    within = [row for row in rows if row.get("error", bar + 1) <= bar]
    return max(within, key=lambda row: row["rate"], default=None)


def text(found: Found) -> str:
    """The whole page."""
    parts = [
        wording.HEAD.format(machine=machine.described()),
        wording.targets(_figures(found)),
        wording.PEERS.format(bar=found.bar, people=found.best["people"], days=found.best["days"]),
        _peers(found),
        wording.STEPS,
        _steps(found),
        wording.MANY.format(**found.many),
        wording.GROWTH,
        _growth("people", found.crowd, ("people", "days")),
        _growth("days", found.length, ("days", "people")),
        _growth("drugs", found.drugs, ("drugs", "states")),
        wording.OWN,
        _own(found.own),
        wording.MEMORY,
        _memory(found.memory),
        wording.WORKERS,
        shared(found.workers),
        *([wording.GPU.format(device=found.device), _gpu(found.gpu)] if found.gpu else [wording.NO_GPU]),
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown; all columns but the first are numbers, to the right."""
    head = list(head)
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _figures(found: Found) -> dict[str, float]:
    """What the targets are held against; a peer that is missing has no figure."""
    figures = {"rate": found.best["rate"], "error": found.best.get("error", float("nan"))}
    for peer in ("roadrunner", "solve_ivp"):
        row = fastest(
            (r for r in found.peers if r["peer"] == peer and not r["setting"].get("settled")), found.bar
        )
        if row:
            figures[peer] = _ratio(row, found.ours) or 0.0
    if all("whole" in run for run in found.fresh):
        figures |= {"whole": found.fresh[0]["whole"], "ready": found.fresh[1]["ready"]}
    heavy = [row for row in found.memory if "memory" in row]
    if heavy:
        figures["memory"] = heavy[-1]["memory"] / 1024
    walls = {_way(row): row["wall"] for row in found.workers if "wall" in row}
    if {ONE, POOL} <= set(walls):
        figures["workers"] = walls[ONE] / walls[POOL]
    if {DASK, POOL} <= set(walls):
        figures["dask"] = walls[DASK] / walls[POOL] - 1
    rates = [row["rate"] for row in found.crowd if row["people"] >= 1000 and "rate" in row]
    if len(rates) > 1:
        figures["spread"] = max(rates) / min(rates) - 1
    exact = [row["rate"] for row in found.own if row.get("error", 1) <= EXACT and row["people"] > 1]
    if exact:
        figures["full"] = min(exact)
    alone = [row["wall"] / row["days"] * YEAR for row in found.own if row["people"] == 1 and "wall" in row]
    if alone:
        figures["year"] = max(alone)
    return figures


def _ratio(row: Told, ours: Iterable[Told]) -> float | None:
    """How many times faster we are at equal or smaller error; nothing where we cannot be as exact."""
    own = fastest(ours, row["error"])
    return own["rate"] / row["rate"] if own else None


def _peers(found: Found) -> str:
    head = ("program", "tolerance", "largest error", "patient-days per core-second", "equipoise is faster by",
            "start or compile, s", "memory, MB", "people x days")  # fmt: skip
    rows = [
        _peer(found.best, None),
        *(_peer(row, _ratio(row, found.ours)) for row in found.peers if "rate" in row),
    ]
    left_out = {(row["peer"], row["skipped"]) for row in found.peers if "skipped" in row}
    notes = [f"Left out: {wording.PEER[peer]} ({reason})." for peer, reason in sorted(left_out)]
    return "\n\n".join([table(head, rows), *notes])


def _peer(row: Told, ratio: float | None) -> list[str]:
    ours = row["peer"] == "equipoise"
    return [
        wording.called(row),
        wording.minutes(row["setting"]["per_hour"]) if ours else f"{row['setting']['rtol']:.0e}",
        f"{row.get('error', float('nan')):.1e}",
        wording.count(row["rate"]),
        "1" if ours else wording.times(ratio),
        f"{row['compile']:.1f}",
        f"{row['memory']:.0f}",
        f"{row['people']:,} x {row['days']}",
    ]


def _steps(found: Found) -> str:
    rows = [
        [wording.minutes(r["setting"]["per_hour"]), f"{r['error']:.1e}", r["worst"], wording.count(r["rate"]),
         f"{r['wall']:.2f}", "yes" if r is found.best else ""]
        for r in found.ours if "error" in r
    ]  # fmt: skip
    return table(("step", "largest error", "in", "patient-days per core-second", "wall, s", "chosen"), rows)


def _growth(what: str, rows: list[Told], columns: tuple[str, str]) -> str:
    """Time against one size; the last column is time for each unit of it, relative to the first row."""
    rows = [row for row in rows if "cpu" in row]
    lines = [
        [
            *(f"{row[name]:,}" for name in columns),
            f"{row['cpu']:.2f}",
            wording.count(row["rate"]),
            f"{row['memory']:.0f}",
        ]
        for row in rows
    ]
    return (
        table((*columns, "CPU seconds", "patient-days per core-second", "memory, MB"), lines) if rows else ""
    )


def _own(rows: list[Told]) -> str:
    lines = [
        [row["study"], f"{row['people']:,} x {row['days']}", str(row["states"]), f"{row['step']:g} min",
         wording.count(row["rate"]), f"{row['wall']:.1f}", f"{row['compile']:.1f}", f"{row['error']:.1e}",
         f"{row['halved']:.1e}", f"{row['memory']:.0f}"]
        for row in rows if "rate" in row
    ]  # fmt: skip
    head = (
        "study",
        "people x days",
        "states",
        "step",
        "patient-days per core-second",
        "wall, s",
        "compile, s",
        "error",
        "largest change when the step is halved",
        "memory, MB",
    )
    return table(head, lines)


def _memory(rows: list[Told]) -> str:
    lines = [
        [f"{row['people']:,}", f"{row['days']:,}", f"{row['memory']:,.0f}", f"{row['wall']:.0f}"]
        for row in rows if "memory" in row
    ]  # fmt: skip
    return table(("people", "days", "peak memory, MB", "wall, s"), lines)


def shared(rows: list[Told]) -> str:
    """The table of what several workers gain."""
    rows = [row for row in rows if "wall" in row]
    lines = [
        [_way(row), str(row["parts"]), f"{row['wall']:.1f}", f"{rows[0]['wall'] / row['wall']:.2f}"]
        for row in rows
    ]  # fmt: skip
    return table(("made by", "parts", "wall, s", "times faster than one process"), lines)


def _way(row: Told) -> str:
    return DASK if row.get("on") else POOL if row["workers"] > 1 else ONE


def _gpu(rows: list[Told]) -> str:
    lines = [
        [f"{row['people']:,}", wording.count(row["rate"]), f"{row['compile']:.1f}", f"{row['bytes']:.0f}",
         f"{row['limit'] / GIGA:,.0f}", f"{100 * row['share']:.0f} %"]
        for row in rows if "rate" in row
    ]  # fmt: skip
    head = (
        "people",
        "patient-days per second",
        "compile, s",
        "bytes per person and step",
        "limit, GB/s",
        "share of the limit",
    )
    return table(head, lines)
