"""Every published number of a study with ours beside it: inside or outside, and what the number was used for.

A number that a parameter was set to is no test of the program; one that was kept by rule is the best. So the three
kinds are counted apart. A published number beside which no result stands is a row as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from equipoise import evidence
from equipoise.study.published import Published
from equipoise.study.study import Study

OWN = "own"
"""Topic of a number that a study file gives itself, being a row of no table."""


@dataclass(frozen=True)
class Row:
    """One published number: ours and theirs in `unit`, None for what is not known.

    id: of the target, or study and result where the target has none. ours_low, ours_high: 95 % of single trials.
    low, high: where ours may lie, None at an end without bound; tolerance: the same in words. inside: None where
    nothing decides it. use: "fitted", "free" or "kept".
    """

    id: str
    topic: str
    study: str
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
    tolerance: str
    inside: bool | None
    fitted: bool
    use: str
    source: str
    note: str

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
    target = evidence.targets().get(block.target or "")
    low, high, tolerance = _allowed(theirs)
    return Row(
        id=block.target or f"{study.name}/{block.result}",
        topic=target.topic if target else OWN,
        study=study.name,
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
        tolerance=tolerance,
        inside=ours.get("inside"),
        fitted=block.fitted,
        use=evidence.use(target.id) if target and block.by_row else "fitted" if block.fitted else "free",
        source=block.source,
        note=(block.note or "") if result else "no result stands beside it",
    )


def _allowed(published: Mapping[str, Any]) -> tuple[float | None, float | None, str]:
    """Where ours may lie, and the words for it."""
    if "allowed" in published:
        return (*published["allowed"], published["why"])
    low, high, width = published.get("low"), published.get("high"), published.get("tolerance")
    if low is None and width is not None:
        return published["value"] - width, published["value"] + width, f"within {width:g}"
    return low, high, "" if low is None else "inside the published interval"
