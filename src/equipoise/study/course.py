"""One drug taken by one route on a schedule: what an arm gives, gives besides, or was taken before the study."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from pydantic import Field

from equipoise.study import catalogue
from equipoise.study.grid import check_times
from equipoise.study.quantities import Dose, Text, Texts
from equipoise.study.refusal import Place, Trouble, listed, shown
from equipoise.study.safety import check_limits
from equipoise.study.schedule import read_schedule
from equipoise.study.section import Section, example
from equipoise.study.times import (
    LATE,
    MOST_TIMES,
    Daily,
    Every,
    Moment,
    expand,
    parse_moment,
    referred,
    spell_hours,
    spell_moment,
)

Given = tuple[tuple[tuple[float, str], ...], tuple[float, ...]]


class Course(Section):
    """A drug as it is simulated: a dose for every time."""

    drug: str = Field(description="Drug of the evidence.")
    route: str = Field(description="How the drug is taken.")
    doses: tuple[Dose, ...] = Field(description="Dose and unit at each of the times.")
    times: tuple[float, ...] = Field(
        description="Hours after 00:00 of day 1 of the period, rising, one per dose; below zero before it."
    )


class CourseKeys(Section):
    """A drug as a study file writes it."""

    drug: Text | None = Field(
        default=None,
        description="Drug of the evidence; default none, which is placebo.",
        examples=['drug = "naltrexone"'],
    )
    route: Text | None = Field(
        default=None,
        description="How it is taken; default the first route of the drug.",
        examples=['route = "oral"'],
    )
    dose: Dose | None = Field(
        default=None, description="One dose for every time; default none.", examples=['dose = "50 mg"']
    )
    doses: tuple[Dose, ...] | None = Field(
        default=None,
        description="Doses in the order of the times, which may go on without dose; default none.",
        examples=['doses = ["25 mg", "50 mg"]'],
    )
    times: Texts | None = Field(
        default=None, description="When doses are taken; default none.", examples=['times = "daily at 09:00"']
    )
    schedule: Text | None = Field(
        default=None,
        description="Table of time (h), amt (mg), addl, ii (h), evid, drug, cmt (route) beside the file; default none.",
        examples=['schedule = "doses.csv"'],
    )


def read_course(keys: CourseKeys, period: float, step: float, place: Place, folder: Path) -> Course:
    """Work out each dose of a period; period and step in hours, `folder` is where a schedule lies."""
    drug, route = read_drug(keys, place)
    key = "schedule" if keys.schedule else "times"
    doses, times = _in_order(_given(keys, period, place, folder), place, key)
    check_times(times, step, place, key)
    return Course(drug=drug, route=route, doses=doses, times=times)


def read_drug(keys: CourseKeys, place: Place) -> tuple[str, str]:
    """Drug and route; both must be in the evidence."""
    if keys.drug is None:
        raise place.refuse("", '"drug" is missing.', example(CourseKeys, "drug"))
    catalogue.check("drugs", keys.drug, place, "drug", "drug")
    known = catalogue.drug(keys.drug).routes
    route = keys.route or next(iter(known))
    if route not in known:
        raise place.unknown("route", route, f"route of {keys.drug}", known)
    return keys.drug, route


def check_safe(course: Course, keys: CourseKeys, place: Place) -> None:
    """Refuse doses above the safety limits of the drug."""
    key = "schedule" if keys.schedule else "doses" if keys.doses else "dose"
    check_limits(course, catalogue.drug(course.drug), place.at(key))


def check_together(courses: Iterable[Course], safe: bool, place: Place) -> None:
    """Refuse courses of the same drug by the same route that meet, or whose doses are too much together."""
    same: dict[tuple[str, str], list[Course]] = {}
    for course in courses:
        same.setdefault((course.drug, course.route), []).append(course)
    for (drug, route), parts in same.items():
        if len(parts) < 2:
            continue
        given = tuple(dose for part in parts for dose in part.doses), tuple(t for p in parts for t in p.times)
        doses, times = _in_order(given, place, "")
        if safe:
            whole = Course(drug=drug, route=route, doses=doses, times=times)
            check_limits(whole, catalogue.drug(drug), place.at())


def _given(keys: CourseKeys, period: float, place: Place, folder: Path) -> Given:
    said = [key for key in ("dose", "doses", "schedule") if getattr(keys, key) is not None]
    if len(said) != 1:
        remedy = 'Write one of dose = "50 mg", doses = ["25 mg", "50 mg"], schedule = "doses.csv".'
        trouble = f"it has {' and '.join(said)}." if said else f"it has a drug, {keys.drug}, but no dose."
        raise place.refuse("", trouble, remedy)
    if keys.schedule is not None:
        if keys.times is not None:
            raise place.refuse("times", "the schedule already holds the times.", "Remove times.")
        return read_schedule(keys.schedule, period, place, folder, *read_drug(keys, place))
    if keys.times is None:
        raise place.refuse("", '"times" is missing.', example(CourseKeys, "times"))
    return paired(keys, own_times(keys.times, period, place), place)


def own_times(texts: Sequence[str], period: float, place: Place, late: str = LATE) -> tuple[float, ...]:
    """Hours of a schedule that stands for itself, in the order of the texts, each in [0, period).

    late: the remedy for a time after the end.
    """
    times: list[float] = []
    for text in texts:
        with place.blame("times", ""):
            moment = parse_moment(text)
            if referred([moment]):
                raise Trouble(f"{shown(text)} refers to the doses that it would place.", "Give day and time.")
        with place.blame("times", late):
            # The last instant of a period belongs to what follows: a daily dose at 00:00 is not given there.
            found = [at for at in expand([moment], period) if at < period]
            if not found:
                raise Trouble(f"{shown(text)} is at the very end of the period of {spell_hours(period)}.")
        with place.blame("times", ""):
            if min(found) < 0:
                raise Trouble(
                    f"{shown(text)} is not a time: days count from 1.",
                    "What was taken before day 1 is [[arms.NAME.history]].",
                )
            times.extend(found)
            if len(times) > MOST_TIMES:
                raise Trouble(f"this makes more than {MOST_TIMES:,} doses.", "Shorten the schedule.")
    if not times:
        raise place.refuse("times", "the list is empty.", example(CourseKeys, "times"))
    return tuple(times)


def paired(keys: CourseKeys, times: tuple[float, ...], place: Place) -> Given:
    """A dose for every time; a pattern of its own, such as daily, may outlast the doses."""
    doses = keys.doses if keys.doses is not None else (keys.dose,) * len(times) if keys.dose else ()
    pattern = len(keys.times or ()) == 1 and isinstance(_first(keys), Daily | Every)
    if not doses or len(doses) > len(times) or (len(doses) < len(times) and not pattern):
        room = f"at most {len(times)} in this period" if pattern else f"{len(times)}"
        remedy = 'Give one dose for each time, or one for all: dose = "50 mg".'
        raise place.refuse("doses", f"there are {len(doses)} doses, but the times make {room}.", remedy)
    return doses, times[: len(doses)]


def _first(keys: CourseKeys) -> Moment:
    return parse_moment((keys.times or ("",))[0])


def _in_order(given: Given, place: Place, key: str) -> Given:
    doses, times = given
    order = sorted(range(len(times)), key=lambda index: times[index])
    doses, times = tuple(doses[index] for index in order), tuple(times[index] for index in order)
    for first, second in pairwise(times):
        if second - first < 1e-9:
            remedy = "Give one dose of the whole amount there."
            raise place.refuse(key, f"two doses fall on {spell_moment(first)}.", remedy)
    return doses, times


def refuse_undrugged(keys: CourseKeys, place: Place) -> None:
    """Refuse doses of nothing."""
    said = [key for key in ("route", "dose", "doses", "times", "schedule") if getattr(keys, key) is not None]
    if said:
        remedy = 'Write drug = "naltrexone", or leave the table empty for placebo.'
        raise place.refuse("", f"it has {listed(said)} but no drug.", remedy)
