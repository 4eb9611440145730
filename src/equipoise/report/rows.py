"""The results of a record as rows: ours, what was published, and what kind of comparison it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from equipoise.report import words
from equipoise.report.choice import COMPARED, SIGN, Result, scaled, shown_scale, told_first


@dataclass(frozen=True)
class Row:
    """One result in words, ready for a page or a terminal; empty strings where there is nothing to say."""

    name: str
    measure: str
    statistic: str
    arm: str
    ours: str
    ours_interval: str
    meaning: str
    published: str
    published_interval: str
    source: str
    note: str
    verdict: str
    kind: str
    n: str
    p: str

    @property
    def subject(self) -> str:
        """What the result is about: measure, arm and statistic."""
        measure = self.measure if self.measure != self.name else ""
        return ", ".join(part for part in (measure, self.arm, self.statistic) if part)

    @property
    def agrees(self) -> bool:
        """Whether the verdict is a good one; meaningless where there is no verdict."""
        return self.verdict in ("inside", "agrees")


def rows(record: Mapping[str, Any]) -> tuple[Row, ...]:
    """The results that are told first, in the order of the record."""
    return tuple(_row(result) for result in told_first(record.get("results") or ()))


def other_rows(record: Mapping[str, Any]) -> tuple[Row, ...]:
    """Every further statistic of the same data."""
    results = record.get("results") or ()
    first = {id(result) for result in told_first(results)}
    return tuple(_row(result) for result in results if id(result) not in first)


def _row(result: Result) -> Row:
    published = result.get("published") or {}
    ours, ours_interval = _size(result, result)
    theirs, their_interval = _size(published, result)
    their_interval = their_interval or _tolerance(published, result)
    if result.get("statistic") == SIGN:
        theirs = words.direction(published.get("value"))
        ours = f"g = {ours}" if result.get("unit") in ("1", "", None) else ours
    return Row(
        name=words.clean(result.get("name")),
        measure=words.clean(result.get("measure")),
        statistic=words.statistic(result.get("statistic")),
        arm=words.clean(result.get("arm")),
        ours=ours,
        ours_interval=ours_interval,
        meaning=words.meaning(result.get("interval")) if ours_interval else "",
        published=theirs if published else "",
        published_interval=their_interval,
        source=words.clean(published.get("source")),
        note=words.clean(published.get("note")),
        verdict=_verdict(result, bool(published)),
        kind="fitted" if result.get("fitted") else "prediction",
        n=words.number(result["n"]) if words.is_number(result.get("n")) else "",
        p=_p(result.get("p")) if result.get("statistic") in COMPARED else "",  # a mean is no test
    )


def _size(holder: Mapping[str, Any], result: Result) -> tuple[str, str]:
    factor, unit = shown_scale(result)
    value, low, high = (scaled(holder.get(key), factor) for key in ("value", "low", "high"))
    places = words.shared_decimals([value, low, high])
    return words.with_unit(words.number(value, places), unit), words.interval(low, high, places)


def _tolerance(published: Mapping[str, Any], result: Result) -> str:
    if published.get("why"):
        return words.clean(published["why"])
    tolerance = published.get("tolerance")
    factor, unit = shown_scale(result)
    return f"± {words.with_unit(f'{tolerance * factor:g}', unit)}" if words.is_number(tolerance) else ""


def _verdict(result: Result, compared: bool) -> str:
    inside = result.get("inside")
    if not compared or inside is None:
        return ""
    if result.get("statistic") == SIGN:
        return "agrees" if inside else "differs"
    return "inside" if inside else "outside"


def _p(value: Any) -> str:
    if not words.is_number(value):
        return ""
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"
