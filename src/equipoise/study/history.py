"""What people of an arm took before the study: the sections [[arms.NAME.history]].

They are not told to be patients: they are simulated through the use that the section describes, and become some.
"""

import math
from pathlib import Path
from typing import Any

from pydantic import Field

from equipoise.study.course import Course, CourseKeys, own_times, paired, read_drug
from equipoise.study.grid import check_times
from equipoise.study.quantities import Hours
from equipoise.study.refusal import Place
from equipoise.study.schedule import read_schedule
from equipoise.study.section import example, read
from equipoise.study.times import DAY, spell_hours

LATE = "Day 1 is here the day on which the use began: choose an earlier time, or lengthen for."
LONGEST = 50 * 365 * DAY  # hours of use that a study may begin with


class HistoryKeys(CourseKeys):
    """[[arms.NAME.history]]: one drug taken before day 1 of the first period, as a study file writes it."""

    for_: Hours = Field(
        alias="for",
        gt=0,
        le=LONGEST,
        description="How long it was taken.",
        examples=['for = "120 d"'],
    )
    until: Hours = Field(
        default=0.0,
        ge=0,
        le=LONGEST,
        description="How long before day 1 it was given up; default at day 1.",
        examples=['until = "2 d"'],
    )


def read_history(table: Any, step: float, place: Place, folder: Path) -> tuple[Course, HistoryKeys]:
    """Work out each dose before the study, at hours below zero. Days and times of day are those of the calendar.

    Day 1 of its times is the day on which the use began. step in hours; `folder` is where a schedule lies.
    """
    keys = read(HistoryKeys, table, place)
    drug, route = read_drug(keys, place)
    begun, ended = -(keys.for_ + keys.until), -keys.until
    midnight = math.floor(begun / DAY) * DAY
    if keys.schedule is not None:
        if keys.times is not None or keys.dose is not None or keys.doses is not None:
            raise place.refuse("schedule", "the schedule already holds times and doses.", "Remove them.")
        doses, times = read_schedule(keys.schedule, -midnight, place, folder, drug, route)
        given = [(dose, at + midnight) for dose, at in zip(doses, times, strict=True)]
        doses, times = zip(*sorted(given, key=lambda each: each[1]), strict=True)
        _check_within(times, begun, ended, place, "schedule")
    else:
        doses, times = _written(keys, midnight, begun, ended, place)
    check_times(times, step, place, "schedule" if keys.schedule else "times")
    return Course(drug=drug, route=route, doses=doses, times=times), keys


def _written(keys: HistoryKeys, midnight: float, begun: float, ended: float, place: Place) -> tuple:
    if (keys.dose is None) == (keys.doses is None):
        remedy = 'Write one of dose = "50 mg", doses = ["25 mg", "50 mg"].'
        raise place.refuse("", "it has two kinds of doses." if keys.dose else "it has no dose.", remedy)
    if keys.times is None:
        raise place.refuse("", '"times" is missing.', example(HistoryKeys, "times"))
    found = (at + midnight for at in own_times(keys.times, -midnight, place, LATE))
    times = tuple(sorted(at for at in found if begun <= at < ended))
    if not times:
        trouble = f"no such time comes within these {spell_hours(keys.for_)}."
        raise place.refuse("times", trouble, "Lengthen the use: for.")
    doses, times = paired(keys, times, place)
    return doses, times


def _check_within(times: tuple[float, ...], begun: float, ended: float, place: Place, key: str) -> None:
    if times[0] < begun or times[-1] >= ended:
        raise place.refuse(key, "a dose lies outside the time of use.", "Lengthen for, or shorten until.")


def length(history: tuple[Course, ...]) -> float:
    """Whole days before the study that hold the use, in hours."""
    first = min((course.times[0] for course in history), default=0.0)
    return math.ceil(-first / DAY) * DAY
