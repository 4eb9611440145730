"""One typical person's drug levels, written out apart from the engine: quick enough to be fitted with, and its twin.

    dcentral/dt = arriving + made - cleared - exchange with shallow and deep
    cleared     = clearance c,   or   enzyme maximum_rate c / (half_rate + c) + residual_clearance c
    dbrain/dt   = entry_rate (partition c - brain)

Numbers are taken by their names in a drug's data file ("substances.morphine.volume"), in engine units.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import pairwise

import numpy as np
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from equipoise.evidence.drug import Drug
from equipoise.evidence.number import Number

PARTS = ("central", "shallow", "deep", "brain")
Numbers = Mapping[str, float]
Doses = list[tuple[float, float]]  # time in h, mg of what is weighed


@dataclass(frozen=True)
class Levels:
    """time [step] in h; plasma and brain [substance, step] in nM; mass: mg per nmol of each substance."""

    time: np.ndarray
    plasma: np.ndarray
    brain: np.ndarray
    names: tuple[str, ...]
    mass: np.ndarray

    def weight(self, name: str) -> np.ndarray:
        """Plasma level of a substance in mg/L, [step]."""
        place = self.names.index(name)
        return self.plasma[place] * self.mass[place]


def numbers_of(drug: Drug) -> dict[str, float]:
    """Every number of a drug by its name in the file."""
    return {number.name: number.single for number in held(drug)}


def held(thing: object) -> Iterator[Number]:
    """Every number within a drug or a part of it."""
    if isinstance(thing, Number):
        yield thing
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from held(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from held(getattr(thing, field.name))


def course(drug: Drug, values: Numbers, route: str, doses: Doses, hours: float, steps: int = 600) -> Levels:
    """Levels after doses by one route; `values` stand for the numbers of the drug's file."""
    names = tuple(drug.substances)
    layout = _Layout(names, values, _phases(drug, values, route))
    time = np.linspace(0, hours, steps + 1)
    saturable = [name for name in names if f"substances.{name}.maximum_rate" in values]
    amounts = [(when, mg * _factor(drug, route, mg) / drug.dose_molar_mass) for when, mg in doses]
    solve = _saturable if saturable else _linear
    states = solve(layout, values, route, amounts, time)
    volume = np.array([values[f"substances.{name}.volume"] for name in names])[:, None]
    plasma = states[layout.rows("central")] / volume
    share = np.array([values.get(f"substances.{name}.partition", 0.0) for name in names])[:, None]
    at_once = np.array([f"substances.{name}.entry_rate" not in values for name in names])[:, None]
    brain = np.where(at_once, share * plasma, states[layout.rows("brain")])
    mass = np.array([values[f"substances.{name}.molar_mass"] for name in names])
    return Levels(time, plasma, brain, names, mass)


def _factor(drug: Drug, route: str, mg: float) -> float:
    return drug.routes[route].factor(mg)


def _phases(drug: Drug, values: Numbers, route: str) -> list[tuple[float, float, int]]:
    """Share, rate and steps of every release of a route."""
    found = []
    for name, phase in drug.routes[route].phases.items():
        at = f"routes.{route}.phases.{name}" if name else f"routes.{route}"
        found.append((values.get(f"{at}.share", 1.0), values[f"{at}.rate"], phase.count))
    return found


class _Layout:
    """Where each state stands in one long vector, and the linear rates between them."""

    def __init__(
        self, names: tuple[str, ...], values: Numbers, phases: list[tuple[float, float, int]]
    ) -> None:
        self.names, self.phases = names, phases
        self.size = len(names) * len(PARTS) + sum(count for *_, count in phases)
        self.matrix = np.zeros((self.size, self.size))
        for place, name in enumerate(names):
            self._substance(place, lambda key, name=name: values.get(f"substances.{name}.{key}", 0.0))
        for entry, fraction in values.items():
            if entry.startswith("formation."):
                self._formation(entry.split(".")[1:3], fraction, values)

    def rows(self, part: str) -> np.ndarray:
        return np.arange(len(self.names)) * len(PARTS) + PARTS.index(part)

    def _substance(self, place: int, of) -> None:
        central, shallow, deep, brain = place * len(PARTS) + np.arange(len(PARTS))
        rate = self.matrix
        rate[central, central] -= (of("clearance") + of("shallow_flow") + of("deep_flow")) / of("volume")
        for side, flow, volume in (
            (shallow, "shallow_flow", "shallow_volume"),
            (deep, "deep_flow", "deep_volume"),
        ):
            if of(flow):
                rate[side, central] += of(flow) / of("volume")
                rate[[central, side], side] += np.array([1, -1]) * of(flow) / of(volume)
        rate[brain, central] += of("entry_rate") * of("partition") / of("volume")
        rate[brain, brain] -= of("entry_rate")

    def _formation(self, pair: list[str], fraction: float, values: Numbers) -> None:
        parent, product = (self.names.index(name) * len(PARTS) for name in pair)
        rate = values[f"substances.{pair[0]}.clearance"] / values[f"substances.{pair[0]}.volume"]
        self.matrix[product, parent] += fraction * rate

    def arrivals(self, values: Numbers, route: str) -> np.ndarray:
        """Share of a dose that arrives as each substance, [substance]."""
        first = values.get(f"routes.{route}.bioavailability", 1.0)
        rest = [values.get(f"routes.{route}.first_pass.{name}", 0.0) for name in self.names[1:]]
        return np.array([first, *rest])

    def dose(self, values: Numbers, route: str) -> np.ndarray:
        """What one nmol adds to each state; also lays the sites of the route into the matrix."""
        added, arrives = np.zeros(self.size), self.arrivals(values, route)
        if not self.phases:
            added[self.rows("central")] = arrives
        place = len(self.names) * len(PARTS)
        for share, rate, count in self.phases:
            added[place] = share
            for step in range(count):
                self.matrix[place, place] = -rate
                if step + 1 < count:
                    self.matrix[place + 1, place] = rate
                else:
                    self.matrix[self.rows("central"), place] = rate * arrives
                place += 1
        return added


def _linear(layout: _Layout, values: Numbers, route: str, amounts: Doses, time: np.ndarray) -> np.ndarray:
    """States [row, step] by the matrix exponential of one step; doses fall on the nearest step."""
    added = layout.dose(values, route)
    step = expm(layout.matrix * (time[1] - time[0]))
    doses = np.zeros(len(time))
    for when, amount in amounts:
        doses[round(when / (time[1] - time[0]))] += amount
    states, state = np.zeros((layout.size, len(time))), np.zeros(layout.size)
    for k, amount in enumerate(doses):
        state = state + added * amount
        states[:, k] = state
        state = step @ state
    return states


def _saturable(layout: _Layout, values: Numbers, route: str, amounts: Doses, time: np.ndarray) -> np.ndarray:
    """States [row, step] of a drug whose first substance is eliminated saturably, by a stiff solver."""
    added = layout.dose(values, route)
    of = {key.rpartition(".")[2]: value for key, value in values.items() if key.startswith("substances.")}
    lost = of.get("inactivation", 0.0)

    def slope(_: float, y: np.ndarray) -> np.ndarray:
        level, enzyme = max(y[0], 0.0) / of["volume"], y[-1]
        change = layout.matrix @ y[:-1]
        change[0] -= enzyme * of["maximum_rate"] * level / (of["half_rate"] + level)
        change[0] -= of.get("residual_clearance", 0.0) * level
        fall = lost * level / (of.get("inactivation_half", 1.0) + level) * enzyme
        return np.append(change, of.get("enzyme_renewal", 0.0) * (1 - enzyme) - fall)

    y, states = np.append(np.zeros(layout.size), 1.0), np.zeros((layout.size, len(time)))
    edges = [*sorted({when for when, _ in amounts}), time[-1]]
    for start, stop in pairwise(edges):
        y[:-1] += added * sum(amount for when, amount in amounts if when == start)
        inside = (time >= start) & (time <= stop)
        asked = np.union1d(time[inside], [stop])
        found = solve_ivp(slope, (start, stop), y, "LSODA", asked, rtol=1e-7, atol=1e-6)
        states[:, inside] = found.y[:-1, np.isin(asked, time[inside])]
        y = found.y[:, -1]
    return states
