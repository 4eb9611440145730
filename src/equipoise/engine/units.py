"""Units at the border: text in, numbers in one coherent system within.

Inside the engine everything is in hours, nanomoles, litres and milligrams, so that a concentration in nM
is an amount in nmol over a volume in L and no equation carries a conversion factor.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pint

# pint's base unit for each dimension that a symbol may have, and the unit the engine counts it in.
COHERENT = {
    "[time]": "hour",
    "[substance]": "nanomole",
    "[length]": "decimetre",
    "[mass]": "milligram",
    "[temperature]": "kelvin",
}
DIMENSIONLESS = "1"
LONGEST = 60  # characters of a unit
POWER = re.compile(r"(?<=[^\W\d_])(?:\*\*|\^)-?[1-9](?![\w.]|\s*(?:\*\*|\^))")


@cache
def registry() -> "pint.UnitRegistry":
    """The unit registry, loaded on first use because reading it takes longer than `equipoise --help` may."""
    import pint

    units = pint.UnitRegistry(cache_folder=None)
    units.define("nM = nanomole / litre")
    units.define("uM = micromole / litre")
    units.define("points = []")
    units.define("mmHg = 133.322387415 pascal")
    return units


@cache
def _unit(text: str) -> "pint.Unit":
    if text.strip() in ("", DIMENSIONLESS):
        return registry().dimensionless
    # The unit library computes what it is given: a tower of powers must never reach it.
    if len(text) > LONGEST or re.search(r"\*\*|\^", POWER.sub("", text)):
        raise ValueError(f'"{text[:LONGEST]}" is not a unit')
    try:
        unit = registry().Unit(text.replace("%", "percent"))
        shifted = registry().Quantity(0.0, unit).to_base_units().magnitude != 0
    except Exception as reason:  # pint raises many kinds, all of them "this is no unit"
        raise ValueError(f'"{text}" is not a unit') from reason
    if shifted:
        raise ValueError(f'"{text}" does not count from zero')
    return unit


@cache
def dimension(unit: str) -> frozenset[tuple[str, float]]:
    """Dimension of a unit as a set of (base dimension, exponent); empty for a pure number."""
    powers: dict[str, Any] = dict(_unit(unit).dimensionality)
    return frozenset((base, float(power)) for base, power in powers.items())


@cache
def scale(unit: str) -> float:
    """How many coherent engine units one `unit` is; ValueError for a dimension the engine does not count in."""
    target = registry().dimensionless
    for base, power in _unit(unit).dimensionality.items():
        if base not in COHERENT:
            raise ValueError(f'"{unit}" is not measured in time, substance, volume, mass or temperature')
        target *= registry().Unit(COHERENT[base]) ** power
    return registry().Quantity(1, _unit(unit)).to(target).magnitude


def to_internal(value: float, unit: str) -> float:
    """A value in `unit` as the engine counts it (h, nmol, L, mg, 1)."""
    return value * scale(unit)


def from_internal(value: float, unit: str) -> float:
    """The inverse of `to_internal`."""
    return value / scale(unit)


def same_dimension(unit_a: str, unit_b: str) -> bool:
    """Whether two units measure the same kind of thing."""
    return dimension(unit_a) == dimension(unit_b)


def parse_quantity(text: str) -> tuple[float, str]:
    """Split "50 mg" into (50.0, "mg"); ValueError with a plain reason when number or unit is missing or wrong."""
    import math

    number, _, unit = text.strip().partition(" ")
    try:
        value = float(number)
    except ValueError:
        raise ValueError(f'"{text}" does not start with a number') from None
    if not math.isfinite(value):
        raise ValueError(f'"{text}" is not a finite number')
    if not unit.strip():
        raise ValueError(f'"{text}" has no unit')
    _unit(unit.strip())
    return value, unit.strip()
