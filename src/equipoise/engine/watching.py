"""What is watched of a day: signals at an instant or averaged over a window, without keeping the day.

Signals are worked out only in steps that somebody watches. Windows are data: [window, (first, last)] in steps from
midnight, equal for an instant, so watching otherwise is no new program.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

Report = Callable[[], Any]


class Plan(NamedTuple):
    """For each step of the day and its end, where in the notes it goes (the last place is for what nobody reads);
    for each step, whether a window begins or ends there, and whether it lies inside one."""

    places: Any
    noted: Any
    inside: Any


class Notes(NamedTuple):
    """total: sum so far of the means over the steps inside windows, [row, person]; instants and sums: the signals and
    the total at the steps noted, [place, row, person]."""

    total: Any
    instants: Any
    sums: Any


def plan(windows: Any, steps: int) -> Plan:
    """Where to look on a day of so many steps."""
    day = jnp.zeros(steps + 1, dtype=int)
    marked = day.at[windows.ravel()].set(1)
    inside = jnp.cumsum(day.at[windows[:, 0]].add(1).at[windows[:, 1]].add(-1)) > 0
    places = jnp.where(marked > 0, jnp.cumsum(marked) - 1, windows.size)
    return Plan(places, marked[:-1] > 0, inside[:-1])


def blank(windows: Any, rows: int, people: int) -> Notes:
    """Notes before the first step."""
    page = jnp.zeros((windows.size + 1, rows, people))
    return Notes(jnp.zeros((rows, people)), page, page)


def look(notes: Notes, at: Plan, opening: Report, closing: Report) -> Notes:
    """Notes after a step; `opening` and `closing` work out the signals at its two ends, [row, person].

    A mean is over each step by itself, so that what jumps at a full hour is averaged as it was on either side.
    """

    def note(instants: Any, sums: Any) -> tuple[Any, Any]:
        return _put(instants, opening(), at.places), _put(sums, notes.total, at.places)

    instants, sums = jax.lax.cond(at.noted, note, lambda *same: same, notes.instants, notes.sums)
    total = jax.lax.cond(at.inside, lambda t: t + (opening() + closing()) / 2, lambda t: t, notes.total)
    return Notes(total, instants, sums)


def read(notes: Notes, windows: Any, places: Any) -> Any:
    """What the windows show at the end of the day: [window, row, person]."""
    sums = _put(notes.sums, notes.total, places[-1])
    first, last = windows[:, 0], windows[:, 1]
    width = jnp.maximum(last - first, 1)[:, None, None]
    means = (sums[places[last]] - sums[places[first]]) / width
    return jnp.where((last > first)[:, None, None], means, notes.instants[places[first]])


def _put(page: Any, entry: Any, place: Any) -> Any:
    return jax.lax.dynamic_update_index_in_dim(page, entry, place, 0)
