"""A result of ours with the published number beside it, and whether ours lies inside what was allowed."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from equipoise.errors import InvalidInput
from equipoise.evidence.target_unit import Conversion, conversion
from equipoise.evidence.tolerance import NULL_MARGIN

if TYPE_CHECKING:
    from equipoise.evidence import Target
    from equipoise.study.study import Published, Study

SIGN = "sign"


def with_published(item: Mapping[str, Any], block: "Published", study: "Study") -> dict[str, Any]:
    """An item with its published number in our unit, and whether ours lies inside; None where nothing decides.

    `allowed` is where ours may lie, None at an end without bound; `why` says it in words.
    """
    published, inside = _by_row(item, block, study) if block.by_row else _by_file(item, block)
    told = {"source": block.source, "note": block.note, "target": block.target}
    return {
        **item,
        "statistic": block.statistic,
        "fitted": bool(block.fitted),
        "published": {**published, **told},
        "inside": inside,
    }


def _by_row(
    item: Mapping[str, Any], block: "Published", study: "Study"
) -> tuple[dict[str, Any], bool | None]:
    """Judged by the tolerance of the row, in the unit of the row."""
    from equipoise import evidence

    row = evidence.targets()[str(block.target)]
    change = Conversion() if block.statistic == SIGN else _conversion(row, item, study)
    ours = [None if item[key] is None else change.to_theirs(item[key]) for key in ("value", "low", "high")]
    ends = [change.to_ours(end) for end in (row.bounds.low, row.bounds.high)]
    published = {
        "value": change.to_ours(row.value),
        "low": None if row.low is None else change.to_ours(row.low),
        "high": None if row.high is None else change.to_ours(row.high),
        "tolerance": None,
        "allowed": [end if math.isfinite(end) else None for end in ends],
        "why": row.bounds.why,
    }
    return published, row.inside(*ours)


def _conversion(row: "Target", item: Mapping[str, Any], study: "Study") -> Conversion:
    if not item["unit"]:
        return Conversion()
    try:
        return conversion(row.unit, item["unit"])
    except ValueError:
        mass = _molar_mass(study, item["measure"])
    try:
        return conversion(row.unit, item["unit"], mass)
    except ValueError as reason:
        place = f"[[published]] target {row.id}"
        raise InvalidInput(place, f"{reason}.", "Set it beside a result in a unit of that kind.") from None


def _molar_mass(study: "Study", measure: str) -> float | None:
    """That of the substance that the measure is about, in g/mol; None where it is about none."""
    from equipoise import evidence
    from equipoise.study.instruments import instrument_of
    from equipoise.study.observe import signal_of

    _, substance = signal_of(instrument_of(study.measures[measure]))
    for name in evidence.names("drugs") if substance else ():
        numbers = evidence.load_drug(name).substances.get(str(substance))
        if numbers:
            mass = numbers["molar_mass"].as_written()
            return None if isinstance(mass, tuple) else mass
    return None


def _by_file(item: Mapping[str, Any], block: "Published") -> tuple[dict[str, Any], bool | None]:
    """Judged by the interval or the tolerance that the study file gives."""
    sign = block.statistic == SIGN
    theirs = item["unit"] if sign else block.unit
    low, high = block.interval or (None, None)
    value, low, high, tolerance = (
        _converted(number, theirs, item["unit"]) for number in (block.value, low, high, block.tolerance)
    )
    published = {
        "value": value,
        "low": low,
        "high": high,
        "tolerance": block.tolerance if sign else tolerance,
    }
    if sign:
        return published, _same_sign(item["value"], block.value, block.tolerance)
    return published, _inside(item["value"], published, tolerance)


def _converted(value: float | None, theirs: str, ours: str) -> float | None:
    """A published number in our unit; left as it is where the observations told none."""
    if value is None or not ours or theirs == ours:
        return value
    from equipoise.engine.units import from_internal, same_dimension, to_internal

    if not same_dimension(theirs, ours):
        raise InvalidInput(
            "[[published]] unit",
            f'"{theirs}" cannot be set beside our "{ours}".',
            f'Write the number in "{ours}".',
        )
    return from_internal(to_internal(value, theirs), ours)


def _inside(ours: float | None, published: Mapping[str, Any], tolerance: float | None) -> bool | None:
    """Inside the published interval or within the tolerance of the value; None where neither is given."""
    interval = published["low"] is not None
    if ours is None or (not interval and tolerance is None):
        return None
    within = interval and published["low"] <= ours <= published["high"]
    return bool(within or (tolerance is not None and abs(ours - published["value"]) <= tolerance))


def _same_sign(ours: float | None, sign: float, tolerance: float | None) -> bool | None:
    """The published direction, or for a published null a mean effect inside the equivalence margin."""
    if ours is None:
        return None
    margin = NULL_MARGIN if tolerance is None else tolerance
    return bool(abs(ours) < margin) if sign == 0 else bool(ours * sign > 0)
