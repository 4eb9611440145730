"""Linear kinetics, exactly: the matrix of all linear states, its propagator over a step and the mean over a step.

The matrix is read off the mechanisms' own rate equations by differentiation, so that an equation is written once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .mechanism import MechanismError
from .system import System

DOUBLINGS = 24  # enough for rates of a million per step
TERMS = 8


@dataclass(frozen=True)
class Layout:
    """Where each linear state lives in the stacked vector: name -> (first row, leading shape), and which entries of
    the propagator can differ from zero."""

    rows: dict[str, tuple[int, tuple[int, ...]]]
    pattern: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.pattern)

    @property
    def names(self) -> tuple[str, ...]:
        """State of each row."""
        counts = {name: int(np.prod(shape, dtype=int)) for name, (_, shape) in self.rows.items()}
        return tuple(name for name, count in counts.items() for _ in range(count))

    def unstack(self, stacked: Any) -> dict[str, Any]:
        """[row, person] -> {state: [axes..., person]}."""
        values = {}
        for name, (first, shape) in self.rows.items():
            count = int(np.prod(shape, dtype=int))
            values[name] = jnp.reshape(stacked[first : first + count], (*shape, stacked.shape[-1]))
        return values

    def row(self, name: str, index: tuple[int, ...] = ()) -> int:
        """Row of one element of a state."""
        first, shape = self.rows[name]
        return first + (int(np.ravel_multi_index(index, shape)) if shape else 0)


def _rates(system: System, layout: Layout, stacked: Any, parameters: Mapping[str, Any]) -> Any:
    names = list(layout.rows)
    reads = {name for target in names for name in system.rates[target].reads}
    values = system.evaluate(reads, {**parameters, **layout.unstack(stacked)})
    width = stacked.shape[-1]
    parts = [
        jnp.reshape(jnp.broadcast_to(system.rates[n](values), (*layout.rows[n][1], width)), (-1, width))
        for n in names
    ]
    return jnp.concatenate(parts)


def matrix(system: System, layout: Layout, parameters: Mapping[str, Any]) -> Any:
    """Rate matrix of the linear states: [row, row, person], from parameters [axes..., person]."""
    width = max((np.shape(p)[-1] for p in parameters.values()), default=1)
    zero = jnp.zeros((layout.size, width))
    _, onward = jax.linearize(lambda stacked: _rates(system, layout, stacked, parameters), zero)
    # Column by column: all at once the compiler rounds in a way that depends on the number of people.
    return jnp.stack([onward(zero.at[j].set(1.0)) for j in range(layout.size)], axis=1)


def layout(system: System) -> Layout:
    """Stack the linear states of a system; MechanismError if one depends on more than linear states and parameters."""
    rows, size = {}, 0
    for name in system.of("state", "linear"):
        shape = system.shape(name)
        rows[name] = (size, shape)
        size += int(np.prod(shape, dtype=int))
        strangers = (
            system.leaves(system.rates[name].reads)
            - set(system.of("state", "linear"))
            - set(system.of("parameter"))
        )
        if strangers:
            raise MechanismError(f"the linear state {name} depends on {', '.join(sorted(strangers))}")
    draft = Layout(rows, tuple(() for _ in range(size)))
    if not size:
        return draft
    generator = np.random.default_rng(size)
    parameters = {n: generator.uniform(1, 2, (*system.shape(n), 1)) for n in system.of("parameter")}
    point = generator.uniform(1, 2, (size, 1))
    points = np.stack([point, 2 * point, -point])
    rates, found = jax.jit(
        lambda: (
            matrix(system, draft, parameters),
            jax.vmap(lambda x: _rates(system, draft, x, parameters))(points),
        )
    )()
    rates = np.asarray(rates)[..., 0]
    _check_linear(draft, rates, points, np.asarray(found))
    links = np.abs(rates) > 0
    reach = np.linalg.matrix_power(np.eye(size) + links, size) > 0
    return Layout(rows, tuple(tuple(int(j) for j in np.flatnonzero(reach[i])) for i in range(size)))


def _check_linear(draft: Layout, rates: np.ndarray, points: np.ndarray, found: np.ndarray) -> None:
    scale = np.nanmax(np.abs(rates), initial=0)
    if not np.allclose(found, rates @ points, rtol=1e-4, atol=1e-4 * scale, equal_nan=False):
        raise MechanismError(f"states {', '.join(draft.rows)} are declared linear but their rates are not")


def propagators(
    system: System, layout: Layout, parameters: Mapping[str, Any], step: float
) -> tuple[Any, Any]:
    """Exact propagator over `step` hours and exact mean over it, both [non-zero entry, person]."""
    used = {n: p for n, p in parameters.items() if n in system.leaves(_linear_reads(system, layout))}
    if not layout.size:
        return jnp.zeros((0, 1)), jnp.zeros((0, 1))
    rates = jnp.moveaxis(matrix(system, layout, used), -1, 0)
    growth, mean = _exponential(rates * step)
    entries = [(i, j) for i in range(layout.size) for j in layout.pattern[i]]
    i, j = (
        (np.array(index, dtype=int) for index in zip(*entries, strict=True))
        if entries
        else (np.zeros(0, int),) * 2
    )
    return (growth + jnp.eye(layout.size))[:, i, j].T, mean[:, i, j].T


def _exponential(a: Any) -> tuple[Any, Any]:
    """exp(A) - I and the mean of exp(sA) over s in 0-1, for matrices [person, row, row].

    Scaling and doubling (Higham 2008, Functions of Matrices, chapter 10): the series is summed for A / 2^k and carried
    up by exp(2A) - I = 2F + F^2 and mean(2A) = (F + 2I) mean(A) / 2. Without the identity in F, nothing is lost to
    rounding however small the scaled matrix is; a fixed k keeps every person's bits independent of the others'.
    """
    small = a / 2.0**DOUBLINGS
    eye = jnp.eye(a.shape[-1])
    mean = eye + small / (TERMS + 1)
    for k in range(TERMS, 1, -1):
        mean = eye + _product(small, mean) / k
    growth = _product(small, mean)

    def double(_: Any, pair: tuple[Any, Any]) -> tuple[Any, Any]:
        growth, mean = pair
        return 2 * growth + _product(growth, growth), mean + _product(growth, mean) / 2

    return jax.lax.fori_loop(0, DOUBLINGS, double, (growth, mean))


def _product(a: Any, b: Any) -> Any:
    """Matrix product [person, row, row], summed in one order: a library's product may block by the number of people."""
    return sum(a[:, :, k, None] * b[:, k, None, :] for k in range(a.shape[-1]))


def _linear_reads(system: System, layout: Layout) -> set[str]:
    return {read for name in layout.rows for read in system.rates[name].reads}


def apply(layout: Layout, entries: Any, stacked: Any) -> Any:
    """Product of a sparse per-person matrix [non-zero entry, person] with the stacked state [row, person]."""
    rows, k = [], 0
    for columns in layout.pattern:
        total = 0.0
        for j in columns:
            total = total + entries[k] * stacked[j]
            k += 1
        rows.append(jnp.broadcast_to(total, stacked.shape[-1:]))
    return jnp.stack(rows) if rows else stacked
