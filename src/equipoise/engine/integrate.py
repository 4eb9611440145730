"""One compiled day of life for a batch of people.

Slow states move by the classical fourth-order Runge-Kutta method; linear states move exactly, and what the slow
equations see of them at a step's start, middle and end has the exact mean over the step (Simpson's weights). A
linear state that collapses within the step shows its mean at all three nodes, so no short half-life is too short.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from . import compiled, linear, randomness, watching
from .grid import HOURS, Grid
from .system import System, Values


@dataclass(frozen=True)
class Program:
    """A system on a grid, with the signals it reports. `day`, `pure_day` and `prepare` are compiled on first use.

    `day` takes over the memory of the states that it is given, which nobody may read afterwards; `pure_day` is the same
    day for whoever still needs them, such as `jax.grad`.
    """

    system: System
    grid: Grid
    outputs: tuple[str, ...]
    dosed: tuple[tuple[str, tuple[int, ...]], ...]
    layout: linear.Layout
    day: Callable
    pure_day: Callable
    prepare: Callable

    @property
    def height(self) -> int:
        """Rows of the signals it reports."""
        return _height(self.system, self.outputs)

    def start(self, people: int) -> Values:
        """States of people who have met nothing yet: {name: [axes..., person]}."""
        slow = {
            name: jnp.full((*self.system.shape(name), people), symbol.start, dtype=float)
            for name, symbol in self.system.states.items()
            if symbol.form != "linear"
        }
        linear = np.array([self.system.symbols[name].start for name in self.layout.names])
        return {"linear": jnp.tile(jnp.asarray(linear, dtype=float)[:, None], people), **slow}


# Compiled programs are kept for the life of the process: the same system on the same grid is never built twice.
@lru_cache(maxsize=32)
def program(
    system: System, grid: Grid, outputs: tuple[str, ...], dosed: tuple[tuple[str, tuple[int, ...]], ...]
) -> Program:
    """Build the program of a system; `dosed` lists the linear states (and element) that doses enter."""
    layout = linear.layout(system)
    lived = _day(system, grid, outputs, dosed, layout)
    day = jax.jit(lived, donate_argnums=(0,), compiler_options=compiled.OPTIONS)
    pure_day = jax.jit(lived)
    prepare = jax.jit(lambda parameters: linear.propagators(system, layout, parameters, grid.step))
    return Program(system, grid, outputs, dosed, layout, day, pure_day, prepare)


def _day(
    system: System, grid: Grid, outputs: tuple[str, ...], dosed: Sequence, layout: linear.Layout
) -> Callable[..., tuple[Values, Any]]:
    advance = _advance(system, grid, outputs, dosed, layout)

    def day(
        carry: Values,
        parameters: Values,
        exact: tuple,
        keys: Values,
        number: Any,
        rows: dict,
        tables: dict,
        windows: Any,
    ):
        """Advance all states by a day; returns them and the reported signals [window, output row, person]."""
        drawn = _draws(system, keys, number)
        plan = watching.plan(windows, grid.per_day)
        notes = watching.blank(windows, _height(system, outputs), carry["linear"].shape[-1])

        def step(before: tuple[Values, watching.Notes], now: tuple[Any, watching.Plan]) -> tuple[tuple, None]:
            (states, notes), (k, looks) = before, now
            states, opening, closing = advance(states, k, parameters, exact, drawn, rows, tables)
            return (states, watching.look(notes, looks, opening, closing)), None

        steps = (jnp.arange(grid.per_day), plan._replace(places=plan.places[:-1]))
        (carry, notes), _ = jax.lax.scan(step, (carry, notes), steps)
        return carry, watching.read(notes, windows, plan.places)

    return day


def _advance(
    system: System, grid: Grid, outputs: tuple[str, ...], dosed: Sequence, layout: linear.Layout
) -> Callable[..., tuple[Values, watching.Report, watching.Report]]:
    forcings = tuple(system.of("forcing"))
    targets = jnp.array([layout.row(*port) for port in dosed], dtype=int) if dosed else None

    def advance(
        carry: Values, k: Any, parameters: Values, exact: tuple, drawn: Values, rows: dict, tables: dict
    ):
        """States after step k of the day, and how to work out the reported signals at its start and at its end."""
        hour, since = k // grid.per_hour, k % grid.per_hour
        time = hour + since * grid.step  # exact at full hours, when decisions are taken
        values = {**parameters, "time_of_day": time}
        for column, name in enumerate(forcings):
            values[name] = tables["forcing"][rows["forcing"][k, column]]
        start = carry["linear"]
        if targets is not None:
            start = start.at[targets].add(tables["dose"][rows["dose"][k]])
        held = _decided(system, {**values, **carry, **layout.unstack(start)}, drawn, hour, since == 0)
        values |= held
        slow = {n: carry[n] for n in carry if n not in held and n != "linear"}
        end, nodes = _exact_step(layout, exact, start)
        moved = _runge_kutta(system, values, slow, nodes, time, grid.step)

        def report(slow: Values, linear: Any) -> Callable[[], Any]:
            known = {**values, **slow, **layout.unstack(linear)}
            return lambda: _report(system, outputs, known, start.shape[-1])

        return {"linear": end, **held, **moved}, report(slow, start), report(moved, end)

    return advance


def _height(system: System, outputs: Sequence[str]) -> int:
    return sum(math.prod(system.shape(name)) for name in outputs)


def _draws(system: System, keys: Values, number: Any) -> Values:
    """This day's draws: {name: [hour, person]}, from each person's key and the number of the day."""

    def one(form: str, key: Any) -> Any:
        return randomness.sample(form, jax.random.fold_in(key, number), (HOURS,))

    return {
        n: jax.vmap(lambda key, form=s.form: one(form, key), out_axes=1)(keys[n])
        for n, s in system.of("draw").items()
    }


def _decided(system: System, values: Values, drawn: Values, hour: Any, now: Any) -> Values:
    """Held states after the decisions of a full hour; unchanged within the hour."""
    reads = {name for step in system.decisions.values() for name in step.reads}

    def decide() -> Values:
        known = system.evaluate(reads, values | {n: d[hour] for n, d in drawn.items()})
        return {n: step(known) * jnp.ones_like(values[n]) for n, step in system.decisions.items()}

    return jax.lax.cond(now, decide, lambda: {n: values[n] for n in system.decisions})


def _report(system: System, outputs: Sequence[str], values: Values, people: int) -> Any:
    known = system.evaluate(outputs, values)
    rows = [
        jnp.reshape(jnp.broadcast_to(known[n], (*system.shape(n), people)), (-1, people)) for n in outputs
    ]
    return jnp.concatenate(rows)


def _exact_step(layout: linear.Layout, exact: tuple, start: Any) -> tuple[Any, tuple[Values, Values, Values]]:
    """End of the step, and what the slow equations see at its start, middle and end."""
    end, mean = (linear.apply(layout, entries, start) for entries in exact)
    middle = (6 * mean - start - end) / 4
    collapsing = middle < 0
    nodes = (jnp.where(collapsing, mean, node) for node in (start, middle, end))
    first, second, third = (layout.unstack(node) for node in nodes)
    return end, (first, second, third)


def _runge_kutta(
    system: System, values: Values, slow: Values, nodes: tuple, time: Any, step: float
) -> Values:
    def slope(states: Mapping[str, Any], node: Values, at: Any) -> Values:
        reads = {read for name in states for read in system.rates[name].reads}
        known = system.evaluate(reads, {**values, **states, **node, "time_of_day": at})
        return {name: jnp.broadcast_to(system.rates[name](known), slow[name].shape) for name in states}

    def ahead(slopes: Values, by: float) -> Values:
        return {name: slow[name] + by * slopes[name] for name in slow}

    k1 = slope(slow, nodes[0], time)
    k2 = slope(ahead(k1, step / 2), nodes[1], time + step / 2)
    k3 = slope(ahead(k2, step / 2), nodes[1], time + step / 2)
    k4 = slope(ahead(k3, step), nodes[2], time + step)
    return {n: slow[n] + step / 6 * (k1[n] + 2 * k2[n] + 2 * k3[n] + k4[n]) for n in slow}
