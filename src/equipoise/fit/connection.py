"""Calibrate felt connection: `python -m equipoise.fit.connection` refits three numbers, one after the other.

1  connection gain        to the pooled effect of antagonists on connection, by the daily diary (loseth-2024)
2  release by kind words  to the ratings of close others' messages in two groups of 40 (inagaki-2019)
3  striatum gain          to the drug effect in the same scans (inagaki-2019)

Not fitted: the message task of the crossover, positive affect, objects, the value of the stimulus, contact.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from scipy.optimize import brentq

from equipoise.evidence.files import ROOT
from equipoise.evidence.rewrite import update_values
from equipoise.study.load import load_study
from equipoise.study.part import laboratory, make, parts
from equipoise.study.summary import summarise

SEED = 20160115  # of calibration only: runs that show results draw other people
PEOPLE = 24_000


@dataclass(frozen=True)
class Goal:
    """A number to be found: where it stands, the result that decides it, its goal, and where to look."""

    file: str
    entry: str
    study: str
    result: str
    statistic: str
    value: float
    source: str
    bracket: tuple[float, float]


GOALS = (
    Goal(
        "system/opioid/connection",
        "gain",
        "naltrexone-connection",
        "daily",
        "hedges_g",
        -0.20,
        "loseth-2024",
        (4, 16),
    ),
    Goal(
        "system/opioid/peptide",
        "by_kindness",
        "social-warmth-imaging",
        "ratings",
        "hedges_g",
        -0.32,
        "inagaki-2019",
        (0.1, 2),
    ),
    Goal(
        "scales/ventral-striatum-messages",
        "gain",
        "social-warmth-imaging",
        "striatum",
        "hedges_g",
        -0.46,
        "inagaki-2019",
        (2, 60),
    ),
)


def measured(study: str, result: str, statistic: str, arm: str | None = None) -> float:
    """The mean of a result over many trials with the evidence as it stands."""
    plan = load_study(study)
    trials = max(1, PEOPLE // plan.people.number)
    plan = plan.model_copy(update={"repeat": plan.repeat.model_copy(update={"trials": trials})})
    tables = [pd.read_parquet(io.BytesIO(make(plan, SEED, part).tables["trials"])) for part in parts(plan)]
    results = summarise(pd.concat(tables, ignore_index=True), plan)
    return next(
        r["value"]
        for r in results
        if r["name"] == result and r["statistic"] == statistic and arm in (None, r["arm"])
    )


def solve(goal: Goal) -> tuple[float, float]:
    """The value at which the result meets its goal, and what the result then is."""
    path, found = ROOT / f"{goal.file}.toml", {}

    def miss(value: float) -> float:
        update_values(path, {goal.entry: float(f"{value:.3g}")})
        laboratory.cache_clear()  # it holds the evidence as it was
        found[value] = measured(goal.study, goal.result, goal.statistic)
        return found[value] - goal.value

    best = brentq(miss, *goal.bracket, xtol=0.02, rtol=0.02)
    return float(f"{best:.3g}"), miss(best) + goal.value


def main(report: Callable[[str], None] = print) -> None:
    """Fit every goal in turn, writing each value to its data file."""
    for goal in GOALS:
        value, found = solve(goal)
        report(f"{goal.file}.{goal.entry} = {value:g}: {goal.study} {goal.result} {goal.statistic} {found:.3f}, "
               f"published {goal.value:g} ({goal.source})")  # fmt: skip


if __name__ == "__main__":
    main()
