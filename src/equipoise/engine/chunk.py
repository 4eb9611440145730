"""A chunk of people lived through a study, day by day, keeping only what is watched.

Memory does not grow with the length of the study: a day's reports are reduced to the watched windows at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from . import randomness
from .events import Events
from .grid import Grid
from .integrate import Program
from .precision import double

Keep = Callable[[np.ndarray, np.ndarray], None]
WINDOWS = 32  # windows a day for which a program is compiled; more make the next power of two


@dataclass(frozen=True)
class Watch:
    """Occasions at which signals are read: [occasion] first and last hour; equal for an instant.

    A window lies within one day. Times are hours since the start of the calendar.
    """

    first: np.ndarray
    last: np.ndarray

    def also(self, other: "Watch") -> "Watch":
        """These occasions, then those of `other`."""
        return Watch(np.concatenate([self.first, other.first]), np.concatenate([self.last, other.last]))

    def by_day(self, grid: Grid, days: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """For each day, which occasions fall in it and their windows in steps, padded: [window, 2]."""
        begin = np.array([grid.index(time) for time in self.first], dtype=int)
        end = np.array([grid.index(time) for time in self.last], dtype=int)
        day = begin // grid.per_day
        if (end - day * grid.per_day > grid.per_day).any() or (day < 0).any() or (day >= days).any():
            raise ValueError("a window crosses midnight or lies outside the calendar")
        if (end < begin).any():
            raise ValueError("a window ends before it begins")
        most = max(WINDOWS, *np.bincount(day, minlength=1)) if len(day) else WINDOWS
        width = 1 << (int(most) - 1).bit_length()
        plan = []
        for number in range(days):
            which = np.flatnonzero(day == number)
            windows = np.zeros((width, 2), dtype=np.int32)
            windows[: len(which)] = np.stack([begin[which], end[which]], axis=1) - number * grid.per_day
            plan.append((which, windows))
        return plan


@dataclass(frozen=True)
class Chunk:
    """People to be simulated together: their numbers, parameters [axes..., person] and events."""

    people: np.ndarray
    parameters: Mapping[str, np.ndarray]
    doses: Events
    forcings: Events


@dataclass(frozen=True)
class Illness:
    """A person whose states stopped being finite numbers: place in the chunk, first such day from 0, the states."""

    person: int
    day: int
    states: tuple[str, ...]


@dataclass(frozen=True)
class Lived:
    """What was watched, [occasion, output row, person], and who must not be believed."""

    values: np.ndarray
    ill: tuple[Illness, ...]


def simulate(
    program: Program,
    chunk: Chunk,
    watch: Watch,
    seed: int,
    tick: Callable[[int], None] = lambda people: None,
    keep: Keep | None = None,
) -> Lived:
    """Live through the calendar. `tick` is called after each day with the number of people simulated.

    `keep`, if given, is called after each day with the places in `watch` of the day's occasions and what was seen
    on them, [occasion, output row, person]; nothing else is then kept, and `values` has no occasions.
    People do not meet, so one whose states run away leaves all others as they are.
    """
    system, days = program.system, chunk.doses.days
    with double():
        parameters = {name: jnp.asarray(value, dtype=float) for name, value in chunk.parameters.items()}
        exact = program.prepare(parameters)
        keys = {name: randomness.keys(seed, name, chunk.people) for name in system.of("draw")}
        tables = {"dose": jnp.asarray(chunk.doses.table()), "forcing": jnp.asarray(chunk.forcings.table())}
        carry = program.start(len(chunk.people))
        values = np.empty((0 if keep else len(watch.first), program.height, len(chunk.people)))
        keep = keep or values.__setitem__
        ill: dict[int, Illness] = {}
        for number, (which, windows) in enumerate(watch.by_day(program.grid, days)):
            rows = {"dose": chunk.doses.rows[number], "forcing": chunk.forcings.rows[number]}
            carry, seen = program.day(carry, parameters, exact, keys, np.int32(number), rows, tables, windows)
            keep(which, np.asarray(seen)[: len(which)])
            _diagnose(program, carry, number, ill)
            tick(len(chunk.people))
    return Lived(values, tuple(ill.values()))


def _diagnose(program: Program, carry: Mapping[str, Any], day: int, ill: dict[int, Illness]) -> None:
    """Add the people whose states are no longer finite at the end of a day."""
    sick = {name: np.asarray(bad) for name, bad in _not_finite(dict(carry)).items()}
    for person in np.flatnonzero(np.any(list(sick.values()), axis=0)):
        if person not in ill:
            states = [name for name, bad in sick.items() if bad[person]]
            named = [n for s in states for n in (program.layout.rows if s == "linear" else (s,))]
            ill[int(person)] = Illness(int(person), day, tuple(named))


@jax.jit
def _not_finite(carry: dict[str, Any]) -> dict[str, Any]:
    return {n: ~jnp.isfinite(v).reshape(-1, v.shape[-1]).all(axis=0) for n, v in carry.items() if v.size}


def rows_of(program: Any) -> dict[str, slice]:
    """Where each output lies along the row axis of `simulate`."""
    places, first = {}, 0
    for name in program.outputs:
        count = int(np.prod(program.system.shape(name), dtype=int))
        places[name] = slice(first, first + count)
        first += count
    return places


def padded(people: np.ndarray, width: int) -> np.ndarray:
    """People of a chunk brought to a fixed width by repeating the last, so that every chunk runs the same program."""
    return np.concatenate([people, np.full(width - len(people), people[-1])])
