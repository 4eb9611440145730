"""A population: what its people are like, how they differ, and what some of them have."""

from dataclasses import dataclass
from pathlib import Path

from equipoise.evidence.files import find, read_toml
from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number, read_share
from equipoise.evidence.section import Section


@dataclass(frozen=True)
class Condition:
    """Something that a trial may exclude for, and the share of the population that has it."""

    name: str
    prevalence: Number


@dataclass(frozen=True)
class Population:
    """A population as its file tells it: traits by name, each with a spread, and conditions by name."""

    name: str
    title: str
    traits: dict[str, Number]
    conditions: dict[str, Condition]


def load_people(name: str) -> Population:
    """A shipped population by name."""
    return read_people(find("people", name))


def read_people(path: Path) -> Population:
    """A population from its file."""
    data = read_toml(path)
    data.allow(("title", "traits", "conditions"))
    traits, conditions = data.inner("traits"), data.inner("conditions")
    return Population(
        name=path.stem,
        title=data.text("title"),
        traits={name: _trait(traits.inner(name)) for name in traits},
        conditions={name: _condition(name, conditions.inner(name)) for name in conditions},
    )


def _trait(entry: Section) -> Number:
    number = read_number(entry)
    if number.spread is None:
        entry.refuse("spread", "is missing.", "A trait is where people differ: spread = { lognormal = 0.3 }.")
    return number


def _condition(name: str, entry: Section) -> Condition:
    entry.allow(("prevalence",))
    return Condition(name, read_share(entry.inner("prevalence", required=True)))
