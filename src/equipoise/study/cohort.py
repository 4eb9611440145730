"""The people of a trial (or of many repeats of it), allocated and dosed, ready to be simulated."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.engine.events import Events
from equipoise.engine.grid import Grid
from equipoise.engine.units import to_internal
from equipoise.evidence.drug import Drug
from equipoise.evidence.population import Population
from equipoise.people.body import Port, arrivals
from equipoise.people.eligibility import screen
from equipoise.people.person import Numbers, people
from equipoise.study import allocation, dropout
from equipoise.study.calendar import Calendar
from equipoise.study.dosing import administrations, planned
from equipoise.study.study import Study


@dataclass(frozen=True)
class Cohort:
    """One row per person. arms: index of the arm in each period, [person, period]; stop: hour of the calendar at
    which a person stops, infinite if never; taken: [person, planned dose]; screened: candidates seen per place."""

    address: np.ndarray
    repeat: np.ndarray
    number: np.ndarray
    sequence: np.ndarray
    arms: np.ndarray
    on_drug: np.ndarray
    stop: np.ndarray
    taken: np.ndarray
    screened: np.ndarray
    parameters: dict[str, np.ndarray]
    traits: dict[str, np.ndarray]

    def head(self, people: int) -> "Cohort":
        """The first people of the cohort."""
        rows = {name: value[:people] for name, value in vars(self).items() if isinstance(value, np.ndarray)}
        parameters = {name: value[..., :people] for name, value in self.parameters.items()}
        traits = {name: value[:people] for name, value in self.traits.items()}
        return Cohort(**rows, parameters=parameters, traits=traits)


def recruit(
    study: Study,
    calendar: Calendar,
    population: Population,
    numbers: Numbers,
    seed: int,
    address: np.ndarray,
    own: Mapping[str, Numbers] = {},
) -> Cohort:
    """People by address: repeat times the size of the trial, plus the place within it.

    own: the numbers of arms whose people differ. The same person stands alike in both: only the typical value moves.
    """
    repeat, number = np.divmod(address, study.people.number)
    attempts = screen(population, study.people.exclude, seed, address)
    parameters, traits = people(numbers, seed, address, attempts)
    sequence = allocation.allocate(study, seed, address, number)
    order = list(study.arms)
    arms = np.array([[order.index(arm) for arm in chosen] for chosen in allocation.sequences(study)])[
        sequence
    ]
    for arm, theirs in own.items():
        others = people(theirs, seed, address, attempts)
        here = arms[:, 0] == order.index(arm)
        parameters, traits = _differing(parameters, others[0], here), _differing(traits, others[1], here)
    on_drug = np.array([bool(arm.courses) for arm in study.arms.values()])[arms]
    stop = dropout.stops(study, calendar, seed, address, on_drug)
    taken = dropout.taken(study, seed, address, planned(study) * len(calendar.starts))
    return Cohort(
        address, repeat, number, sequence, arms, on_drug, stop, taken, attempts + 1, parameters, traits
    )


def _differing(
    usual: dict[str, np.ndarray], theirs: dict[str, np.ndarray], here: np.ndarray
) -> dict[str, np.ndarray]:
    """The usual values, and theirs for the people who are here: {name: [axes..., person]}."""
    return {
        name: value if np.array_equal(value, theirs[name]) else np.where(here, theirs[name], value)
        for name, value in usual.items()
    }


def ports(study: Study, drugs: Sequence[Drug]) -> tuple[Port, ...]:
    """Every site or compartment that some arm doses, with its place."""
    by_name = {drug.name: drug for drug in drugs}
    taken = [
        (by_name[course.drug], course.route)
        for arm in study.arms.values()
        for course in (*arm.courses, *arm.history)
    ]
    return tuple(dict.fromkeys(port for drug, route in taken for port in arrivals(drug, route, 1.0, drugs)))


def amounts(
    study: Study, calendar: Calendar, drugs: Sequence[Drug], cohort: Cohort
) -> dict[tuple[float, Port], np.ndarray]:
    """What enters which port when, in nmol [person]; not taken, or after stopping, is none."""
    by_name = {drug.name: drug for drug in drugs}
    found: dict[tuple[float, Port], np.ndarray] = defaultdict(lambda: np.zeros(len(cohort.address)))
    for each in administrations(study, calendar, cohort):
        drug, route = by_name[each.course.drug], each.course.route
        for port, amount in arrivals(drug, route, milligrams(each.dose, drug), drugs).items():
            found[each.time, port] += each.takers * amount
    return found


def doses(
    study: Study,
    calendar: Calendar,
    drugs: Sequence[Drug],
    cohort: Cohort,
    grid: Grid,
    before: float = math.inf,
) -> Events:
    """Every dose of every person on the calendar `before` an hour of it."""
    names = tuple(f"{state}{list(index)}" for state, index in ports(study, drugs))
    events = Events(grid, calendar.days, names, len(cohort.address))
    for (time, (state, index)), amount in sorted(
        amounts(study, calendar, drugs, cohort).items(), key=lambda item: item[0]
    ):
        if time < before - 1e-9:
            events.add(time, f"{state}{list(index)}", amount)
    return events


def milligrams(dose: tuple[float, str], drug: Drug) -> float:
    """A dose as it is weighed; an amount of substance is multiplied by the molar mass of what is taken."""
    value, unit = dose
    amount = to_internal(value, unit)
    return amount * drug.dose_molar_mass if unit.endswith("mol") else amount
