"""Draw how the parts are joined: `python docs/images/wiring.py`. The wires are the engine's, places are ours."""

from collections.abc import Iterator
from pathlib import Path

import svg

from equipoise.assembly import read_mechanism
from equipoise.engine.mechanism import Mechanism
from equipoise.system import MECHANISMS

OUT = Path(__file__).with_name("wiring.svg")
WIDTH, HEIGHT = 960, 560
BOX, ROW, HEAD = 172, 17, 52
PLACES = {  # left edge, top edge and what a reader should remember
    "body": (20, 20, "a dose arrives"),
    "receptor": (258, 20, "and is met"),
    "world": (20, 300, "what is met"),
    "opioid": (258, 300, "own opioids"),
    "dopamine": (512, 150, "release, uptake, stores"),
    "balance": (768, 170, "what is felt, and left"),
    "learning": (512, 420, "what use teaches"),
}


def wires() -> dict[tuple[str, str], list[str]]:
    """Which part gives what to which other, by their folders."""
    mechanisms = [read_mechanism(path) for path in MECHANISMS]
    giver = {name: folder(each.path) for each in mechanisms for name in given(each)}
    found: dict[tuple[str, str], list[str]] = {}
    for each in mechanisms:
        for name in each.of_kind("needs"):
            ends = giver.get(name, folder(each.path)), folder(each.path)
            if ends[0] != ends[1] and name not in found.setdefault(ends, []):
                found[ends].append(name)
    return found


def folder(path: str) -> str:
    """The part that a mechanism belongs to."""
    return path.split("/")[0]


def members(part: str) -> list[str]:
    """The mechanisms of a part, in their order."""
    return [path.split("/")[1].replace("_", " ") for path in MECHANISMS if folder(path) == part]


def given(mechanism: Mechanism) -> list[str]:
    """The signals of a mechanism that others may read: its states and what its equations give."""
    return [*mechanism.of_kind("state"), *(equation.name for equation in mechanism.role("gives"))]


def draw() -> str:
    """The figure."""
    told = "; ".join(f"{one} to {other}: {', '.join(names)}" for (one, other), names in wires().items())
    lines = [shape for ends in wires() for shape in wire(*ends)]
    boxes = [shape for part in dict.fromkeys(map(folder, MECHANISMS)) for shape in box(part)]
    return svg.document(WIDTH, HEIGHT, "How the parts are joined", f"{told}.", [*lines, *boxes])


def height(part: str) -> int:
    """Height of a part's box."""
    return HEAD + ROW * len(members(part))


def box(part: str) -> Iterator[str]:
    """A part: its name, what it is about, and its mechanisms."""
    left, top, words = PLACES[part]
    low = top + height(part)
    yield svg.area([(left, top), (left + BOX, top), (left + BOX, low), (left, low)], "box")
    yield svg.text(left + 12, top + 20, part, "title")
    yield svg.text(left + 12, top + 37, words, "small")
    for row, name in enumerate(members(part)):
        yield svg.text(left + 12, top + HEAD + 5 + ROW * row, name)


def wire(giver: str, taker: str) -> Iterator[str]:
    """A straight line from one box to another, with a head where it arrives."""
    start, end = (exit_of(one, other) for one, other in ((giver, taker), (taker, giver)))
    away = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    dx, dy = (end[0] - start[0]) / away, (end[1] - start[1]) / away
    yield svg.line([start, end], "wire")
    back = (end[0] - 9 * dx, end[1] - 9 * dy)
    yield svg.area(
        [end, (back[0] - 4 * dy, back[1] + 4 * dx), (back[0] + 4 * dy, back[1] - 4 * dx)], "control"
    )


def middle(part: str) -> svg.Point:
    """Centre of a part's box."""
    left, top, _ = PLACES[part]
    return left + BOX / 2, top + height(part) / 2


def exit_of(part: str, other: str) -> svg.Point:
    """Where the line between two centres leaves the first one's box."""
    (x, y), (u, v) = middle(part), middle(other)
    reach = min(
        BOX / 2 / abs(u - x) if u != x else 1.0,
        height(part) / 2 / abs(v - y) if v != y else 1.0,
    )
    return x + reach * (u - x), y + reach * (v - y)


if __name__ == "__main__":
    OUT.write_text(draw(), encoding="utf-8")
