"""What a run on its own clock meets: doses at instants, and inputs that hold their value until they change.

The plain path, the moment clock and the exchange formats all take what happens to a person in this form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .system import System

# A value throughout, or (time, value) pairs that each hold till the next; a value may be [person].
Course = float | Sequence[tuple[float, Any]]


@dataclass(frozen=True)
class Dose:
    """`amount` (or one for each person) put into one element of a state at `time` hours, in the engine's units."""

    time: float
    state: str
    amount: Any
    index: tuple[int, ...] = ()


def moving(system: System) -> tuple[str, ...]:
    """States that a rate moves, in the order in which flat vectors hold them."""
    return tuple(name for name, symbol in system.states.items() if symbol.form != "held")


def initial(system: System, start: Mapping[str, Any]) -> dict[str, Any]:
    """First value of every moving state, [axes..., person]: from `start`, or as its mechanism declares it.

    start: a number, or an array [axes...] or [axes..., person].
    """
    known = moving(system)
    strangers = sorted(set(start) - set(known))
    if strangers:
        raise ValueError(
            f"{', '.join(strangers)} cannot be started: the moving states are {', '.join(known)}"
        )
    return {name: _opened(start.get(name, system.symbols[name].start), system.shape(name)) for name in known}


def _opened(value: Any, shape: tuple[int, ...]) -> Any:
    if np.ndim(value) == 0:
        return np.full((*shape, 1), value, dtype=float)
    return value[..., None] if np.ndim(value) == len(shape) else value


def changes(system: System, held: Mapping[str, Course]) -> dict[str, tuple[tuple[float, Any], ...]]:
    """Each held input as (time, value) pairs in order; a bare number holds throughout.

    Inputs are the forcings and the held states; one that is not mentioned stays as it starts, a forcing at zero.
    """
    inputs = {**system.of("forcing"), **system.of("state", "held")}
    strangers = sorted(set(held) - set(inputs))
    if strangers:
        raise ValueError(f"{', '.join(strangers)} cannot be held: the inputs are {', '.join(sorted(inputs))}")
    courses: dict[str, tuple[tuple[float, Any], ...]] = {n: ((0.0, s.start),) for n, s in inputs.items()}
    for name, course in held.items():
        pairs = ((0.0, course),) if isinstance(course, float | int) else tuple(course)
        ordered = sorted(((float(time), value) for time, value in pairs), key=lambda pair: pair[0])
        courses[name] = tuple((time, value if np.ndim(value) else float(value)) for time, value in ordered)
        if not pairs or courses[name][0][0] != 0:
            raise ValueError(f"{name} has no value at the start: begin with (0, value)")
    return courses


def checked(system: System, doses: Sequence[Dose], until: float) -> tuple[Dose, ...]:
    """Doses in order of time; ValueError for one outside the run or into what is no moving state."""
    for dose in doses:
        if dose.state not in moving(system):
            raise ValueError(
                f"a dose cannot enter {dose.state}: the moving states are {', '.join(moving(system))}"
            )
        shape = system.shape(dose.state)
        if len(dose.index) != len(shape) or any(
            not 0 <= i < n for i, n in zip(dose.index, shape, strict=True)
        ):
            raise ValueError(f"{dose.state} has no element {list(dose.index)}: its shape is {list(shape)}")
        if not 0 <= dose.time < until:
            raise ValueError(f"a dose at {dose.time:g} h lies outside the run of {until:g} h")
    return tuple(sorted(doses, key=lambda dose: dose.time))
