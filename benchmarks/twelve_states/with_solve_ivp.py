"""SciPy's solve_ivp (LSODA), one person and one day between doses at a time; at a tight tolerance, the reference."""

from collections.abc import Callable

import numpy as np
from scipy.integrate import solve_ivp

from . import problem

TIGHT = 1e-11


def prepare(days: int, rtol: float) -> Callable[[dict, int], np.ndarray]:
    """A function of parameters and person: [hour, state]."""
    hours = np.arange(problem.HOURS + 1.0)

    def live(parameters: dict, person: int) -> np.ndarray:
        p, y, seen = problem.one(parameters, person), problem.START.copy(), []
        for _ in range(days):
            y[0] += problem.DOSE
            done = solve_ivp(
                problem.rates,
                (0, hours[-1]),
                y,
                "LSODA",
                hours,
                args=(p,),
                rtol=rtol,
                atol=rtol * problem.SMALL,
            )
            seen.append(done.y.T[:-1])
            y = done.y[:, -1].copy()
        return np.concatenate(seen)

    return live


def reference(parameters: dict, number: int, days: int) -> np.ndarray:
    """The first `number` people at a tight tolerance, nothing settled: [person, hour, state]."""
    live = prepare(days, TIGHT)
    return np.stack([live(parameters, person) for person in range(number)])
