"""The simulated trials behind each result, with everything published about it gathered beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from equipoise.report import words
from equipoise.report.choice import EFFECTS, SIGN, STANDARDISED, Result, shown_scale, sized_first
from equipoise.report.citations import Citation, citation, known_sources
from equipoise.report.folder import ResultsFolder

STANDARDISED_SCALE = "standardised effect"


@dataclass(frozen=True)
class Estimate:
    """A published value with its interval (NaN where none is given), or only a direction."""

    value: float
    low: float
    high: float
    source: Citation


@dataclass(frozen=True)
class TrialSet:
    """One result over all repeats, in its shown unit."""

    name: str
    measure: str
    statistic: str
    arm: str
    unit: str
    kind: str
    values: np.ndarray
    estimates: tuple[Estimate, ...]
    directions: tuple[Estimate, ...]

    @property
    def scale(self) -> str:
        """What shares an axis: standardised effects together, anything else with its own unit."""
        return STANDARDISED_SCALE if self.statistic in STANDARDISED else self.unit or self.statistic

    @property
    def about(self) -> str:
        """Measure and statistic, as a figure has room for."""
        measure = self.measure if self.measure != self.name else ""
        return ", ".join(part for part in (measure, words.statistic(self.statistic)) if part)


def trial_sets(folder: ResultsFolder) -> list[TrialSet]:
    """Every effect that was repeated, in the record's order; directions join the effect they speak of."""
    if folder.trials.empty or folder.trials["repeat"].nunique() < 2:
        return []
    results = folder.record.get("results") or ()
    sized = [result for result in sized_first(results) if result.get("statistic") in EFFECTS]
    signs = [result for result in results if result.get("statistic") == SIGN and result.get("published")]
    sources = known_sources()
    found: dict[tuple[Any, ...], TrialSet] = {}
    for result in sized:
        made = _trial_set(folder, result, [sign for sign in signs if _same(sign, result)], sources)
        key = (made.name, made.statistic, made.arm)
        if len(made.values) > 1:
            found[key] = _joined(found[key], made) if key in found else made
    return list(found.values())


def _same(sign: Result, result: Result) -> bool:
    return (sign.get("name"), sign.get("arm")) == (result.get("name"), result.get("arm"))


def _trial_set(
    folder: ResultsFolder, result: Result, signs: list[Result], sources: Mapping[str, Any]
) -> TrialSet:
    factor, unit = shown_scale(result)
    published = [result["published"]] if result.get("published") else []
    return TrialSet(
        name=words.clean(result.get("name")),
        measure=words.clean(result.get("measure")),
        statistic=str(result.get("statistic")),
        arm=words.clean(result.get("arm")),
        unit=unit,
        kind="fitted" if result.get("fitted") else "prediction",
        values=_values(folder, result) * factor,
        estimates=tuple(_estimate(entry, factor, sources) for entry in published),
        directions=tuple(_estimate(sign["published"], 1.0, sources) for sign in signs),
    )


def _values(folder: ResultsFolder, result: Result) -> np.ndarray:
    trials = folder.trials
    chosen = (trials["name"] == result.get("name")) & (trials["statistic"] == result.get("statistic"))
    if result.get("arm") and trials.loc[chosen, "arm"].nunique() > 1:
        chosen &= trials["arm"] == result["arm"]
    values = trials.loc[chosen, "value"].to_numpy(dtype=float)
    return values[np.isfinite(values)]


def _estimate(entry: Mapping[str, Any], factor: float, sources: Mapping[str, Any]) -> Estimate:
    value, low, high = (
        float(entry[key]) * factor if words.is_number(entry.get(key)) else np.nan
        for key in ("value", "low", "high")
    )
    return Estimate(value, low, high, citation(entry.get("source"), sources))


def _joined(one: TrialSet, other: TrialSet) -> TrialSet:
    # Two published numbers for one result arrive as two results with the same trials.
    kind = "fitted" if "fitted" in (one.kind, other.kind) else "prediction"
    return replace(one, kind=kind, estimates=(*one.estimates, *other.estimates))
