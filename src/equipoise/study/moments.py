"""A short study on the moment clock: which stretch of it is followed in seconds, and what is refused."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from equipoise.study import catalogue
from equipoise.study.refusal import Place
from equipoise.study.times import spell_hours, spell_moment

if TYPE_CHECKING:
    from equipoise.study.arm import Arm
    from equipoise.study.design import Design
    from equipoise.study.outcome import Measure
    from equipoise.study.study import System

LIFE_STEP = 0.25  # hours: until the first thing happens people live on the life clock
MOST_STEPS = 10_000


def stretch(arms: Mapping[str, "Arm"], measures: Mapping[str, "Measure"]) -> tuple[float, float]:
    """First and last hour of the period that are followed: from the quarter of an hour in which something is first
    given, offered or looked at, to the last occasion."""
    first = min(_happenings(arms, measures))
    last = max(at for measure in measures.values() for at in measure.when)
    return math.floor(first / LIFE_STEP + 1e-9) * LIFE_STEP, last


def _happenings(arms: Mapping[str, "Arm"], measures: Mapping[str, "Measure"]) -> Iterator[float]:
    for arm in arms.values():
        for part in (*arm.courses, *arm.offers):
            yield from part.times
    for measure in measures.values():
        yield from (at - window_of(measure) for at in measure.when)


def window_of(measure: "Measure") -> float:
    """Hours before an occasion over which a measure averages."""
    if measure.instrument == "signal":
        return measure.window or 0.0
    return getattr(catalogue.scale(measure.of), "window", None) or 0.0


def check_moment(
    design: "Design",
    system: "System",
    arms: Mapping[str, "Arm"],
    measures: Mapping[str, "Measure"],
    place: Place,
) -> None:
    """Refuse what is too long for the moment clock, or comes back after a washout."""
    here = place.table("system")
    if design.kind == "crossover":
        remedy = 'Write kind = "parallel" in [design], or clock = "life".'
        raise here.refuse(
            "clock", "the moment clock follows one period, and a crossover has several.", remedy
        )
    first, last = stretch(arms, measures)
    steps = (last - first) / system.step
    if steps > MOST_STEPS:
        trouble = (
            f"from {spell_moment(first)} to {spell_moment(last)} are {steps:,.0f} steps of "
            f"{spell_hours(system.step)}, and the moment clock takes {MOST_STEPS:,}."
        )
        raise here.refuse(
            "clock", trouble, 'Bring the moments together, write a longer step, or clock = "life".'
        )
    if steps < 1:
        remedy = "Add an occasion after what is given."
        raise here.refuse("clock", "no occasion comes after the first thing that happens.", remedy)
