"""The plain path: one person, NumPy and an adaptive solver, for trust and not for speed.

    dy/dt = what the mechanisms' rates say, all states in one flat vector, restarted wherever something jumps

Nothing is compiled and no linear state is treated apart. On the moment clock's system nothing is settled either: fast
states move by their rates. Compiled programs and exported models are held against it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import FunctionType
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from .grid import HOURS
from .precision import double
from .system import Step, System, Values
from .timeline import Course, Dose, changes, checked, initial, moving

AFTER = 1e-3  # hours lived after the last time, so that it too is seen after what happens then


def live(
    system: System,
    parameters: Mapping[str, Any],
    times: Sequence[float],
    start: Mapping[str, Any] = {},
    held: Mapping[str, Course] = {},
    doses: Sequence[Dose] = (),
    draws: Mapping[str, Sequence[float]] = {},
    tolerance: float = 1e-10,
) -> dict[str, np.ndarray]:
    """States and signals at `times` (hours, in order), just after what happens then: {name: [time, axes...]}.

    parameters: [axes..., 1]. draws: {name: [hour]}; with them, held states that `held` leaves out are decided at each
    full hour by their own equations, as in the compiled program.
    """
    system = _plain(system)
    at = np.asarray(times, dtype=float)
    until = at[-1] + AFTER
    doses, courses = checked(system, doses, until), changes(system, held)
    decided = [name for name in system.decisions if name not in held] if draws else []
    inputs: Values = {}
    point, seen = _flat(initial(system, start).values()), []
    jumps = {time for course in courses.values() for time, _ in course} | {dose.time for dose in doses}
    hours = {float(hour) for hour in range(int(at[-1]) + 1)} if decided else {0.0}
    ends = sorted(hours | {float(time) for time in jumps if time < until})
    with double():
        for begin, end in pairwise([*ends, until]):
            point = _dosed(system, point, [dose for dose in doses if dose.time == begin])
            inputs |= {
                n: np.array([v]) for n, course in courses.items() for time, v in course if time == begin
            }
            if begin.is_integer() and decided:
                inputs |= _decided(system, {**parameters, **inputs}, point, begin, decided, draws)
            inside = at[(at >= begin) & (at < end)]
            path = _solved(system, {**parameters, **inputs}, point, inside, (begin, end), tolerance)
            point = path[:, -1]
            seen.append(_evaluated(system, {**parameters, **inputs}, path[:, :-1], inside))
    return {name: np.concatenate([np.moveaxis(part[name], -1, 0) for part in seen]) for name in seen[0]}


def _plain(system: System) -> System:
    """The system with its equations read as NumPy: what they call `jnp` is NumPy itself."""

    def plain(step: Step) -> Step:
        names = {**step.function.__globals__, "jnp": np}
        return replace(
            step, function=FunctionType(step.function.__code__, names, closure=step.function.__closure__)
        )

    rates, decisions = ({n: plain(s) for n, s in part.items()} for part in (system.rates, system.decisions))
    return replace(system, algebra=tuple(map(plain, system.algebra)), rates=rates, decisions=decisions)


def _flat(parts: Any) -> np.ndarray:
    return np.concatenate([np.zeros(0), *(np.ravel(part) for part in parts)])


def _states(system: System, flat: np.ndarray) -> Values:
    """[row, time] -> {state: [axes..., time]}."""
    sizes = [int(np.prod(system.shape(name), dtype=int)) for name in moving(system)]
    parts = np.split(flat, np.cumsum(sizes)[:-1])
    return {
        n: part.reshape(*system.shape(n), flat.shape[-1])
        for n, part in zip(moving(system), parts, strict=True)
    }


def _dosed(system: System, point: np.ndarray, doses: Sequence[Dose]) -> np.ndarray:
    states = _states(system, point.copy()[:, None])
    for dose in doses:
        states[dose.state][dose.index] += dose.amount
    return _flat(states.values())


def _decided(
    system: System,
    values: Values,
    point: np.ndarray,
    hour: float,
    decided: Sequence[str],
    draws: Mapping[str, Any],
) -> Values:
    drawn = {name: np.array([course[int(hour)]]) for name, course in draws.items()}
    known = {**values, **_states(system, point[:, None]), **drawn, "time_of_day": np.array([hour % HOURS])}
    known = system.evaluate({read for name in decided for read in system.decisions[name].reads}, known)
    return {name: np.asarray(system.decisions[name](known), dtype=float) for name in decided}


def _solved(
    system: System,
    values: Values,
    point: np.ndarray,
    inside: np.ndarray,
    span: tuple[float, float],
    tolerance: float,
) -> np.ndarray:
    """States at the times inside the span and, last, at its end: [row, time]."""
    steps = system.chain({read for name in moving(system) for read in system.rates[name].reads})

    def slope(time: float, flat: np.ndarray) -> np.ndarray:
        known = {**values, **_states(system, flat[:, None]), "time_of_day": np.array([time % HOURS])}
        for step in steps:
            known[step.yields] = step(known)
        rates = (np.asarray(system.rates[name](known)) for name in moving(system))
        return _flat(
            np.broadcast_to(r, (*system.shape(n), 1)) for n, r in zip(moving(system), rates, strict=True)
        )

    method = (
        "LSODA" if system.clock == "moment" else "DOP853"
    )  # fast states are stiff; without them nothing is
    solution = solve_ivp(slope, span, point, method, [*inside, span[1]], rtol=tolerance, atol=tolerance)
    if not solution.success:
        raise ArithmeticError(f"the plain path stopped at {solution.t[-1]:g} h: {solution.message}")
    return solution.y


def _evaluated(system: System, values: Values, path: np.ndarray, times: np.ndarray) -> Values:
    """Every state, held input and signal along a path: {name: [axes..., time]}."""
    states = {**_states(system, path), "time_of_day": times % HOURS}
    known = system.evaluate([step.yields for step in system.algebra], {**values, **states})
    names = [*system.states, *(step.yields for step in system.algebra)]
    return {
        n: np.broadcast_to(np.asarray(known[n], dtype=float), (*system.shape(n), len(times))) for n in names
    }
