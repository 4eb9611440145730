"""The moment clock: seconds to minutes of a burst, a rush or an overdose, in small fixed steps for a batch of people.

On the moment clock's system fast states move by their rates, which may be far quicker than the step. They are stepped
by a Rosenbrock method of fourth order, which stays stable however stiff they are: each of its stages solves one small
linear system with the Jacobian of the rates. Linear states are exact at every stage by their propagators.

Source      Shampine 1982, Implementation of Rosenbrock methods (the weights below).
Leaves out  decisions and draws: what a person meets is given.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer

from . import linear
from .grid import HOURS
from .precision import double
from .system import System, Values
from .timeline import Course, Dose, changes, checked, initial, moving

GAMMA = 1 / 2
NODE = (0.0, 1.0, 3 / 5, 3 / 5)  # where in the step each stage takes its slope
AHEAD = (
    (0, 0, 0, 0),
    (2, 0, 0, 0),
    (48 / 25, 6 / 25, 0, 0),
    (48 / 25, 6 / 25, 0, 0),
)  # state at a stage, from those before
CARRIED = ((0, 0, 0, 0), (-8, 0, 0, 0), (372 / 25, 12 / 5, 0, 0), (-112 / 125, -54 / 125, -2 / 5, 0))
DRIFT = (1 / 2, -3 / 2, 121 / 50, 29 / 250)  # weight of the rates' own change in time
FINAL = (19 / 9, 1 / 2, 25 / 108, 125 / 108)


@dataclass(frozen=True)
class Trace:
    """What was followed: times [time] in hours, and each signal [time, axes..., person], after what happens then."""

    time: np.ndarray
    signals: dict[str, Any]


def trace(
    system: System,
    parameters: Mapping[str, Any],
    until: float,
    step: float,
    outputs: Sequence[str] = (),
    start: Mapping[str, Any] = {},
    held: Mapping[str, Course] = {},
    doses: Sequence[Dose] = (),
    origin: float = 0.0,
) -> Trace:
    """Follow people for `until` hours in steps of `step` hours; without `outputs`, every state.

    parameters: [axes..., person]. origin: time of day (h) at which the run begins. A dose or a change of a held input
    must fall on a step (ValueError otherwise). May be differentiated with respect to parameters, inside
    `precision.double()`.
    """
    outputs = tuple(outputs) or moving(system)
    count = _index(until, step)
    with double():
        carry, put, inputs = _prepared(system, count, step, until, start, held, doses)
        program = _program(system, outputs)
        times = origin + jnp.arange(count + 1) * step
        given = {n: jnp.asarray(p, dtype=float) for n, p in parameters.items()}
        signals = program(carry, given, put, inputs, times, step)
        if not any(isinstance(value, Tracer) for value in signals.values()):  # nobody is differentiating
            signals = {name: np.asarray(value) for name, value in signals.items()}
        return Trace(np.arange(count + 1) * step, signals)


def settled(
    system: System,
    parameters: Mapping[str, Any],
    start: Mapping[str, Any] = {},
    held: Mapping[str, Course] = {},
) -> Values:
    """States to start the moment clock with, [axes..., person]: fast ones at rest, by the life clock's `system`."""
    with double():
        inputs = {name: jnp.full(1, course[0][1]) for name, course in changes(system, held).items()}
        states = initial(system, start)
        fast = tuple(system.of("state", "settled"))
        known = system.evaluate(fast, {**parameters, **inputs, **states, "time_of_day": jnp.zeros(1)})
        return {**states, **{name: known[name] for name in fast}}


def _index(time: float, step: float) -> int:
    index = round(time / step)
    if abs(index * step - time) > 1e-6 * step:
        raise ValueError(f"{time:g} h is not on a grid of {step * 3600:g} s")
    return index


def _prepared(
    system: System,
    count: int,
    step: float,
    until: float,
    start: Mapping[str, Any],
    held: Mapping[str, Course],
    doses: Sequence[Dose],
) -> tuple[Values, Values, Values]:
    """First states, doses by state that gets any [step, axes..., person or 1] and inputs [step, person or 1]; the last
    row is that of the end."""
    carry, put = initial(system, start), {}
    people = max((np.size(dose.amount) for dose in doses), default=1)
    for dose in checked(system, doses, until):
        if dose.state not in put:
            put[dose.state] = np.zeros((count + 1, *system.shape(dose.state), people))
        put[dose.state][(_index(dose.time, step), *dose.index)] += dose.amount
    inputs = {}
    for name, course in changes(system, held).items():
        inputs[name] = np.zeros((count + 1, max(np.size(value) for _, value in course)))
        for time, value in course:
            inputs[name][_index(time, step) :] = value
    return carry, put, inputs


# One program for each system and choice of signals, for the life of the process; all else is data.
@lru_cache(maxsize=32)
def _program(system: System, outputs: tuple[str, ...]) -> Any:
    with (
        jax.ensure_compile_time_eval()
    ):  # a layout is needed as numbers even where the caller is being traced
        layout = linear.layout(system)
    stepped = tuple(name for name in moving(system) if name not in layout.rows)

    def run(carry: Values, parameters: Values, put: Values, inputs: Values, times: Any, step: Any) -> Values:
        people = max(np.shape(value)[-1] for value in (*parameters.values(), *carry.values()))
        carry = {
            name: jnp.broadcast_to(value, (*system.shape(name), people)) for name, value in carry.items()
        }
        exact = [linear.propagators(system, layout, parameters, node * step)[0] for node in NODE[1:3]]
        growth = linear.matrix(system, layout, parameters) if layout.size else jnp.zeros((0, 0, people))

        def follow(carry: Values, met: tuple[Any, Values, Values]) -> tuple[Values, Values]:
            time, put, inputs = met
            states = {name: value + put.get(name, 0) for name, value in carry.items()}
            values = {**parameters, **inputs}
            now = _stacked(states, layout.rows, people)
            ended, between = (linear.apply(layout, entries, now) for entries in exact)
            passing = jnp.stack([now, ended, between, between])
            slope = _slope(system, layout, stepped, values)
            turning = jnp.einsum("ijp,jp->ip", growth, now)
            moved = _rosenbrock(slope, _stacked(states, stepped, people), passing, turning, time, step)
            known = system.evaluate(outputs, {**values, **states, "time_of_day": time % HOURS})
            seen = {name: jnp.broadcast_to(known[name], (*system.shape(name), people)) for name in outputs}
            return {**layout.unstack(ended), **_parted(system, stepped, moved)}, seen

        return jax.lax.scan(follow, carry, (times, put, inputs))[1]

    return jax.jit(run)


def _stacked(states: Values, names: Iterable[str], people: int) -> Any:
    """{state: [axes..., person]} -> [row, person]."""
    return jnp.concatenate(
        [jnp.zeros((0, people)), *(jnp.reshape(states[name], (-1, people)) for name in names)]
    )


def _parted(system: System, names: Iterable[str], stacked: Any) -> Values:
    """The inverse of `_stacked`."""
    parts, first = {}, 0
    for name in names:
        count = int(np.prod(system.shape(name), dtype=int))
        parts[name] = jnp.reshape(stacked[first : first + count], (*system.shape(name), stacked.shape[-1]))
        first += count
    return parts


def _slope(
    system: System, layout: linear.Layout, names: tuple[str, ...], values: Values
) -> Callable[..., Any]:
    """Rates of the stepped states: stacked states, stacked linear states and time -> [row, person]."""
    reads = {read for name in names for read in system.rates[name].reads}

    def slope(states: Any, passing: Any, time: Any) -> Any:
        moving = {**_parted(system, names, states), **layout.unstack(passing), "time_of_day": time % HOURS}
        known = system.evaluate(reads, {**values, **moving})
        people = states.shape[-1]
        rates = {n: jnp.broadcast_to(system.rates[n](known), (*system.shape(n), people)) for n in names}
        return _stacked(rates, names, people)

    return slope


def _rosenbrock(
    slope: Callable[..., Any], states: Any, passing: Any, turning: Any, time: Any, step: Any
) -> Any:
    """States after a step. passing: linear states at each stage; turning: their rates at the first."""
    clock = jnp.asarray(time, dtype=float)
    _, change = jax.linearize(slope, states, passing[0], clock)
    still, rows = (0 * passing[0], 0 * clock), jnp.eye(states.shape[0])
    units = jnp.broadcast_to(rows[..., None], (*rows.shape, states.shape[1]))
    jacobian = jax.vmap(lambda unit: change(unit, *still))(units)  # [from, to, person]
    inverse = jnp.linalg.inv(rows / (GAMMA * step) - jnp.transpose(jacobian, (2, 1, 0)))
    drift = change(0 * states, turning, jnp.ones_like(clock))

    def stage(stages: Any, weights: tuple[Any, ...]) -> tuple[Any, None]:
        number, passing, node, ahead, carried, drifting = weights
        found = slope(states + jnp.tensordot(ahead, stages, 1), passing, clock + node * step)
        turned = found + step * drifting * drift + jnp.tensordot(carried, stages, 1) / step
        return stages.at[number].set(jnp.einsum("pij,jp->ip", inverse, turned)), None

    weights = tuple(jnp.asarray(table, dtype=float) for table in (NODE, AHEAD, CARRIED, DRIFT))
    stages = jnp.zeros((len(NODE), *states.shape))
    stages, _ = jax.lax.scan(stage, stages, (jnp.arange(len(NODE)), passing, *weights))
    return states + jnp.tensordot(jnp.asarray(FINAL), stages, 1)
