"""The trial's own analysis, done to every repeat of it at once.

In: tidy observations and the [analysis.*] sections of a study. Out: one row per repeat, analysis, statistic and
arm (repeat, name, measure, statistic, arm, value, low, high, p, n). Effects are active less control.

    compare   mean_difference (paired or Welch t), hedges_g and, within person, d_z; or the one that is asked for,
              ratio and percent difference of the two means among them
    report    mean, peak, trough, their times, area, half-life, onset, end, contacts (per person, then averaged),
              share (with Wilson's interval), slope, half-time (of the arm's mean course)

Leaves out  period and carry-over terms: the crossovers shipped were analysed by paired comparison.
            `mixed.cross_check` sets a mixed model beside the paired test.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from equipoise.errors import InvalidInput
from equipoise.study import contrast, effect_size, proportion, trend
from equipoise.study.effect_size import Array, Estimate
from equipoise.study.endpoint import endpoints, period_mean
from equipoise.study.mixed import WITHIN, cross_check
from equipoise.study.pivot import Pivot, completers, pick, pivot
from equipoise.study.reduction import curve_of
from equipoise.study.summary import ACROSS_ARMS, summarise

if TYPE_CHECKING:
    from equipoise.study.study import Analysis, Study

__all__ = ["COLUMNS", "analyse", "analyse_arrays", "cross_check", "pivots", "summarise"]

COLUMNS = ["repeat", "name", "measure", "statistic", "arm", "value", "low", "high", "p", "n"]
Row = tuple[str, str, Estimate]


def analyse(
    observations: pd.DataFrame,
    study: "Study",
    people: pd.DataFrame | None = None,
    worth: Mapping[str, Mapping[str, float]] | None = None,
) -> pd.DataFrame:
    """Every analysis of a study on every repeat.

    people  when given, only those with status "completed" are analysed
    worth   measure -> item -> how much the stimulus is worth, for `slope`; without it items count 0, 1, 2, ...
            in the order in which they were observed
    """
    if people is not None:
        observations = completers(observations, people)
    return analyse_arrays(pivots(observations), study, worth)


def pivots(observations: pd.DataFrame) -> dict[str, Pivot]:
    """The observations of each measure as an array."""
    groups = observations.groupby("measure", observed=True, sort=False)
    return {str(measure): pivot(rows) for measure, rows in groups}


def analyse_arrays(
    tables: Mapping[str, Pivot], study: "Study", worth: Mapping[str, Mapping[str, float]] | None = None
) -> pd.DataFrame:
    """`analyse` for observations that are arrays already."""
    frames = [pd.DataFrame(columns=COLUMNS)] if not study.analysis else []
    for name, analysis in study.analysis.items():
        table = _table(tables, name, analysis.measure)
        for statistic, arm, estimate in _rows(table, analysis, study, (worth or {}).get(analysis.measure)):
            words = {"name": name, "measure": analysis.measure, "statistic": statistic, "arm": arm}
            numbers = {key: getattr(estimate, key) for key in ("value", "low", "high", "p")}
            frame = pd.DataFrame({"repeat": table.repeats, **numbers, "n": estimate.n.astype(int)})
            frames.append(frame.assign(**words)[COLUMNS])
    trials = pd.concat(frames, ignore_index=True)
    trials.attrs["units"] = {measure: table.unit for measure, table in tables.items()}
    return trials


def _table(tables: Mapping[str, Pivot], name: str, measure: str) -> Pivot:
    if measure in tables:
        return tables[measure]
    remedy = f"Measures observed: {', '.join(tables) or 'none'}."
    raise InvalidInput(f"[analysis.{name}] measure", f'nothing was observed of "{measure}".', remedy)


def _rows(
    table: Pivot, analysis: "Analysis", study: "Study", worth: Mapping[str, float] | None
) -> Iterator[Row]:
    """(statistic, arm, estimate over repeats) for one analysis."""
    arms, report = analysis.arms, analysis.report or "mean"
    if analysis.compare is None and report == "slope" and len({_dose(study, arm) for arm in arms}) > 1:
        yield report, ACROSS_ARMS.join(arms), _dose_slope(table, analysis, study, arms)
        return
    values = endpoints(table, analysis, study, worth)
    if analysis.compare is not None:
        yield from _compared(values, table, analysis)
        return
    for arm in arms:
        yield report, arm, _reported(values[:, :, table.arm(arm)], table, analysis, arm)


def _reported(values: Array, table: Pivot, analysis: "Analysis", arm: str) -> Estimate:
    """One arm's number from [repeat, person]; of a mean course there is one, without interval of its own."""
    if analysis.report == "share":
        return proportion.share(values)
    if _of_mean_course(analysis):
        return _alone(values[:, 0], _observed(table, arm))
    return contrast.mean_of(values)


def _of_mean_course(analysis: "Analysis") -> bool:
    return (analysis.how.curve or curve_of(analysis.report)) == "mean"


def _observed(table: Pivot, arm: str) -> Array:
    """How many people were seen in an arm: [repeat]."""
    seen = ~np.isnan(table.values[:, :, table.arm(arm)])
    return seen.any(axis=(-2, -1)).sum(axis=1).astype(float)


def _alone(value: Array, n: Array) -> Estimate:
    nothing = np.full_like(value, np.nan)
    return Estimate(value, nothing, nothing, nothing, nothing, n)


def _compared(values: Array, table: Pivot, analysis: "Analysis") -> Iterator[Row]:
    """What a comparison asks for of [repeat, person, arm]: the difference with its effect sizes, or one statistic."""
    compare = analysis.compare
    assert compare is not None
    asked, within = compare.statistic, compare.how == WITHIN
    active, control = (values[:, :, table.arm(arm)] for arm in (compare.active, compare.control))
    if _of_mean_course(analysis):
        n = _observed(table, compare.active) + (0 if within else _observed(table, compare.control))
        yield _courses(active[:, 0], control[:, 0], n, analysis)
    elif asked in ("ratio", "percent difference"):
        shares = analysis.report == "share" and not within
        found = (
            proportion.against(active, control, "ratio")
            if shares
            else contrast.ratio(active, control, within)
        )
        yield asked, compare.active, found if asked == "ratio" else _percent(found)
    elif analysis.report == "share":
        scaled = (100 * active, 100 * control)
        difference = contrast.paired(*scaled) if within else proportion.against(active, control, "diff")
        yield "mean_difference", compare.active, difference
    else:
        yield from _differences(active, control, analysis)


def _differences(active: Array, control: Array, analysis: "Analysis") -> Iterator[Row]:
    compare = analysis.compare
    assert compare is not None
    label = "slope" if analysis.report == "slope" else "mean_difference"
    if compare.how == WITHIN:
        difference = contrast.paired(active, control)
        effects = {
            "hedges_g": effect_size.hedges_g_paired(active, control),
            "d_z": effect_size.d_z(active - control),
        }
    else:
        difference = contrast.welch(active, control)
        effects = {"hedges_g": effect_size.hedges_g_independent(active, control)}
    if compare.statistic in (None, "difference"):
        yield label, compare.active, difference
    for statistic, effect in effects.items() if compare.statistic != "difference" else ():
        if compare.statistic in (None, statistic):
            yield statistic, compare.active, effect._replace(p=difference.p)


def _courses(active: Array, control: Array, n: Array, analysis: "Analysis") -> Row:
    """Two mean courses set against each other, [repeat]; one trial gives no interval."""
    compare = analysis.compare
    assert compare is not None
    if compare.statistic not in ("ratio", "percent difference"):
        return "mean_difference", compare.active, _alone(active - control, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = _alone(np.where(control != 0, active / control, np.nan), n)
    return compare.statistic, compare.active, ratio if compare.statistic == "ratio" else _percent(ratio)


def _percent(ratio: Estimate) -> Estimate:
    """A ratio as a difference in percent of the control."""
    value, low, high = (100 * (part - 1) for part in (ratio.value, ratio.low, ratio.high))
    return ratio._replace(value=value, error=100 * ratio.error, low=low, high=high)


def _dose(study: "Study", arm: str) -> float:
    """Largest single dose of an arm in the engine's units (mg); 0 for placebo."""
    from equipoise.engine.units import to_internal

    return max((to_internal(value, unit) for value, unit in study.arms[arm].doses), default=0.0)


def _dose_slope(table: Pivot, analysis: "Analysis", study: "Study", arms: tuple[str, ...]) -> Estimate:
    """Slope of the period mean on dose: each person's own in a crossover, across people otherwise."""
    values = pick(period_mean(table.values), table.items, analysis.item)
    values = values[:, :, [table.arm(arm) for arm in arms]]
    doses = [_dose(study, arm) for arm in arms]
    if study.design.kind == "crossover":
        return contrast.mean_of(trend.slope_over_dose_within(values, doses))
    return trend.slope_over_dose_between(values, doses)
