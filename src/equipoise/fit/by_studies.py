"""Fit numbers of the system to published findings through the shipped studies that measure them.

    minimise  sum over rows of (how far ours lies from the middle of what is allowed, in half widths)^2
              + sum over numbers of (how far the logarithm has moved, in standard deviations of its doubt)^2

Only named rows of the fit half of the split are looked at; one that nothing decides adds nothing.
The doubt of a fitted number is its standard error from the Jacobian, never less than the rows could tell.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import least_squares

from equipoise.evidence.split import FIT, split
from equipoise.study.load import load_study
from equipoise.study.part import laboratory, make, parts
from equipoise.study.section import Named
from equipoise.study.study import Study
from equipoise.study.summary import summarise

SEED = 20160115  # of calibration only: runs that show results draw other people
STEP = 0.1  # of a logarithm, for differences: shares of people and hours on a grid move in jumps


@dataclass(frozen=True)
class Free:
    """A number of the system that may move: "balance/allostasis.tilt", where it starts in its unit, and the sd of its
    logarithm before."""

    name: str
    start: float
    doubt: float
    unit: str = ""

    def written(self, log: float) -> float | str:
        """Its value as a study file writes it."""
        value = float(np.exp(log))
        return f"{value} {self.unit}" if self.unit else value


@dataclass(frozen=True)
class Row:
    """One published row with ours beside it: `miss` is 0 in the middle of what is allowed and 1 at its ends."""

    target: str
    ours: float | None
    inside: bool | None
    miss: float


@dataclass(frozen=True)
class Fitted:
    """What a fit found: number -> value, number -> standard error of its logarithm, and the rows at the end."""

    values: dict[str, float]
    errors: dict[str, float]
    rows: tuple[Row, ...]


def with_numbers(study: Study, numbers: Mapping[str, float | str]) -> Study:
    """The study with some numbers of the system set otherwise."""
    return study.model_copy(update={"world": Named({**study.world, **numbers})})


def rows(study: Study) -> tuple[Row, ...]:
    """Every row that the study measures, with ours as the evidence stands."""
    tables = [pd.read_parquet(io.BytesIO(make(study, SEED, part).tables["trials"])) for part in parts(study)]
    units = {name: instrument.unit for name, instrument in laboratory(study, SEED).instruments.items()}
    results = summarise(pd.concat(tables, ignore_index=True), study, units)
    return tuple(_row(item) for item in results if item["published"] and item["published"].get("allowed"))


def _row(item: Mapping) -> Row:
    published = item["published"]
    low, high = published["allowed"]
    return Row(published["target"], item["value"], item["inside"], _miss(item["value"], low, high))


def _miss(ours: float | None, low: float | None, high: float | None) -> float:
    """Distance from the middle in half widths; where one end is open, 0 inside and relative to the other outside."""
    if ours is None:
        return 0.0
    if low is not None and high is not None:
        return (ours - (low + high) / 2) / max((high - low) / 2, 1e-9)
    if high is not None:
        return max(ours - high, 0.0) / max(abs(high), 1e-9)
    return 0.0 if low is None else max(low - ours, 0.0) / max(abs(low), 1e-9)


def with_people(study: Study, number: int) -> Study:
    """The study with another number of people, and one trial."""
    people = study.people.model_copy(update={"number": number})
    return study.model_copy(
        update={"people": people, "repeat": study.repeat.model_copy(update={"trials": 1})}
    )


def only(study: Study, targets: frozenset[str]) -> Study:
    """What of a study these rows need: their arms, analyses and measures, in equal groups."""
    published = tuple(block for block in study.published if block.target in targets)
    analyses = {name: study.analysis[name] for name in dict.fromkeys(block.result for block in published)}
    named = {block.arm for block in published if block.arm} | {
        arm for analysis in analyses.values() if analysis.compare for arm in analysis.arms
    }
    arms = [name for name in study.arms if name in named or not named]
    kept = {
        name: analysis.model_copy(update={"arms": tuple(arm for arm in analysis.arms if arm in arms)})
        for name, analysis in analyses.items()
    }
    measures = {analysis.measure for analysis in kept.values()}
    return study.model_copy(
        update={
            "published": published,
            "analysis": Named(kept),
            "arms": Named({name: study.arms[name] for name in arms}),
            "measures": Named({name: m for name, m in study.measures.items() if name in measures}),
            "design": study.design.model_copy(update={"ratio": None}),
        }
    )


def fit(free: Sequence[Free], studies: Mapping[str, int], targets: Iterable[str]) -> Fitted:
    """Find the values; studies: name -> number of people. ValueError for a row that is kept for checking."""
    wanted = frozenset(targets)
    if kept := sorted(row for row in wanted if split().get(row) != FIT):
        raise ValueError(f"{', '.join(kept)}: not of the fit half")
    plans = [with_people(only(load_study(name), wanted), number) for name, number in studies.items()]
    start = np.log([each.start for each in free])
    widths = np.array([each.doubt for each in free])

    def at(moved: np.ndarray) -> list[Row]:
        logs = start + moved - 1
        numbers = {each.name: each.written(log) for each, log in zip(free, logs, strict=True)}
        found = [row for plan in plans for row in rows(with_numbers(plan, numbers))]
        return [row for row in found if row.target in wanted]

    def misses(moved: np.ndarray) -> np.ndarray:
        return np.concatenate([[row.miss for row in at(moved)], (moved - 1) / widths])

    # Logarithms are counted from one, since differences are taken relative to the point they are taken at.
    best = least_squares(misses, np.ones(len(free)), diff_step=STEP, max_nfev=12, xtol=1e-2, ftol=1e-3)
    spread = np.sqrt(np.diag(np.linalg.inv(best.jac.T @ best.jac)))
    names = [each.name for each in free]
    values = {name: float(f"{np.exp(log):.3g}") for name, log in zip(names, start + best.x - 1, strict=True)}
    return Fitted(values, dict(zip(names, map(float, spread), strict=True)), tuple(at(best.x)))
