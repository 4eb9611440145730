"""A natural reward: what a study can offer that is no drug."""

from dataclasses import dataclass
from pathlib import Path

from equipoise.engine.units import same_dimension
from equipoise.evidence.files import find, read_toml
from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number
from equipoise.evidence.section import Section


@dataclass(frozen=True)
class Reward:
    """A reward as its file tells it.

    port: the forcing of the system that it raises by `size` for as long as it `lasts` (h).
    """

    name: str
    title: str
    port: str
    size: Number
    lasts: Number


def load_reward(name: str) -> Reward:
    """A shipped reward by name."""
    return read_reward(find("rewards", name))


def read_reward(path: Path) -> Reward:
    """A reward from its file; refused unless it has a size and an end."""
    data = read_toml(path)
    data.allow(("title", "port", "size", "lasts"))
    return Reward(
        name=path.stem,
        title=data.text("title"),
        port=data.text("port"),
        size=_size(data.inner("size", required=True)),
        lasts=_lasts(data.inner("lasts", required=True)),
    )


def _size(entry: Section) -> Number:
    number = read_number(entry)
    if isinstance(number.value, tuple) or number.value == 0:
        entry.refuse("value", "is no size.", "Write one number; 1 is a good meal, below 0 is a loss.")
    return number


def _lasts(entry: Section) -> Number:
    number = read_number(entry)
    if isinstance(number.value, tuple) or number.value <= 0 or not same_dimension(number.unit, "h"):
        entry.refuse("value", "is no length of time.", 'Write value = 0.5 and unit = "h".')
    return number
