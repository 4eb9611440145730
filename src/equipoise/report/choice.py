"""Which of a record's results are told first, and in which unit.

An analysis gives several statistics of the same data; a reader needs the one that stands beside a published number,
or Hedges g where there is none.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from equipoise.report import words

SIGN = "sign"
STANDARDISED = ("hedges_g", "d_z")
EFFECTS = (*STANDARDISED, "mean_difference", "slope")
COMPARED = (*EFFECTS, SIGN, "ratio", "percent difference")
DAY, LONG = 24, 72  # hours of a day, and those above which days are told
Result = Mapping[str, Any]


def told_first(results: Iterable[Result]) -> list[Result]:
    """Results with a published number; of an analysis and arm without any, its preferred statistic."""
    return [
        result
        for same in _groups(results)
        for result in [r for r in same if r.get("published")] or _best(same)
    ]


def sized_first(results: Iterable[Result]) -> list[Result]:
    """The same for a figure: a direction has no size, so the preferred statistic is drawn and the direction noted."""
    chosen = []
    for same in _groups(results):
        sized = [result for result in same if result.get("statistic") != SIGN]
        chosen += [result for result in sized if result.get("published")] or _best(sized)
    return chosen


def shown_scale(result: Result) -> tuple[float, str]:
    """Factor and unit under which a result is shown; a standardised effect is a pure number whatever it is about,
    and what takes days is told in days."""
    if result.get("statistic") in (*STANDARDISED, SIGN):
        return 1.0, ""
    value = result.get("value")
    if result.get("unit") == "h" and words.is_number(value) and abs(value) > LONG:
        return 1 / DAY, "d"
    return words.shown_unit(result.get("unit"), str(result.get("measure")))


def scaled(value: Any, factor: float) -> Any:
    """A number in the shown unit; anything else as it is."""
    return value * factor if words.is_number(value) else value


def _groups(results: Iterable[Result]) -> list[list[Result]]:
    groups: dict[tuple[Any, Any], list[Result]] = {}
    for result in results:
        groups.setdefault((result.get("name"), result.get("arm")), []).append(result)
    return list(groups.values())


def _best(same: list[Result]) -> list[Result]:
    return [result for result in same if result.get("statistic") == "hedges_g"][:1] or same[:1]
