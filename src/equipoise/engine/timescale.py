"""The rule for settled states: they must be far faster than the step, and this is checked, not believed."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from scipy.sparse.csgraph import connected_components

from .system import System

FASTER = 4  # a settled state must let go at least this many times within a step


def time_constants(system: System, values: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Time constant in hours of each settled state at rest: {state: [person]}.

    Of the slowest way in which it comes back together with the states that it moves and that move it: minus one over
    the real part of an eigenvalue of their rates; endless if they do not come back. values: parameters, forcings and
    the states that the life clock keeps, [axes..., person].
    """
    names = list(system.of("state", "settled"))
    if not names:
        return {}
    slopes = _jacobian(system, names, values)
    _, group = connected_components((slopes != 0).any(axis=0), connection="strong")
    found = {}
    for place, name in enumerate(names):
        with_it = np.flatnonzero(group == group[place])
        slowest = np.linalg.eigvals(slopes[:, with_it[:, None], with_it]).real.max(axis=-1)
        found[name] = np.divide(-1, slowest, out=np.full(len(slowest), np.inf), where=slowest < 0)
    return found


def _jacobian(system: System, names: list[str], values: Mapping[str, Any]) -> np.ndarray:
    """How each settled state's rate changes with each settled state, where they settle: [person, rate, state]."""
    reads = {read for name in names for read in system.rates[name].reads}
    known = system.evaluate([*names, *reads], values)
    width = max(np.shape(known[name])[-1] for name in names)
    rest = jnp.stack([jnp.broadcast_to(known[name], width) for name in names])
    rest = jnp.asarray(rest, dtype=float)
    free = System(
        system.mechanisms, system.clock, system.sizes, system.symbols,
        tuple(step for step in system.algebra if step.yields not in names), system.rates, system.decisions,
    )  # fmt: skip

    def rates(states: Any) -> Any:
        moved = free.evaluate(reads, {**values, **dict(zip(names, states, strict=True))})
        return jnp.stack([jnp.broadcast_to(system.rates[name](moved), width) for name in names])

    _, onward = jax.linearize(rates, rest)
    rows = jnp.eye(len(names))
    columns = [np.asarray(onward(jnp.broadcast_to(row[:, None], rest.shape))) for row in rows]
    return np.moveaxis(np.stack(columns, axis=1), -1, 0)


def too_slow(system: System, values: Mapping[str, Any], step: float) -> dict[str, float]:
    """Settled states that are not far faster than `step` hours, with their longest time constant in hours."""
    longest = {name: float(np.max(tau)) for name, tau in time_constants(system, values).items()}
    return {name: tau for name, tau in longest.items() if tau * FASTER > step}
