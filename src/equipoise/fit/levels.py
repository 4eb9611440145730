"""A group's mean drug levels, without measurement error: what a calibration compares with a published mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import jax.numpy as jnp
import numpy as np

from equipoise import evidence
from equipoise.assembly import build
from equipoise.engine import integrate, linear
from equipoise.engine.grid import grid
from equipoise.engine.precision import double
from equipoise.evidence.drug import Drug
from equipoise.evidence.number import Number
from equipoise.people.body import Port, arrivals, sizes
from equipoise.people.person import gather, people

STEP = 0.25
GROUP = 200  # people whose mean is taken
SEED = 20160115  # of calibration only


@dataclass(frozen=True)
class Course:
    """Levels of one schedule: time [step] in hours, plasma [substance, step] in nM, mu occupancy [step]."""

    time: np.ndarray
    plasma: np.ndarray
    occupancy: np.ndarray


def with_values(drug: Drug, values: Mapping[str, float]) -> Drug:
    """The drug with some of its numbers set to other values, in engine units; unknown names are a KeyError.

    values: by entry of the data file, such as "substances.naltrexone.volume" or "routes.oral.rate".
    """
    left = dict(values)

    def put(thing: Any) -> Any:
        if isinstance(thing, Number):
            return replace(thing, value=left.pop(thing.name, thing.value))
        if isinstance(thing, Mapping):
            return {key: put(part) for key, part in thing.items()}
        if is_dataclass(thing) and not isinstance(thing, type):
            return replace(thing, **{field.name: put(getattr(thing, field.name)) for field in fields(thing)})
        return thing

    changed = put(drug)
    if left:
        raise KeyError(f"{drug.name} has no {', '.join(left)}")
    return changed


def course(
    drug: Drug, doses: Sequence[tuple[float, float]], hours: float, route: str | None = None
) -> Course:
    """Mean levels after `doses` (time in h, dose in mg of what is taken) of a group at rest.

    route: the drug's first unless said otherwise. Not for a substance whose elimination saturates.
    """
    route = route or next(iter(drug.routes))
    drug = drug.by([route])
    system = build(sizes([drug]))
    ports = tuple(arrivals(drug, route, 1.0, [drug]))
    program = integrate.program(system, grid(STEP), ("plasma", "mu_occupancy"), ports)
    layout, steps = program.layout, round(hours / STEP) + 1
    with double():
        numbers = gather(system, [drug], evidence.load_people("healthy-adults"))
        drawn, _ = people(numbers, SEED, np.arange(GROUP), np.zeros(GROUP, dtype=np.uint32))
        parameters = {
            name: np.broadcast_to(value, (*value.shape[:-1], GROUP)) for name, value in drawn.items()
        }
        end, _ = program.prepare({n: jnp.asarray(parameters[n]) for n in system.of("parameter")})
        given = {layout.row(*port): _amounts(drug, route, port, doses, steps) for port in ports}
        states = _march(layout, np.asarray(end), given, steps)
        held = {name: np.repeat(value, steps, axis=-1) for name, value in parameters.items()}
        calm = {name: np.zeros(1) for name in (*system.of("forcing"), "company")}
        calm |= {
            name: np.full((*system.shape(name), 1), s.start) for name, s in system.of("state", "slow").items()
        }
        seen = system.evaluate(("plasma", "mu_occupancy"), {**held, **calm, **layout.unstack(states)})
    plasma, occupancy = (
        np.asarray(seen[name]).reshape(-1, GROUP, steps).mean(axis=1) for name in ("plasma", "mu_occupancy")
    )
    return Course(np.arange(steps) * STEP, plasma, occupancy[0])


def _amounts(
    drug: Drug, route: str, port: Port, doses: Sequence[tuple[float, float]], steps: int
) -> np.ndarray:
    amounts = np.zeros(steps)
    for time, dose in doses:
        amounts[round(time / STEP)] += arrivals(drug, route, dose, [drug])[port]
    return amounts


def _march(layout: linear.Layout, end: np.ndarray, given: Mapping[int, np.ndarray], steps: int) -> np.ndarray:
    """Linear states after each step, [row, person and step], from the propagator's entries [entry, person].

    given: amount put into a row at each step.
    """
    propagator = np.zeros((layout.size, layout.size, GROUP))
    places = [(row, column) for row in range(layout.size) for column in layout.pattern[row]]
    for place, value in zip(places, end, strict=True):
        propagator[place] = value
    states, state = np.zeros((layout.size, GROUP, steps)), np.zeros((layout.size, GROUP))
    for k in range(steps):
        for row, amounts in given.items():
            state[row] += amounts[k]
        states[..., k] = state
        state = np.einsum("ijp,jp->ip", propagator, state)
    return states.reshape(layout.size, -1)


def half_life(time: np.ndarray, level: np.ndarray, start: float, stop: float) -> float:
    """Half-life from a log-linear regression between two times."""
    window = (time >= start) & (time <= stop)
    return -np.log(2) / np.polyfit(time[window], np.log(level[window]), 1)[0]


def half_time(time: np.ndarray, level: np.ndarray) -> float:
    """Time after its peak at which a level has fallen to half of the peak, interpolated; infinite if it never does."""
    peak = int(level.argmax())
    below = np.flatnonzero(level[peak:] <= level[peak] / 2)
    if not len(below):
        return float("inf")
    k = peak + int(below[0])
    return float(np.interp(-level[peak] / 2, -level[k - 1 : k + 1], time[k - 1 : k + 1]) - time[peak])


def peak_time(time: np.ndarray, level: np.ndarray) -> float:
    """Time of the highest level, from a parabola through the three highest neighbours."""
    k = min(max(int(level.argmax()), 1), len(level) - 2)
    a, b, _ = np.polyfit(time[k - 1 : k + 2] - time[k], level[k - 1 : k + 2], 2)
    return float(time[k] - b / (2 * a))
