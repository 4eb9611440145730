"""Fit the free numbers of a drug to the findings that the split gives to fitting, and hold the rest against them.

A finding is a mean over people, and so is ours (`fit.group`). It weighs by its tolerance: a quarter of its width is
taken as one standard deviation. A prior of a factor of two about the starting values holds what the findings leave
open. Doubt of a fitted number is its standard deviation on the log scale, from the curvature at the best fit.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import least_squares

from equipoise import evidence
from equipoise.engine import units
from equipoise.evidence.drug import Drug
from equipoise.evidence.files import find
from equipoise.evidence.rewrite import update_values
from equipoise.evidence.split import FIT, KEEP, split
from equipoise.evidence.target import targets
from equipoise.evidence.tolerance import PURE
from equipoise.fit.group import over
from equipoise.fit.measures import Measure
from equipoise.fit.plasma import numbers_of

PRIOR = np.log(2)
FULL = 0.995
ROUNDS = 2  # of fitting: what a group is to a typical person is worked out anew between them
SHARP = 0.1  # relative standard deviation of a finding of no stated width
DOUBT = re.compile(r"(\s*doubt\s*=\s*)\{[^}]*\}")


@dataclass(frozen=True)
class Task:
    """A drug to be calibrated.

    free: names of its numbers -> starting values in the unit of the file. findings: row of the table -> measure.
    other: findings that are in no table: name -> (value in engine units, relative standard deviation, measure).
    also: drugs that become the same substances, whose files hold the same numbers of them.
    """

    drug: str
    free: Mapping[str, float]
    findings: Mapping[str, Measure]
    other: Mapping[str, tuple[float, float, Measure]] = field(default_factory=dict)
    also: tuple[str, ...] = ()

    def of_half(self, half: str) -> list[str]:
        """The findings of one half of the split."""
        return [row for row in self.findings if split().get(row) == half]


def starting(task: Task, drug: Drug) -> dict[str, float]:
    """Numbers of the drug with the free ones at their start, in engine units."""
    numbers = numbers_of(drug)
    given = {name: units.to_internal(value, _unit(drug, name)) for name, value in task.free.items()}
    return {**numbers, **given}


def _unit(drug: Drug, name: str) -> str:
    from equipoise.fit.plasma import held

    return next(number.unit for number in held(drug) if number.name == name)


def scale_of(unit: str) -> float:
    """How many engine units a unit of the table is; its pure numbers go by many words."""
    return 1.0 if unit in PURE else units.scale(unit)


def odds(share: float) -> float:
    """Odds of a share; a reading of all is taken as the least that is rounded to it."""
    held = min(share, FULL)
    return held / (1 - held)


def misfit(row: str, ours: float) -> float:
    """How many standard deviations ours is from a row of the table."""
    target = targets()[row]
    scale = scale_of(target.unit)
    low, high = target.bounds.low * scale, target.bounds.high * scale
    if "ED50" in target.tolerance:  # a factor in the dose is a factor in the odds
        published = odds(target.value * scale)
        return np.log(odds(ours) / published) / (np.log(published / odds(low)) / 2)
    width = (high - low) / 4 if np.isfinite(high - low) else SHARP * target.value * scale
    return (ours - target.value * scale) / width


def fit(task: Task) -> tuple[dict[str, float], dict[str, float]]:
    """Best values of the free numbers in the unit of the file, and the standard deviation of their logarithms."""
    drug = evidence.load_drug(task.drug)
    start = starting(task, drug)
    names = list(task.free)
    origin = np.log([start[name] for name in names])

    asked = {row: task.findings[row] for row in task.of_half(FIT)}
    asked |= {name: ask for name, (_, _, ask) in task.other.items()}

    def at(logs: np.ndarray) -> dict[str, float]:
        return {**start, **dict(zip(names, np.exp(logs), strict=True))}

    def residuals(logs: np.ndarray, overs: Mapping[str, float]) -> np.ndarray:
        ours = {name: overs[name] * ask(drug, at(logs)) for name, ask in asked.items()}
        rows = [misfit(row, ours[row]) for row in task.of_half(FIT)]
        rest = [np.log(ours[name] / value) / width for name, (value, width, _) in task.other.items()]
        return np.array([*rows, *rest, *((logs - origin) / PRIOR)])

    def best_from(logs: np.ndarray) -> Any:
        overs = {name: over(ask, drug, at(logs)) for name, ask in asked.items()}
        return least_squares(residuals, logs, diff_step=1e-3, x_scale=0.3, args=(overs,))

    best = best_from(origin)
    for _ in range(ROUNDS - 1):
        best = best_from(best.x)
    spread = np.sqrt(np.diag(np.linalg.inv(best.jac.T @ best.jac)))
    found = {n: units.from_internal(v, _unit(drug, n)) for n, v in zip(names, np.exp(best.x), strict=True)}
    return found, dict(zip(names, spread, strict=True))


def write(task: Task, found: Mapping[str, float], doubts: Mapping[str, float]) -> None:
    """Set values and doubts of the fitted numbers in the drug's file, and in those of drugs that become the same."""
    for drug in (task.drug, *task.also):
        path, held = find("drugs", drug), numbers_of(evidence.load_drug(drug))
        update_values(path, {name: float(f"{found[name]:.4g}") for name in found if name in held})
        update_doubts(path, doubts)


def update_doubts(path: Path, doubts: Mapping[str, float]) -> None:
    """Set the `doubt =` lines of named entries, as standard deviations on the log scale."""
    section, lines = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        section = line.strip()[1:-1].replace('"', "") if line.startswith("[") else section
        new = f"{{ lognormal = {doubts[section]:.2g} }}" if section in doubts else None
        lines.append(DOUBT.sub(rf"\g<1>{new}", line) if new else line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def compared(task: Task, rows: Iterable[str]) -> list[tuple[str, float, float, bool | None]]:
    """Row, published value, ours over a group in its unit, and whether ours is inside; by the numbers of the file."""
    drug = evidence.load_drug(task.drug)
    values = numbers_of(drug)
    shown = []
    for row in rows:
        target = targets()[row]
        ask = task.findings[row]
        ours = over(ask, drug, values) * ask(drug, values) / scale_of(target.unit)
        shown.append((row, target.value, ours, target.inside(ours)))
    return shown


def report(task: Task) -> None:
    """Print fitted and kept findings apart, and the unverified ones last."""
    unverified = [row for row in task.findings if row not in split()]
    halves = (("fitted", task.of_half(FIT)), ("kept", task.of_half(KEEP)), ("unverified", unverified))
    for title, rows in halves:
        if rows:
            print(f"\n{task.drug}: {title:<34}{'published':>11}{'ours':>11}")
        for row, value, ours, inside in compared(task, rows):
            print(f"  {row:<44}{value:>10.4g}{ours:>11.4g}  {'inside' if inside else 'OUTSIDE'}")


def run(tasks: Iterable[Task]) -> None:
    """Fit each drug, write its file and print what came of it."""
    for task in tasks:
        if task.free:
            write(task, *fit(task))
        report(task)
