"""The short form of [[published]]: a row of the table of findings gives the number and all that is known of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from equipoise.study import catalogue
from equipoise.study.quantities import Text
from equipoise.study.refusal import Place, shown
from equipoise.study.section import Section, read

if TYPE_CHECKING:
    from equipoise.study.analysis_plan import Analysis

Statistic = Literal[
    "hedges_g",
    "d_z",
    "mean_difference",
    "sign",
    "mean",
    "peak",
    "trough",
    "time of peak",
    "time of trough",
    "half-time",
    "half-life",
    "area",
    "onset",
    "end",
    "share",
    "slope",
    "contacts",
    "ratio",
    "percent difference",
]
GIVEN = ("unit", "interval", "tolerance", "source", "fitted", "n")
EFFECTS = ("hedges_g", "d_z")
SIGN = "sign"


class ByTarget(Section):
    """A row of the table of findings and the result that it stands beside."""

    measure: Text
    result: Text
    target: Text
    arm: Text | None = None
    statistic: Statistic | None = None
    note: Text | None = None


def read_by_target(
    table: Mapping[str, Any], analyses: Mapping[str, "Analysis"], place: Place
) -> dict[str, Any]:
    """Every key of a published number, from the row that it names; InvalidInput where row and result do not fit."""
    for key in GIVEN:
        if key in table:
            raise place.refuse(key, "the row of the target gives it.", f"Remove {key}.")
    keys = read(ByTarget, table, place)
    row = catalogue.target(keys.target, place)
    statistic = keys.statistic or _statistic(analyses[keys.result], row.unit)
    standard = statistic in EFFECTS
    if (statistic == SIGN) != (row.unit == SIGN) or (standard and not catalogue.is_pure(row.unit)):
        remedy = "Set it beside another result, or say which statistic it is."
        raise place.refuse("target", f"{row.id} is in {shown(row.unit)}, and no {shown(statistic)}.", remedy)
    return {
        **keys.model_dump(),
        "statistic": statistic,
        "value": row.value,
        "unit": "1" if standard else catalogue.engine_unit(row.unit),
        "interval": None if row.low is None or row.high is None else (row.low, row.high),
        "source": row.source,
        "fitted": catalogue.is_fitted(row.id),
        "n": row.n or None,
        "by_row": True,
    }


def _statistic(analysis: "Analysis", unit: str) -> str:
    """That of the result: of a comparison its size in its own unit, or its standardised size beside a pure number."""
    if unit == SIGN:
        return SIGN
    if analysis.compare is None or analysis.report == "slope":
        return analysis.report or "mean"
    asked = analysis.compare.statistic
    if asked in ("ratio", "percent difference"):
        return asked
    if asked == "difference" or not catalogue.is_pure(unit):
        return "mean_difference"
    return unit if unit == "d_z" else "hedges_g"
