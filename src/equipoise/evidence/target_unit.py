"""From the unit that a finding was published in to the unit of a result of ours."""

from dataclasses import dataclass

from equipoise.engine import units

TIMES = {"s", "ms", "min", "h", "d", "weeks", "months", "1/day", "Hz", "min/day"}
AMOUNTS = {"mg", "mg/kg", "uL", "mg/mL", "ng/mL", "nM", "uM", "pmol/g", "L/min", "mmHg"}
PHYSICAL = {"%", "points"} | TIMES | AMOUNTS
PRODUCTS = {"mg h/L": "mg*h/L", "ug h/L": "ug*h/L"}
ABOVE = "% above baseline"
DAYS_OR_EFFECT = "d"  # days, or Cohen's d: what ours is says which


@dataclass(frozen=True)
class Conversion:
    """Ours = factor x theirs + shift."""

    factor: float = 1.0
    shift: float = 0.0

    def to_ours(self, theirs: float) -> float:
        """A published number in our unit."""
        return self.factor * theirs + self.shift

    def to_theirs(self, ours: float) -> float:
        """Our number in the published unit."""
        return (ours - self.shift) / self.factor


def engine_unit(unit: str) -> str:
    """What the engine calls a unit of the table: a word for a pure number, such as "fraction" or "SMD", is "1"."""
    if unit in PRODUCTS:
        return PRODUCTS[unit]
    if unit.startswith("% "):
        return "%"
    return unit if unit in PHYSICAL else units.DIMENSIONLESS


def conversion(unit: str, ours: str, molar_mass: float | None = None) -> Conversion:
    """How a number in `unit`, as the table writes it, becomes one in our unit; ValueError where it cannot.

    molar_mass: in g/mol, for a mass concentration beside a molar one.
    """
    theirs = engine_unit(unit)
    pure = units.same_dimension(ours, units.DIMENSIONLESS)
    if unit == ABOVE and pure:  # beside a ratio; a result in per cent is read as the rise itself
        return Conversion() if ours == "%" else Conversion(0.01, 1.0)
    if unit == DAYS_OR_EFFECT and pure:
        theirs = units.DIMENSIONLESS
    if units.same_dimension(theirs, ours):
        return Conversion(units.scale(theirs) / units.scale(ours))
    per_mole = {f"{theirs}/(g/mol)": (ours, 1), f"{theirs}*(g/mol)": (ours, -1)}
    for joined, (wanted, power) in per_mole.items():
        if molar_mass and units.same_dimension(joined, wanted):
            mass = units.to_internal(molar_mass, "g/mol") ** power
            return Conversion(units.scale(theirs) / mass / units.scale(ours))
    raise ValueError(f'"{unit}" cannot be set beside our "{ours}"')
