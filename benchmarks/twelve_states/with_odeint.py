"""SciPy's odeint (LSODA in Fortran, the right-hand side in Python), one person and one day between doses at a time."""

from collections.abc import Callable

import numpy as np
from scipy.integrate import odeint

from . import problem


def prepare(days: int, rtol: float) -> Callable[[dict, int], np.ndarray]:
    """A function of parameters and person: [hour, state]."""
    hours = np.arange(problem.HOURS + 1.0)

    def live(parameters: dict, person: int) -> np.ndarray:
        p, y, seen = problem.one(parameters, person), problem.START.copy(), []
        for _ in range(days):
            y[0] += problem.DOSE
            done = odeint(
                problem.rates, y, hours, (p,), rtol=rtol, atol=rtol * problem.SMALL, tfirst=True, mxstep=5000
            )
            seen.append(done[:-1])
            y = done[-1].copy()
        return np.concatenate(seen)

    return live
