"""A person: every number of the system for one body and brain, typical value and spread.

`spread` (how people differ) is drawn here, one address per person and number; `doubt` (what is not known) is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import numpy as np

from equipoise import evidence
from equipoise.engine import units
from equipoise.engine.randomness import draws
from equipoise.engine.system import System
from equipoise.errors import InvalidInput
from equipoise.evidence.drug import Drug
from equipoise.evidence.number import Number
from equipoise.evidence.population import Population
from equipoise.people import body


@dataclass(frozen=True)
class Numbers:
    """The evidence behind a system's parameters.

    entries: (parameter of the system, place on its axes) -> key and Number. fixed: parameter -> array of values
    [axes...] before spread.
    """

    entries: dict[tuple[str, tuple[int, ...]], tuple[str, Number]]
    fixed: dict[str, np.ndarray]

    @property
    def traits(self) -> dict[tuple[str, tuple[int, ...]], tuple[str, Number]]:
        """The entries in which people differ."""
        return {place: entry for place, entry in self.entries.items() if entry[1].spread}

    def record(self) -> list[dict[str, Any]]:
        """Every number used, as a results folder keeps it."""
        return [number.record(key) for key, number in dict(self.entries.values()).items()]


def gather(
    system: System, drugs: Sequence[Drug], population: Population, world: Mapping[str, str | float] = {}
) -> Numbers:
    """Collect the evidence for every parameter of a system; `world` replaces values, as a study file writes them.

    InvalidInput for an override of nothing or in a wrong unit, or a drug that lacks a number.
    """
    overrides = {name: overridden(name, value, system) for name, value in world.items()}
    body.check_sites(drugs)
    entries: dict[tuple[str, tuple[int, ...]], tuple[str, Number]] = {}
    fixed = {}
    for name, symbol in system.of("parameter").items():
        path, _, short = name.rpartition(".")
        if symbol.axes:
            fixed[name], places = body.along(short, symbol, drugs)
            entries |= {(name, place): entry for place, entry in places.items()}
            continue
        number = population.traits.get(name) or evidence.numbers(f"system/{path}")[short]
        number = replace(number, value=overrides.get(name, number.value))
        check_spread(name, number)
        entries[name, ()] = (f"system/{name}", number)
        fixed[name] = np.asarray(number.value, dtype=float)
    for name, number in population.traits.items():
        if name not in fixed:  # a trait of the person in the trial, not of the body or brain
            entries[name, ()] = (f"people/{name}", number)
            fixed[name] = np.asarray(number.value, dtype=float)
    return Numbers(entries, fixed)


def overridden(name: str, value: str | float, system: System) -> float:
    """A number of the world in engine units."""
    known = {each: symbol.unit for each, symbol in system.of("parameter").items() if not symbol.axes}
    if name not in known:
        near = get_close_matches(name, known, n=1) or list(known)[:1]
        raise InvalidInput(
            "[world]", f'"{name}" is not a number of the system.', f'Did you mean "{near[0]}"?'
        )
    number, unit = units.parse_quantity(value) if isinstance(value, str) else (value, units.DIMENSIONLESS)
    if not units.same_dimension(unit, known[name]):
        written = f'"{value}"' if isinstance(value, str) else f"{value:g}"
        example = "0.5" if units.same_dimension(known[name], units.DIMENSIONLESS) else f'"2 {known[name]}"'
        trouble = f"{written} is not measured in {known[name]}."
        raise InvalidInput(f"[world] {name}", trouble, f'Write "{name}" = {example}.')
    return units.to_internal(number, unit)


def check_spread(name: str, number: Number) -> None:
    """Refuse a value about which people cannot differ as the evidence says."""
    shape, value = next(iter(number.spread or {}), ""), np.asarray(number.value)
    bounds = {"lognormal": "above 0", "logitnormal": "between 0 and 1"}.get(shape)
    if bounds and not (0 < value < (1 if shape == "logitnormal" else np.inf)):
        raise InvalidInput(f"[world] {name}", f"{value:g} is not {bounds}.", f"Write a number {bounds}.")


def spread_out(number: Number, z: np.ndarray) -> np.ndarray:
    """Values of people whose standing is `z` standard normal deviates, by the number's spread."""
    ((shape, width),) = (number.spread or {"normal": 0.0}).items()
    typical = np.asarray(number.value)
    if shape == "lognormal":
        return typical * np.exp(width * z)
    if shape == "normal":
        return typical + width * z
    odds = typical / (1 - typical) * np.exp(width * z)
    return odds / (1 + odds)


def people(
    numbers: Numbers, seed: int, who: np.ndarray, attempts: np.ndarray
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Parameters [axes..., person] of people by number, and the drawn traits [person] by evidence key.

    attempts: which candidate of that number was let in, [person].
    """
    places = numbers.traits
    keys = [key for key, _ in places.values()]
    z = draws("normal", seed, keys, who, attempts) if keys else np.empty((0, len(who)))
    parameters = {name: value[..., None] for name, value in numbers.fixed.items()}
    traits = {}
    for (place, (key, number)), deviate in zip(places.items(), z, strict=True):
        name, index = place
        if parameters[name].shape[-1] == 1:
            parameters[name] = np.repeat(parameters[name], len(who), axis=-1)
        traits[key] = parameters[name][index] = spread_out(number, deviate)
    return parameters, traits
