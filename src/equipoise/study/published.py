"""What was published beside what is simulated: the sections [[published]].

The short form names a row of the table of findings, which then gives value, unit, interval, tolerance, source and
number, and says whether the row was fitted to. Where there is no such row, the file gives them itself.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from equipoise.study import catalogue
from equipoise.study.analysis_plan import Analysis
from equipoise.study.arm import Arm
from equipoise.study.by_target import Statistic, read_by_target
from equipoise.study.quantities import Text, Unit
from equipoise.study.refusal import Place, listed, shown
from equipoise.study.section import Section, read


class PublishedKeys(Section):
    """[[published]]: one published number and the result that it stands beside."""

    measure: Text = Field(
        description="The measure; default the measure of `result`.", examples=['measure = "connection"']
    )
    result: Text = Field(
        description="The analysis that it stands beside; default the only one of the measure.",
        examples=['result = "daily"'],
    )
    arm: Text | None = Field(
        default=None,
        description="The arm that it is about; default none, the analysis as a whole.",
        examples=['arm = "placebo"'],
    )
    statistic: Statistic = Field(
        description="What number it is; default that of the result, if there is a target.",
        examples=['statistic = "hedges_g"'],
    )
    value: float = Field(
        allow_inf_nan=False,
        description="The number, for a sign -1, 0 or 1; default the target's.",
        examples=["value = -0.2"],
    )
    unit: Unit = Field(default="1", description="Its unit; default a pure number.", examples=['unit = "h"'])
    interval: tuple[float, float] | None = Field(
        default=None,
        description="Low and high end of its 95 % interval or range; default none.",
        examples=["interval = [-0.3, -0.1]"],
    )
    tolerance: float | None = Field(
        default=None,
        ge=0,
        allow_inf_nan=False,
        description="How far a result may be from the value, in its unit; default none.",
        examples=["tolerance = 10"],
    )
    source: Text = Field(
        description="Key of a source in the evidence; default the target's.",
        examples=['source = "inagaki-2016"'],
    )
    fitted: bool = Field(
        default=False,
        description="Whether a parameter was set with this number; default false, with a target as the evidence says.",
        examples=["fitted = true"],
    )
    target: Text | None = Field(
        default=None,
        description="Row of the table of findings, which gives the number and all about it; default none.",
        examples=['target = "rc-ntx-occ-2mg"'],
    )
    note: Text | None = Field(
        default=None, description="What a reader should know; default none.", examples=['note = "pooled"']
    )
    n: int | None = Field(
        default=None, ge=1, description="How many people it rests on; default unknown.", examples=["n = 31"]
    )


class Published(PublishedKeys):
    """One published number, from the file or from the row of the table of findings that it names."""

    by_row: bool = Field(
        default=False, description="Whether its target's row gave the number and judges ours; default false."
    )


def read_published(
    table: Any, analyses: Mapping[str, Analysis], arms: Mapping[str, Arm], place: Place
) -> Published:
    """Read one published number and find the analysis that it stands beside."""
    completed = _completed(table, analyses, place)
    if isinstance(completed, dict) and "target" in completed and "value" not in completed:
        keys = read_by_target(completed, analyses, place)
    else:
        keys = read(PublishedKeys, completed, place).model_dump()
        catalogue.check_source(keys["source"], place)
    found = Published(**keys)
    if found.arm is not None and found.arm not in arms:
        raise place.unknown("arm", found.arm, "arm of this study", arms)
    if found.statistic == "sign" and found.value not in (-1, 0, 1):
        remedy = "Write value = -1 for lower, 0 for no difference, 1 for higher."
        raise place.refuse("value", f"{found.value:g} is not a sign.", remedy)
    if found.interval and not found.interval[0] <= found.value <= found.interval[1]:
        low, high = found.interval
        remedy = "The low end comes first; check the signs."
        raise place.refuse("interval", f"{found.value:g} does not lie between {low:g} and {high:g}.", remedy)
    return found


def _completed(table: Any, analyses: Mapping[str, Analysis], place: Place) -> Any:
    """The table with `measure` and `result` both written out."""
    if not isinstance(table, dict):
        return table
    measure, result = table.get("measure"), table.get("result")
    if measure is None and result is None:
        remedy = 'Write measure = "connection", or result = "daily" for [analysis.daily].'
        raise place.refuse("", "it stands beside no analysis.", remedy)
    if isinstance(result, str):
        if result not in analyses:
            raise place.unknown("result", result, "analysis of this study", analyses)
        if isinstance(measure, str) and measure != analyses[result].measure:
            trouble = f"[analysis.{result}] is about {shown(analyses[result].measure)}, not {shown(measure)}."
            raise place.refuse("measure", trouble, "Remove measure; result says enough.")
        return {"measure": analyses[result].measure, **table}
    if result is not None or not isinstance(measure, str):
        return table
    about = [name for name, analysis in analyses.items() if analysis.measure == measure]
    if not about:
        measured = {analysis.measure for analysis in analyses.values()}
        raise place.unknown("measure", measure, "measure with an analysis", sorted(measured))
    if len(about) > 1:
        remedy = f"Say which: {listed(f'result = {shown(name)}' for name in about)}."
        raise place.refuse("measure", f"{len(about)} analyses are about {shown(measure)}.", remedy)
    return {**table, "result": about[0]}
