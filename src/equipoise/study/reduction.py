"""How a period is made into a number: the keys of an analysis that say which occasions count, and how."""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from equipoise.study.quantities import NUMBER, Text
from equipoise.study.refusal import Place, Trouble, shown
from equipoise.study.section import Section
from equipoise.study.times import LATE, expand, parse_once, referred, spell_moment

if TYPE_CHECKING:
    from equipoise.study.arm import Arm
    from equipoise.study.outcome import Measure

Report = Literal[
    "mean", "peak", "trough", "time of peak", "time of trough", "half-time", "half-life", "area", "onset", "end",
    "share", "slope", "contacts",
]  # fmt: skip
Side = Literal["above", "below"]
Change = Literal["difference", "percent"]
Since = Literal["start", "first dose", "last dose"]
Curve = Literal["person", "mean"]
LEVELLED = ("onset", "end", "share")
SPEEDS = ("time of peak", "time of trough", "half-time", "half-life", "onset", "end")  # reports in hours


class Reduction(Section):
    """Which occasions count, and against what; hours are those after 00:00 of day 1 of the period."""

    change: Change | None = Field(
        default=None, description="Whether values are set against the baseline; default none."
    )
    baseline: float | None = Field(
        default=None, description="Hour of the baseline occasion; default none, the first of the period."
    )
    first: float | None = Field(default=None, description="First hour that counts; default none, the first.")
    last: float | None = Field(default=None, description="Last hour that counts; default none, the last.")
    level: float | None = Field(
        default=None,
        description="Level of an onset, an end or a share, in the unit of the values; default none.",
    )
    side: Side = Field(default="above", description="Which side of the level is meant; default above.")
    since: Since = Field(
        default="last dose", description="From when hours are counted; default from the last dose before."
    )
    curve: Curve | None = Field(
        default=None,
        description="Whether each person's course is reduced or the arm's mean; default person, mean for a half-time.",
    )


class ReductionKeys(Section):
    """The same as a study file writes it."""

    change: Change | None = Field(
        default=None,
        description="Set every value against the baseline, in its unit or in percent; default as measured.",
        examples=['change = "percent"'],
    )
    baseline: Text | None = Field(
        default=None,
        description="Occasion of the baseline; default the first of the period.",
        examples=['baseline = "day 0 at 10:00"'],
    )
    from_: Text | None = Field(
        alias="from",
        default=None,
        description="First moment that counts; default the first occasion.",
        examples=['from = "day 1 at 12:00"'],
    )
    to: Text | None = Field(
        default=None,
        description="Last moment that counts; default the last occasion.",
        examples=['to = "24 h after dose 1"'],
    )
    at: Text | None = Field(
        default=None,
        description="The one occasion that counts; default all.",
        examples=['at = "week 4 at 10:00"'],
    )
    level: Text | None = Field(
        default=None,
        description="Level of an onset, an end or a share, with its side (above) and its unit; default none.",
        examples=['level = "below 20 %"'],
    )
    since: Since = Field(
        default="last dose",
        description="From when the hours of a moment are counted; default the last dose before it.",
        examples=['since = "first dose"'],
    )
    curve: Curve | None = Field(
        default=None,
        description="Reduce each person's course, or the mean course of the arm; default person, mean for a half-time.",
        examples=['curve = "mean"'],
    )


def read_reduction(
    keys: ReductionKeys, report: Report | None, measure: "Measure", arms: Mapping[str, "Arm"], place: Place
) -> dict[str, Any]:
    """The fields of a Reduction; every moment named must be an occasion of the measure, or leave some."""
    first, last = _window(keys, measure, arms, place)
    left = [at for at in measure.when if within(first, last)(at)]
    if not left:
        raise place.refuse("from", "no occasion of the measure lies there.", _occasions(measure))
    if report == "share" and len(left) > 1:
        remedy = f'Name one: at = "{spell_moment(left[-1])}".'
        raise place.refuse("at", f"a share is of one occasion, and there are {len(left)}.", remedy)
    if keys.baseline is not None and keys.change is None:
        raise place.refuse(
            "baseline", "nothing is set against it.", 'Write change = "percent" or "difference".'
        )
    level, side = _level(keys, report, measure, place)
    curve = keys.curve or curve_of(report)
    if curve == "mean" and report in ("share", "slope", "contacts"):
        raise place.refuse("curve", f"a {report} is of people, not of a mean course.", "Remove curve.")
    return {
        "change": keys.change,
        "baseline": _hour(keys.baseline, "baseline", measure, arms, place, occasion=True),
        "first": first,
        "last": last,
        "level": level,
        "side": side,
        "since": keys.since,
        "curve": curve,
    }


def _window(
    keys: ReductionKeys, measure: "Measure", arms: Mapping[str, "Arm"], place: Place
) -> tuple[float | None, float | None]:
    if keys.at is not None:
        if keys.from_ is not None or keys.to is not None:
            raise place.refuse(
                "at", "it names one occasion, and from or to several.", "Remove at, or the others."
            )
        at = _hour(keys.at, "at", measure, arms, place, occasion=True)
        return at, at
    return _hour(keys.from_, "from", measure, arms, place), _hour(keys.to, "to", measure, arms, place)


def _hour(
    text: str | None,
    key: str,
    measure: "Measure",
    arms: Mapping[str, "Arm"],
    place: Place,
    occasion: bool = False,
) -> float | None:
    from equipoise.study.outcome import doses_referred_to

    if text is None:
        return None
    with place.blame(key, ""):
        moment = parse_once(text)
    with place.blame(key, LATE):
        doses = doses_referred_to([moment], arms) if referred([moment]) else ()
        (at,) = expand([moment], math.inf, doses)
    near = [hour for hour in measure.when if abs(hour - at) < 1e-6]
    if occasion and not near:
        raise place.refuse(key, f"{measure.name} is not taken on {spell_moment(at)}.", _occasions(measure))
    return near[0] if near else at


def _occasions(measure: "Measure") -> str:
    shown_ = ", ".join(spell_moment(at) for at in measure.when[:3])
    more = f" and {len(measure.when) - 3} more" if len(measure.when) > 3 else ""
    return f"{measure.name} is taken on {shown_}{more}."


def _level(
    keys: ReductionKeys, report: Report | None, measure: "Measure", place: Place
) -> tuple[float | None, Side]:
    if report not in LEVELLED:
        if keys.level is not None:
            raise place.refuse("level", f"a {report or 'mean'} has no level.", "Remove level.")
        return None, "above"
    if keys.level is None:
        raise place.refuse("", f"the {report} needs a level.", 'Write level = "above 20".')
    unit = "%" if keys.change == "percent" else measure_unit(measure)
    example = "20" if unit == "1" else f"20 {unit}"
    with place.blame("level", f'Write level = "above {example}" or level = "below {example}".'):
        return parse_level(keys.level, unit)


def within(first: float | None, last: float | None) -> Callable[[Any], Any]:
    """Whether an hour, or each of an array, counts."""

    def counts(at: Any) -> Any:
        return (at >= (-math.inf if first is None else first - 1e-9)) & (
            at <= (math.inf if last is None else last + 1e-9)
        )

    return counts


def measure_unit(measure: "Measure") -> str:
    """Unit in which a measure is reported."""
    from equipoise.study.instruments import instrument_of

    return instrument_of(measure).unit


def parse_level(text: str, unit: str) -> tuple[float, Side]:
    """A level in `unit`, and the side of it that is meant; above where none is said.

    >>> parse_level("below 20 %", "%"), parse_level("0.2", "%")
    ((20.0, 'below'), (0.2, 'above'))
    """
    from equipoise.engine import units

    word, _, rest = text.strip().partition(" ")
    side: Side = "below" if word == "below" else "above"
    found = NUMBER.fullmatch(rest if word in ("above", "below") else text)
    if not found:
        raise Trouble(f"{shown(text)} is not a level.")
    value, theirs = float(found[1]), found[2]
    if not theirs or theirs == unit:
        return value, side
    try:
        fits = units.same_dimension(theirs, unit)
    except ValueError:
        fits = False
    if not fits:
        raise Trouble(f'{shown(theirs)} is not a unit of what is measured in "{unit}".')
    return units.from_internal(units.to_internal(value, theirs), unit), side


def curve_of(report: str | None) -> Curve:
    """Whose course a report is of, unless the analysis says otherwise."""
    return "mean" if report == "half-time" else "person"


def unit_of(report: str, reduction: Reduction, unit: str) -> str:
    """Unit of what a report makes of values in `unit`."""
    if report in SPEEDS:
        return "h"
    if report == "share" or reduction.change == "percent":
        unit = "%"
    return unit if report != "area" else "h" if unit == "1" else f"{unit}*h"
