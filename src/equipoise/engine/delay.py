"""Systems that hear their own past: small fixed steps for a batch of people, with a memory of delayed signals.

Steps are of second order (exponential time differencing after Cox and Matthews): a state that says how fast it forgets
where it was (`eases`) may be far quicker than the step. Held states are decided at every step, all at once, from what
holds then. A delayed signal is read off a ring of its last values by straight lines between them; before the start
everything was as at the start.

Source      Cox and Matthews 2002, Exponential time differencing for stiff systems (equations 19-22).
Leaves out  doses and inputs during the run, draws, linear states propagated exactly: see `moment`.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .moment import Trace
from .precision import double
from .system import System, Values

BLOCK = 20  # rows of outputs made by one call, so that runs of any length share a program
EDGE = 3  # slots beyond the longest delay, for the step being taken and for what lies between two
SMALL = 1e-6  # of a step; a state slower than that is stepped as if it forgot at this pace


Pace = tuple[float, float]  # until when, and in which steps, in hours


def follow(
    system: System,
    parameters: Mapping[str, Any],
    paces: Sequence[Pace],
    memory: float,
    every: float,
    start: Mapping[str, Any] = {},
    outputs: Sequence[str] = (),
) -> tuple[Trace, Values]:
    """Follow people in steps that may change on the way; what was watched, and every state at the end.

    parameters, start: [person] or numbers. paces: (until, step) in hours, in order. memory: the longest delay in
    hours; a longer one is heard as that. outputs are read at the start and then after each `every` hours. ValueError
    for a start of what is no state, or if a step does not divide `every` or that a pace.
    """
    strangers = sorted(set(start) - set(system.states))
    if strangers:
        raise ValueError(f"{', '.join(strangers)} cannot be started: they are no states")
    with double():
        opened = {name: start.get(name, symbol.start) for name, symbol in system.states.items()}
        people = max(np.shape(np.atleast_1d(value))[-1] for value in (*parameters.values(), *opened.values()))
        states = {
            name: jnp.broadcast_to(jnp.asarray(value, float), (people,)) for name, value in opened.items()
        }
        known = {name: jnp.asarray(value, dtype=float) for name, value in parameters.items()}
        slots = math.ceil(memory / min(step for _, step in paces)) + EDGE
        seen, rings = _looks(system, tuple(outputs), slots)(states, known)
        seen, rows, begun, before = [seen], [0.0], 0.0, (0, paces[0][1])
        for until, step in paces:
            inner, outer = _whole(every, step), _whole(until - begun, every)
            rings = _resampled(system)(rings, states, known, before[0], step / before[1])
            program = _program(system, tuple(outputs), slots)
            for first in range(0, outer, BLOCK):
                numbers = jnp.arange(first, min(first + BLOCK, outer)) * inner
                states, rings, found = program(states, rings, known, numbers, inner, step)
                seen.append(found)
            rows += [begun + k * every for k in range(1, outer + 1)]
            begun, before = until, (outer * inner, step)
        signals = {name: np.concatenate([np.asarray(part[name]) for part in seen]) for name in outputs}
        return Trace(np.array(rows), signals), {name: np.asarray(value) for name, value in states.items()}


def _whole(length: float, step: float) -> int:
    count = round(length / step)
    if count < 1 or abs(count * step - length) > SMALL * step:
        raise ValueError(f"{length:g} h is not made of steps of {3600 * step:g} s")
    return count


def _sources(system: System) -> tuple[str, ...]:
    return tuple(dict.fromkeys(symbol.of for symbol in system.of("delayed").values()))


def _seen(system: System, outputs: tuple[str, ...], states: Values, parameters: Values) -> Values:
    people = next(iter(states.values())).shape
    found = system.evaluate(outputs, {**parameters, **states})
    return {name: jnp.broadcast_to(found[name], people) for name in outputs}


# One program for each system, choice of signals and length of memory; all else is data.
@lru_cache(maxsize=16)
def _looks(system: System, outputs: tuple[str, ...], slots: int) -> Any:
    """What is seen at the start, and rings that have known nothing else."""

    def look(states: Values, parameters: Values) -> tuple[Values, Values]:
        first = _seen(system, _sources(system), states, parameters)
        rings = {name: jnp.broadcast_to(value, (slots, *value.shape)) for name, value in first.items()}
        return {n: v[None] for n, v in _seen(system, outputs, states, parameters).items()}, rings

    return jax.jit(look)


@lru_cache(maxsize=16)
def _resampled(system: System) -> Any:
    """Rings at another step: `number` steps have been taken, each new one is `ratio` old ones."""

    def again(rings: Values, states: Values, parameters: Values, number: Any, ratio: Any) -> Values:
        current = _seen(system, tuple(rings), states, parameters)
        slots = next(iter(rings.values())).shape[0]
        lags = ratio * jnp.mod(-jnp.arange(slots), slots)
        look = jax.vmap(_recent, (None, None, None, 0, None))
        return {
            n: look(ring, current[n], number - 1, jnp.broadcast_to(lags[:, None], ring.shape), slots)
            for n, ring in rings.items()
        }

    return jax.jit(again)


@lru_cache(maxsize=16)
def _program(system: System, outputs: tuple[str, ...], slots: int) -> Any:
    def run(states: Values, rings: Values, parameters: Values, numbers: Any, inner: Any, step: Any) -> Any:
        def some(carry: tuple[Values, Values], number: Any) -> tuple[Any, Values]:
            def ahead(k: Any, carry: tuple[Values, Values]) -> tuple[Values, Values]:
                return _stepped(system, parameters, carry, number + k, step, slots)

            carry = jax.lax.fori_loop(0, inner, ahead, carry)
            return carry, _seen(system, outputs, carry[0], parameters)

        (states, rings), found = jax.lax.scan(some, (states, rings), numbers)
        return states, rings, found

    return jax.jit(run)


def _stepped(
    system: System, parameters: Values, carry: tuple[Values, Values], number: Any, step: Any, slots: int
) -> tuple[Values, Values]:
    """States and rings after step `number`."""
    states, rings = carry
    heard = system.of("delayed")
    known = {**parameters, **states}
    reads = {read for decision in system.decisions.values() for read in decision.reads}
    now = system.evaluate({*reads, *rings, *(symbol.by for symbol in heard.values())}, known)
    decided = {name: jnp.broadcast_to(d(now), states[name].shape) for name, d in system.decisions.items()}
    states = {**states, **decided}
    place = jnp.mod(number, slots)
    rings = {
        name: jax.lax.dynamic_update_index_in_dim(ring, now[name], place, 0) for name, ring in rings.items()
    }
    past = {
        name: _past(rings[symbol.of], number - jnp.minimum(now[symbol.by] / step, slots - EDGE), slots)
        for name, symbol in heard.items()
    }
    moved = tuple(system.rates)
    slopes, paces = _slopes(system, {**parameters, **states, **past})
    weights = {name: _weights(paces.get(name), step) for name in moved}
    ahead = {name: states[name] + step * weights[name][0] * slopes[name] for name in moved}
    then = {**parameters, **states, **ahead}
    met = system.evaluate({*rings, *(symbol.by for symbol in heard.values())}, then)
    past = {
        name: _recent(rings[symbol.of], met[symbol.of], number, met[symbol.by] / step, slots)
        for name, symbol in heard.items()
    }
    later, _ = _slopes(system, {**then, **past})
    for name in moved:
        bend = later[name] - slopes[name] + paces.get(name, 0) * (ahead[name] - states[name])
        ahead[name] = ahead[name] + step * weights[name][1] * bend
    return {**states, **ahead}, rings


def _slopes(system: System, values: Values) -> tuple[Values, Values]:
    """Rates and paces of all states that have them."""
    placed = (*system.rates.values(), *system.paces.values())
    known = system.evaluate({read for each in placed for read in each.reads}, values)
    return {n: r(known) for n, r in system.rates.items()}, {n: p(known) for n, p in system.paces.items()}


def _weights(pace: Any, step: Any) -> tuple[Any, Any]:
    """What an exponential step makes of a slope and of its change."""
    if pace is None:
        return 1, 1 / 2
    forgotten = jnp.maximum(pace * step, SMALL)
    first = -jnp.expm1(-forgotten) / forgotten
    return first, (1 - first) / forgotten


def _past(ring: Any, position: Any, slots: int) -> Any:
    """Value at a position (in steps since the start) between two kept ones."""
    before = jnp.floor(position)
    index = jnp.broadcast_to(before.astype(int), ring.shape[1:])
    low, high = (jnp.take_along_axis(ring, jnp.mod(index + k, slots)[None], axis=0)[0] for k in (0, 1))
    return low + (position - before) * (high - low)


def _recent(ring: Any, current: Any, number: Any, lag: Any, slots: int) -> Any:
    """Value `lag` steps before the end of step `number`, where the signal is `current` but not yet kept."""
    lag = jnp.minimum(lag, slots - EDGE)
    kept = _past(ring, number + 1 - jnp.maximum(lag, 1), slots)
    return jnp.where(lag >= 1, kept, current + lag * (_past(ring, number + 0 * lag, slots) - current))
