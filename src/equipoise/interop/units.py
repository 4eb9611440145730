"""The engine's units in the words of SBML: every dimension becomes one unit definition with a readable name."""

from equipoise.engine.dimensions import Dimension

# Base dimension of the engine -> symbol of its coherent unit, and that unit as SBML's (kind, scale, multiplier).
BASE = {
    "[substance]": ("nmol", ("mole", -9, 1.0)),
    "[mass]": ("mg", ("gram", -3, 1.0)),
    "[length]": ("dm", ("metre", -1, 1.0)),
    "[temperature]": ("kelvin", ("kelvin", 0, 1.0)),
    "[time]": ("h", ("second", 0, 3600.0)),
}
LITRE = ("L", ("litre", 0, 1.0))
Unit = tuple[str, tuple[str, int, float], float]


def spelled(dimension: Dimension | None) -> str:
    """Name of the unit in which the engine counts a dimension.

    >>> spelled({"[substance]": 1, "[length]": -3}), spelled({"[time]": -2}), spelled({})
    ('nmol_per_L', 'per_h2', 'dimensionless')
    """
    parts = _parts(dimension)
    above = [symbol + _power(power) for symbol, _, power in parts if power > 0]
    below = [f"per_{symbol}{_power(-power)}" for symbol, _, power in parts if power < 0]
    return "_".join([*above, *below]) or "dimensionless"


def definition(dimension: Dimension) -> list[tuple[str, int, float, float]]:
    """The unit of a dimension as SBML's factors: kind, scale, multiplier and exponent."""
    return [(*unit, power) for _, unit, power in _parts(dimension)]


def _parts(dimension: Dimension | None) -> list[Unit]:
    parts = []
    for base, (symbol, unit) in BASE.items():
        power = (dimension or {}).get(base, 0)
        if base == "[length]" and power % 3 == 0:
            symbol, unit, power = *LITRE, power / 3
        if power:
            parts.append((symbol, unit, power))
    return parts


def _power(power: float) -> str:
    return "" if power == 1 else f"{power:g}".replace(".", "p")
