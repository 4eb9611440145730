"""R's deSolve, where R is installed: desolve.R reads the people and writes what they lived through."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from . import problem

SCRIPT = Path(__file__).with_name("desolve.R")


def missing() -> str:
    """Why deSolve cannot be measured here; empty if it can."""
    if shutil.which("Rscript") is None:
        return "R is not installed"
    asked = subprocess.run(["Rscript", "-e", "library(deSolve)"], capture_output=True, check=False)
    return "R has no deSolve" if asked.returncode else ""


def solve(parameters: dict, number: int, days: int, rtol: float) -> tuple[np.ndarray, float, float]:
    """The first `number` people, [person, hour, state], with CPU and wall seconds of the integration alone."""
    people = [problem.one(parameters, person) for person in range(number)]
    with TemporaryDirectory() as folder:
        given, found = Path(folder, "people.csv"), Path(folder, "states.csv")
        lines = [",".join(people[0]), *(",".join(repr(value) for value in p.values()) for p in people)]
        given.write_text("\n".join(lines), encoding="utf-8")
        command = ["Rscript", str(SCRIPT), str(given), str(days), str(rtol), str(found)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        seen = np.loadtxt(found, delimiter=",", skiprows=1)
    return seen.reshape(number, days * problem.HOURS, len(problem.STATES)), float(told[0]), float(told[1])
