"""equipoise: the mechanisms of system/, run as a study is run: chunks of people, watched at every hour."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from equipoise.engine import chunk, integrate
from equipoise.engine.events import Events
from equipoise.engine.grid import Grid

from . import problem
from .system import build

LANES = 512
PORT = ("gut", ())
system = cache(build)  # one System object, because compiled programs are kept by object


def solve(
    parameters: dict, people: int, days: int, per_hour: int, lanes: int = LANES
) -> Iterator[np.ndarray]:
    """Hourly states, chunk after chunk: [person, hour, state]."""
    grid = Grid(per_hour)
    program = integrate.program(system(), grid, tuple(problem.STATES), (PORT,))
    hours = np.arange(days * problem.HOURS, dtype=float)
    width = min(people, lanes)
    for first in range(0, people, width):
        who = np.arange(first, min(first + width, people))
        lived = chunk.simulate(
            program, _chunk(parameters, who, width, days, grid), chunk.Watch(hours, hours), seed=1
        )
        yield np.moveaxis(lived.values, -1, 0)[: len(who)]


def of_system(parameters: dict, who: np.ndarray) -> dict[str, np.ndarray]:
    """Parameters under their names in the system: [person], or [1] for what all share."""
    named = {name: np.atleast_1d(parameters[name.rpartition(".")[2]]) for name in system().of("parameter")}
    return {name: value[who] if len(value) > 1 else value for name, value in named.items()}


def _chunk(parameters: dict, who: np.ndarray, width: int, days: int, grid: Grid) -> chunk.Chunk:
    doses, nothing = (Events(grid, days, ports, width) for ports in ((PORT[0],), ()))
    for day in range(days):
        doses.add(day * float(problem.HOURS), PORT[0], np.full(width, problem.DOSE))
    lanes = chunk.padded(who, width)
    return chunk.Chunk(lanes, of_system(parameters, lanes), doses, nothing)
