"""The twelve states on a GPU, and how much of what its memory can move is used.

The bytes of a step are the least it can move: every number of a person that is not the same for all read once, and
every state written once. The limit is what the same device moves in the same process when it adds one to an array.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from equipoise.engine import integrate
from equipoise.engine.grid import HOURS, Grid
from equipoise.engine.precision import double

from .timing import summary, timed
from .twelve_states import problem, with_equipoise

COPIED = 1 << 30  # bytes
DAYS = 2
DIFFERENT = 1000  # people; a larger crowd is these many times over


def found_here() -> dict[str, str]:
    """What GPU JAX sees: its kind, empty if none."""
    try:
        return {"kind": str(jax.devices("gpu")[0].device_kind)}
    except RuntimeError:
        return {"kind": ""}


def measure(
    people: int, per_hour: int, repeats: int = 3, device: str = "gpu", copied: int = COPIED
) -> dict[str, Any]:
    """Days of `people`, hourly signals left on the device."""
    with double(), jax.default_device(jax.devices(device)[0]):
        live, moved = _days(people, Grid(per_hour))
        _, first = timed(live, 1)
        _, spent = timed(live, repeats)
        limit = _bandwidth(copied)
    told = summary(spent, first[0])
    rate = people * DAYS / told["wall"]
    return told | {
        "rate": rate,
        "bytes": moved,
        "limit": limit,
        "share": moved * rate * HOURS * per_hour / limit,
    }


def _days(people: int, grid: Grid) -> tuple[Callable[[], None], float]:
    """A function that lives through the days, and the bytes a step of a person must move."""
    program = integrate.program(with_equipoise.system(), grid, tuple(problem.STATES), (with_equipoise.PORT,))
    named = with_equipoise.of_system(problem.people(DIFFERENT), np.arange(people) % DIFFERENT)
    parameters = {name: jnp.asarray(value) for name, value in named.items()}
    exact = program.prepare(parameters)
    rows = {"dose": np.zeros((grid.per_day, 1), np.int32), "forcing": np.zeros((grid.per_day, 0), np.int32)}
    rows["dose"][0] = 1
    tables = {"dose": jnp.zeros((2, people)).at[1].set(problem.DOSE), "forcing": jnp.zeros((1, people))}
    windows = np.repeat(np.arange(0, grid.per_day, grid.per_hour, dtype=np.int32)[:, None], 2, axis=1)

    def live() -> None:
        carry = program.start(people)
        for day in range(DAYS):
            carry, seen = program.day(carry, parameters, exact, {}, np.int32(day), rows, tables, windows)
            jax.block_until_ready(seen)

    numbers = sum(value.nbytes for value in (*parameters.values(), *exact) if value.shape[-1] == people)
    states = sum(value.nbytes for value in program.start(people).values())
    return live, (numbers + 2 * states) / people


def _bandwidth(size: int) -> float:
    """Bytes read and written per second."""
    many = jnp.zeros(size // 8)
    add = jax.jit(lambda x: x + 1)
    _, spent = timed(lambda: jax.block_until_ready(add(many)), 7)
    return 2 * size / summary(spent[2:])["wall"]
