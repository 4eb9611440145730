"""libRoadRunner: the SBML model compiled once, one person after another, CVODE with its own steps."""

from collections.abc import Callable

import numpy as np
import roadrunner

from . import problem, sbml


def prepare(days: int, rtol: float, settled: bool = False) -> Callable[[dict, int], np.ndarray]:
    """Load and compile the model; returns a function of parameters and person: [hour, state]."""
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    runner = roadrunner.RoadRunner(sbml.model(settled))
    runner.integrator.setValue("relative_tolerance", rtol)
    runner.integrator.setValue("absolute_tolerance", rtol * 1e-3)
    runner.integrator.setValue("maximum_num_steps", 1_000_000)
    runner.timeCourseSelections = problem.STATES

    def live(parameters: dict, person: int) -> np.ndarray:
        runner.resetToOrigin()
        for name in problem.VARIES:
            runner.setValue(name, float(parameters[name][person]))
        hours = days * problem.HOURS
        return np.array(runner.simulate(0, hours, hours + 1))[:-1]

    return live
