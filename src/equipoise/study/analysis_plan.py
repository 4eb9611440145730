"""What is made of the measures: the sections [analysis.NAME]."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from equipoise.study.arm import Arm
from equipoise.study.compare import parse_compare, parse_item
from equipoise.study.design import Design
from equipoise.study.instruments import instrument_of
from equipoise.study.outcome import Measure
from equipoise.study.quantities import Text, Texts, check_name
from equipoise.study.reduction import Reduction, ReductionKeys, Report, curve_of, read_reduction
from equipoise.study.refusal import Place, shown
from equipoise.study.section import Section, example, read

How = Literal["within person", "between people"]
Statistic = Literal["difference", "ratio", "hedges_g", "percent difference"]
HOW_OF: dict[str, How] = {
    "crossover": "within person",
    "parallel": "between people",
    "single-arm": "within person",
    "cohort": "between people",
}


class Comparison(Section):
    """Which arm is set against which, and whether each person is compared with himself or with others."""

    active: str = Field(description="The arm of interest.")
    control: str = Field(description="The arm that it is set against; effects are active less control.")
    how: How = Field(description="Within person or between people.")
    statistic: Statistic | None = Field(
        default=None, description="What is told of it; default the difference and its effect sizes."
    )


class Analysis(Section):
    """One analysis: a comparison of two arms, or a report of each."""

    name: str = Field(description="Name of the analysis.")
    measure: str = Field(description="The measure that it is about.")
    compare: Comparison | None = Field(
        default=None, description="The comparison; default none, arms are reported."
    )
    report: Report | None = Field(
        default=None, description="The number made of a period; default none, the mean."
    )
    arms: tuple[str, ...] = Field(description="The arms that it is about, the active one first.")
    item: str = Field(default="all", description='"all", an item or a contrast of two; default all.')
    how: Reduction = Field(
        default=Reduction(), description="Which occasions count, and against what; default all, as measured."
    )


class AnalysisKeys(ReductionKeys):
    """[analysis.NAME]: one analysis as a study file writes it."""

    measure: Text = Field(description="Name of a measure.", examples=['measure = "connection"'])
    compare: Text | None = Field(
        default=None,
        description="Two arms, and perhaps what is told of them: difference, ratio, hedges_g or percent difference; "
        'default none. "Within person" or "between people" follows the design.',
        examples=['compare = "naltrexone against placebo, within person"'],
    )
    report: Report | None = Field(
        default=None,
        description="What number is made of a period; default mean.",
        examples=['report = "mean"'],
    )
    arm: Text | None = Field(
        default=None, description="The one arm reported; default all.", examples=['arm = "placebo"']
    )
    arms: Texts | None = Field(
        default=None, description="The arms reported; default all.", examples=['arms = ["50 mg", "placebo"]']
    )
    item: Text = Field(
        default="all",
        description="Which item of a task, or a contrast of two; default all.",
        examples=['item = "close - neutral"'],
    )


def read_analysis(
    name: str,
    table: Any,
    design: Design,
    arms: Mapping[str, Arm],
    measures: Mapping[str, Measure],
    place: Place,
) -> Analysis:
    """Read one analysis; its arms, its measure and its items must exist."""
    with place.blame("", "Rename the analysis."):
        check_name(name)
    keys = read(AnalysisKeys, table, place)
    if keys.measure not in measures:
        raise place.unknown("measure", keys.measure, "measure of this study", measures)
    if keys.compare is None and keys.report is None:
        remedy = 'Write compare = "one arm against another" or report = "mean".'
        raise place.refuse("", "it neither compares nor reports.", remedy)
    _check_item(keys.item, measures[keys.measure], place)
    how = read_reduction(keys, keys.report, measures[keys.measure], arms, place)
    comparison = _comparison(keys, design, arms, place)
    chosen = (comparison.active, comparison.control) if comparison else _chosen(keys, arms, place)
    return Analysis(
        name=name,
        measure=keys.measure,
        compare=comparison,
        report=keys.report,
        arms=chosen,
        item=keys.item,
        how=Reduction(**how),
    )


def _comparison(
    keys: AnalysisKeys, design: Design, arms: Mapping[str, Arm], place: Place
) -> Comparison | None:
    if keys.compare is None:
        return None
    if keys.arm is not None or keys.arms is not None:
        key = "arm" if keys.arm is not None else "arms"
        raise place.refuse(key, "the comparison already names its arms.", f"Remove {key}.")
    with place.blame("compare", ""):
        active, control, how, statistic = parse_compare(keys.compare)
    one_number = (keys.curve or curve_of(keys.report)) == "mean" or keys.report == "share"
    if one_number and statistic == "hedges_g":
        remedy = f'Write compare = "{active} against {control}, difference".'
        raise place.refuse("compare", "an effect size needs a number for each person.", remedy)
    for arm in (active, control):
        if arm not in arms:
            raise place.unknown("compare", arm, "arm of this study", arms)
    fitting = HOW_OF[design.kind]
    if how not in (None, fitting):
        reason = (
            "every person meets every arm"
            if fitting == "within person"
            else "every person meets one arm only"
        )
        remedy = f'Write compare = "{active} against {control}, {fitting}".'
        raise place.refuse("compare", f"{shown(how)} does not fit a {design.kind} study: {reason}.", remedy)
    return Comparison(active=active, control=control, how=fitting, statistic=statistic)  # type: ignore[arg-type]


def _chosen(keys: AnalysisKeys, arms: Mapping[str, Arm], place: Place) -> tuple[str, ...]:
    if keys.arm is not None and keys.arms is not None:
        raise place.refuse("", "it has arm and arms.", "Write one of them.")
    key = "arm" if keys.arm is not None else "arms"
    chosen = (keys.arm,) if keys.arm is not None else keys.arms or tuple(arms)
    for arm in chosen:
        if arm not in arms:
            raise place.unknown(key, arm, "arm of this study", arms)
    if len(set(chosen)) < len(chosen):
        raise place.refuse(key, "an arm stands there twice.", "Name each arm once.")
    return chosen


def _check_item(text: str, measure: Measure, place: Place) -> None:
    with place.blame("item", example(AnalysisKeys, "item")):
        item, other = parse_item(text)
    if (item, other) == ("all", None):
        return
    known = [entry.name for entry in getattr(instrument_of(measure), "items", ())]
    for name in (item, other):
        if name is not None and name not in known:
            raise place.unknown("item", name, f"item of {measure.of}", known)
