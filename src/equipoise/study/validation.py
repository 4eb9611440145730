"""Every published number of a study with ours beside it: inside or outside, fitted or predicted.

A number that a parameter was set to is no test of the program, so the two kinds are counted apart. A published
number beside which no result stands is a row as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from equipoise.study.published import Published
from equipoise.study.study import Study

KINDS = ("predicted", "fitted")


@dataclass(frozen=True)
class Row:
    """One published number: ours and theirs in `unit`, None for what is not known.

    id: of the target, or study and result where the target has none. ours_low, ours_high: 95 % of single trials.
    low, high: the published interval. tolerance: how far ours may be off. inside: None where nothing decides it.
    """

    id: str
    topic: str
    result: str
    statistic: str
    arm: str
    unit: str
    ours: float | None
    ours_low: float | None
    ours_high: float | None
    theirs: float | None
    low: float | None
    high: float | None
    tolerance: float | None
    inside: bool | None
    fitted: bool
    source: str
    note: str

    @property
    def kind(self) -> str:
        """Fitted or predicted."""
        return "fitted" if self.fitted else "predicted"

    def told(self) -> dict[str, Any]:
        """The row as a plain dictionary."""
        return asdict(self)


def rows(study: Study, record: Mapping[str, Any]) -> tuple[Row, ...]:
    """A row for every published number of a study, in the order of its file."""
    return tuple(
        _row(study, block, result)
        for block in study.published
        for result in _beside(block, record["results"]) or [None]
    )


def counts(found: Iterable[Row]) -> dict[str, dict[str, int]]:
    """How many rows are inside, outside and undecided, fitted and predicted apart."""
    found = tuple(found)
    return {
        kind: {
            name: sum(row.kind == kind and row.inside is inside for row in found)
            for name, inside in (("inside", True), ("outside", False), ("undecided", None))
        }
        for kind in KINDS
    }


def _beside(block: Published, results: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The results that stand beside a published block."""
    return [
        result
        for result in results
        if (result["name"], result["statistic"]) == (block.result, block.statistic)
        and block.arm in (None, result["arm"])
        and _same(block, result["published"])
    ]


def _same(block: Published, published: Mapping[str, Any] | None) -> bool:
    if published is None:
        return False
    return (published["source"], published["target"], published["note"]) == (
        block.source,
        block.target,
        block.note,
    )


def _row(study: Study, block: Published, result: Mapping[str, Any] | None) -> Row:
    ours = result or {}
    theirs = ours.get("published") or block.model_dump()
    low, high = (block.interval or (None, None)) if result is None else (theirs["low"], theirs["high"])
    return Row(
        id=block.target or f"{study.name}/{block.result}",
        topic=study.name,
        result=block.result,
        statistic=block.statistic,
        arm=block.arm or ours.get("arm", ""),
        unit=ours.get("unit", block.unit),
        ours=ours.get("value"),
        ours_low=ours.get("low"),
        ours_high=ours.get("high"),
        theirs=theirs["value"],
        low=low,
        high=high,
        tolerance=theirs.get("tolerance"),
        inside=ours.get("inside"),
        fitted=block.fitted,
        source=block.source,
        note=block.note or "" if result else "no result stands beside it",
    )
