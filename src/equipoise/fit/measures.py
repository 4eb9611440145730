"""What a finding about a drug's level or its occupancy asks for, as a function of the drug's numbers.

Each maker returns a measure: (drug, numbers) -> value in engine units (h, mg/L, 1), of one person.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from equipoise import evidence
from equipoise.evidence.drug import Drug
from equipoise.fit.levels import half_life as slope_half_life
from equipoise.fit.levels import peak_time as time_of_peak
from equipoise.fit.plasma import Levels, Numbers, course

Measure = Callable[[Drug, Numbers], float]
WEIGHT = 70.0  # kg, of the typical person that doses per kg are for


@dataclass(frozen=True)
class Schedule:
    """Doses of `mg` by a route: `count` of them, `every` so many hours. after: hours followed after the last one."""

    route: str
    mg: float
    after: float
    every: float = 24.0
    count: int = 1

    def run(self, drug: Drug, values: Numbers, steps: int = 600) -> tuple[Levels, np.ndarray]:
        """Levels, and hours since the last dose [step]."""
        last = self.every * (self.count - 1)
        per_dose = max(1, round(steps / (last + self.after) * self.every)) if last else 1
        total = round(per_dose * (last + self.after) / self.every) if last else steps
        doses = [(self.every * k, self.mg) for k in range(self.count)]
        found = course(drug, values, self.route, doses, last + self.after, total)
        return found, found.time - last


def peak(of: str, plan: Schedule) -> Measure:
    """Highest plasma level after the last dose, mg/L."""

    def measure(drug: Drug, values: Numbers) -> float:
        found, since = plan.run(drug, values)
        return float(found.weight(of)[since >= 0].max())

    return measure


def peak_time(of: str, plan: Schedule, where: str = "plasma") -> Measure:
    """Hours from the dose to the highest level in "plasma" or "brain"."""

    def measure(drug: Drug, values: Numbers) -> float:
        found, _ = plan.run(drug, values)
        return time_of_peak(found.time, getattr(found, where)[found.names.index(of)])

    return measure


def half_life(of: str, plan: Schedule, start: float, stop: float) -> Measure:
    """Half-life in plasma between two times after the dose, h."""

    def measure(drug: Drug, values: Numbers) -> float:
        found, _ = plan.run(drug, values)
        return float(slope_half_life(found.time, found.weight(of), start, stop))

    return measure


def level(of: str, plan: Schedule, at: float) -> Measure:
    """Plasma level some hours after the last dose, mg/L."""

    def measure(drug: Drug, values: Numbers) -> float:
        found, since = plan.run(drug, values)
        return float(np.interp(at, since, found.weight(of)))

    return measure


def area(of: str, plan: Schedule) -> Measure:
    """Area under the plasma level until the end of the schedule, mg h/L."""

    def measure(drug: Drug, values: Numbers) -> float:
        found, _ = plan.run(drug, values)
        return float(np.trapezoid(found.weight(of), found.time))

    return measure


def rate_half_time(entry: str) -> Measure:
    """Half-time of a rate that is reported itself, h."""
    return lambda drug, values: float(np.log(2) / values[entry])


def half_occupying(of: str, site: str) -> Measure:
    """Steady plasma level that holds half of a site, mg/L."""

    def measure(drug: Drug, values: Numbers) -> float:
        at = f"substances.{of}."
        return values[f"{at}{site}_affinity"] / values[f"{at}partition"] * values[f"{at}molar_mass"]

    return measure


def occupancy(site: str, plan: Schedule, start: float, stop: float | None = None) -> Measure:
    """Share of a site held at a time after the last dose, or on average between two times."""

    def measure(drug: Drug, values: Numbers) -> float:
        found, since = plan.run(drug, values)
        held = occupied(site, found, values)
        if stop is None:
            return float(np.interp(start, since, held))
        return float(held[(since >= start) & (since <= stop)].mean())

    return measure


def occupied(site: str, found: Levels, values: Numbers) -> np.ndarray:
    """Share of a site held, [step]; at the mu receptor against a rest with own peptide, and with slow leaving."""
    rest = 1 / evidence.numbers("system/receptor/binding")["peptide_affinity"].single if site == "mu" else 0.0
    load, off = np.zeros(len(found.time)), None
    for place, name in enumerate(found.names):
        at = f"substances.{name}.{site}_"
        if f"{at}affinity" in values:
            load = load + found.brain[place] / values[f"{at}affinity"]
            off = values.get(f"{at}off_rate", off)
    share = load / (1 + rest + load)
    if off is None:
        return share
    step, held = found.time[1] - found.time[0], np.zeros(len(load))
    for k in range(1, len(load)):
        kept = np.exp(-off * (1 + load[k] / (1 + rest)) * step)
        held[k] = share[k] + (held[k - 1] - share[k]) * kept
    return held
