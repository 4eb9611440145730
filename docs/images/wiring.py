"""Draw how the mechanisms are joined: `python docs/images/wiring.py`. The wires are the engine's, places are ours."""

from collections.abc import Iterator
from pathlib import Path

import svg

from equipoise.assembly import read_mechanism
from equipoise.engine.mechanism import Mechanism
from equipoise.system import MECHANISMS

OUT = Path(__file__).with_name("wiring.svg")
WIDTH, HEIGHT = 960, 374
BOX, PITCH, LEFT, TOP = (126, 46), (160, 84), 24, 118
PLACES = {  # column, row and what a reader should remember
    "body/absorption": (0, 0, "a dose, taken up"),
    "body/disposition": (1, 0, "spread and cleared"),
    "body/elimination": (1, -1, "where it saturates"),
    "body/brain_entry": (2, 0, "to the receptors"),
    "world/company": (0, 1, "who is there"),
    "opioid/peptide": (1, 1, "own opioid released"),
    "receptor/binding": (3, 1, "who holds it"),
    "receptor/transduction": (4, 1, "what it signals"),
    "opioid/connection": (5, 1, "felt connection"),
    "world/reward": (0, 2, "wins and losses"),
    "balance/mood": (1, 2, "positive affect"),
    "balance/opponent": (2, 2, "pleasure, then pain"),
    "dopamine/tonic": (3, 2, "level of dopamine"),
    "opioid/disinhibition": (4, 2, "a brake let go"),
}
DETOURS = {  # a wire that would cross a box goes round: the points between its ends, as columns and rows
    ("opioid/connection", "world/company"): [(5, -0.62), (-0.5, -0.62), (-0.5, 1)],
    ("world/reward", "dopamine/tonic"): [(0, 2.5), (3, 2.5)],
    ("body/brain_entry", "receptor/binding"): [(3, 0)],
}


def wires() -> dict[tuple[str, str], list[str]]:
    """Which mechanism gives what to which other, by their paths."""
    mechanisms = [read_mechanism(path) for path in MECHANISMS]
    giver = {name: each.path for each in mechanisms for name in given(each)}
    found: dict[tuple[str, str], list[str]] = {}
    for each in mechanisms:
        for name in each.of_kind("needs"):
            if name in giver:
                found.setdefault((giver[name], each.path), []).append(name)
    return found


def given(mechanism: Mechanism) -> list[str]:
    """The signals of a mechanism that others may read: its states and what its equations give."""
    return [*mechanism.of_kind("state"), *(equation.name for equation in mechanism.role("gives"))]


def draw() -> str:
    """The figure."""
    told = "; ".join(f"{one} to {other}: {', '.join(names)}" for (one, other), names in wires().items())
    lines = [shape for ends in wires() for shape in wire(*ends)]
    boxes = [shape for path in MECHANISMS for shape in box(path)]
    return svg.document(WIDTH, HEIGHT, "How the mechanisms are joined", f"{told}.", [*lines, *boxes])


def box(path: str) -> Iterator[str]:
    """A mechanism: its folder and name, and what it is about."""
    column, row, words = PLACES[path]
    x, y = middle(column, row)
    left, top = x - BOX[0] / 2, y - BOX[1] / 2
    corners = [(left, top), (left + BOX[0], top), (left + BOX[0], top + BOX[1]), (left, top + BOX[1])]
    yield svg.area(corners, "box")
    yield svg.text(x, y - 4, path.split("/")[1].replace("_", " "), "title", "middle")
    yield svg.text(x, y + 14, words, "small", "middle")


def wire(giver: str, taker: str) -> Iterator[str]:
    """A line from one box to another, with a head where it arrives."""
    start, end = middle(*PLACES[giver][:2]), middle(*PLACES[taker][:2])
    points = [start, *(middle(*place) for place in DETOURS.get((giver, taker), [])), end]
    points[-1] = edge(points[-2], end)
    yield svg.line(points, "wire")
    (x, y), (dx, dy) = points[-1], direction(points[-2], end)
    back, side = (x - 8 * dx, y - 8 * dy), (4 * dy, 4 * dx)
    head = [(x, y), (back[0] - side[0], back[1] - side[1]), (back[0] + side[0], back[1] + side[1])]
    yield svg.area(head, "control")


def middle(column: float, row: float) -> svg.Point:
    """Centre of a place."""
    return LEFT + BOX[0] / 2 + column * PITCH[0], TOP + BOX[1] / 2 + row * PITCH[1]


def direction(start: svg.Point, end: svg.Point) -> tuple[int, int]:
    """Which way a wire arrives: along the page or down it."""
    across, down = end[0] - start[0], end[1] - start[1]
    if abs(across) > abs(down):
        return int(across > 0) - int(across < 0), 0
    return 0, int(down > 0) - int(down < 0)


def edge(start: svg.Point, end: svg.Point) -> svg.Point:
    """Where a wire that comes straight meets the box around `end`."""
    dx, dy = direction(start, end)
    return end[0] - dx * BOX[0] / 2, end[1] - dy * BOX[1] / 2


if __name__ == "__main__":
    OUT.write_text(draw(), encoding="utf-8")
