"""The grammar of times: "daily at 09:00", "every 30 d", "day 4 at 15:00", "week 6", "4 h after dose 2".

A time is counted in hours after 00:00 of day 1 of a period; days count from 1, and day 0 is the day before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from equipoise.study.quantities import hours
from equipoise.study.refusal import Trouble, shown

DAY = 24  # hours
WEEK, MONTH = 7 * DAY, 30 * DAY  # a month of visits, not of the calendar
MORNING, EVENING = "08:00", "20:00"
MOST_TIMES = 100_000  # in one arm or measure
OFTEN = {
    "": 1,
    "once ": 1,
    "twice ": 2,
    "three times ": 3,
    "four times ": 4,
    "five times ": 5,
    "six times ": 6,
}
SPANS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1, "week": WEEK, "month": MONTH}

EVERY_DAY = re.compile(rf"({'|'.join(OFTEN)})daily at (.+)")
WEEKLY = re.compile(r"weekly at (.+)")
EVERY = re.compile(r"every (.+?)(?: at (\S+))?(?: from (.+?))?(?: to (.+))?")
ON_DAY = re.compile(r"day (-?\d{1,6}) at (.+)", re.ASCII)
AFTER_DOSE = re.compile(r"(.+) after dose (\d{1,6})", re.ASCII)
AT_DOSE = re.compile(r"dose (\d{1,6})", re.ASCII)
INSTANT = re.compile(r"(second|minute|hour) (\d{1,9}(?:\.\d{1,9})?)", re.ASCII)
VISIT = re.compile(r"(week|month) (\d{1,5})(?: at (.+))?", re.ASCII)
CLOCK = re.compile(r"(\d{1,2}):(\d\d)", re.ASCII)
LATE = "Choose an earlier time, or lengthen periods in [design]."
HINT = 'Times are such as "daily at 09:00", "every evening", "day 4 at 15:00" or "4 h after dose 2".'


@dataclass(frozen=True)
class Daily:
    """Each day at these hours of the clock."""

    clocks: tuple[float, ...]


@dataclass(frozen=True)
class OnDay:
    """Once, on a day at an hour of the clock; an hour beyond 24 is on a later day."""

    day: int
    clock: float


@dataclass(frozen=True)
class AfterDose:
    """Once, some hours after a dose; doses count from 1."""

    hours: float
    dose: int


@dataclass(frozen=True)
class Every:
    """Again and again, `span` hours apart, from a moment until another or the end of the period, both included."""

    span: float
    first: OnDay | AfterDose
    last: OnDay | AfterDose | None = None


Once = OnDay | AfterDose
Moment = Daily | Every | Once


def clock(text: str) -> float:
    """Hours since midnight.

    >>> clock("09:30")
    9.5
    """
    found = CLOCK.fullmatch(text.strip())
    if not found or int(found[1]) >= DAY or int(found[2]) >= 60:
        raise Trouble(f"{shown(text)} is not a time of day.", 'The clock runs from "00:00" to "23:59".')
    return int(found[1]) + int(found[2]) / 60


def parse_moment(text: str) -> Moment:
    """What one phrase of the grammar means; `Trouble` when it is none.

    >>> parse_moment("every evening")
    Daily(clocks=(20.0,))
    >>> parse_moment("twice daily at 09:00 and 21:00")
    Daily(clocks=(9.0, 21.0))
    >>> parse_moment("every 30 d at 10:00")
    Every(span=720.0, first=OnDay(day=1, clock=10.0), last=None)
    """
    phrase = " ".join(text.lower().split())
    if phrase in ("every morning", "every evening"):
        return Daily((clock(MORNING if phrase == "every morning" else EVENING),))
    if found := EVERY_DAY.fullmatch(phrase):
        return _daily(text, found[1], found[2])
    if found := WEEKLY.fullmatch(phrase):
        return Every(WEEK, OnDay(1, clock(found[1])))
    if found := EVERY.fullmatch(phrase):
        return _every(text, *found.groups())
    return parse_once(text)


def parse_once(text: str) -> Once:
    """What a phrase that names a single moment means; `Trouble` when it names none, or several.

    >>> parse_once("day 4 at 15:00"), parse_once("30 min after dose 2")
    (OnDay(day=4, clock=15.0), AfterDose(hours=0.5, dose=2))
    >>> parse_once("hour 12"), parse_once("month 3 at 10:00")
    (OnDay(day=1, clock=12.0), OnDay(day=91, clock=10.0))
    """
    phrase = " ".join(text.lower().split())
    if found := ON_DAY.fullmatch(phrase):
        return OnDay(int(found[1]), clock(found[2]))
    if found := AFTER_DOSE.fullmatch(phrase):
        return AfterDose(hours(found[1]), _counted(text, found[2]))
    if found := AT_DOSE.fullmatch(phrase):
        return AfterDose(0.0, _counted(text, found[1]))
    if found := INSTANT.fullmatch(phrase):
        return OnDay(1, float(found[2]) * SPANS[found[1]])
    if found := VISIT.fullmatch(phrase):
        day = round(int(found[2]) * SPANS[found[1]] / DAY) + 1
        return OnDay(day, clock(found[3]) if found[3] else 0.0)
    raise Trouble(f"{shown(text)} is not a time.", HINT)


def _counted(text: str, number: str) -> int:
    if int(number) < 1:
        raise Trouble(f"{shown(text)} is not a time: doses count from 1.", HINT)
    return int(number)


def _every(text: str, span: str, at: str | None, first: str | None, last: str | None) -> Every:
    if at and first:
        raise Trouble(f"{shown(text)} begins twice.", f'Write "every {span} from {first}".')
    apart = hours(span)
    if not apart:
        raise Trouble(f"{shown(text)} never moves on.", 'Write "every 15 min".')
    begin = parse_once(first) if first else OnDay(1, clock(at) if at else 0.0)
    return Every(apart, begin, parse_once(last) if last else None)


def _daily(text: str, often: str, clocks: str) -> Daily:
    found = tuple(sorted({clock(part) for part in re.split(r", and |, | and ", clocks)}))
    if len(found) != OFTEN[often]:
        says = f"{often}daily" if often else "daily"
        named = f"{len(found)} time{'s' * (len(found) > 1)} of day"
        trouble = f'{shown(text)} says "{says}" but names {named}.'
        raise Trouble(trouble, 'Write "daily at 09:00" or "twice daily at 09:00 and 21:00".')
    return Daily(found)


def referred(moments: Iterable[Moment]) -> set[int]:
    """Numbers of the doses to which the moments refer."""
    once = [part for m in moments for part in ((m.first, m.last) if isinstance(m, Every) else (m,))]
    return {moment.dose for moment in once if isinstance(moment, AfterDose)}


def expand(moments: Sequence[Moment], period: float, doses: Sequence[float] = ()) -> tuple[float, ...]:
    """Hours of every moment up to the end of a period, in the order in which the moments stand.

    `doses` are the hours to which "after dose 2" refers. What is daily begins on day 1; day 0 is below zero.

    >>> expand([Daily((9.0,)), OnDay(2, 15.0)], 48)
    (9.0, 33.0, 39.0)
    """
    found: list[float] = []
    for moment in moments:
        found.extend(_hours_of(moment, period, doses, MOST_TIMES - len(found)))
    return tuple(found)


def _hours_of(moment: Moment, period: float, doses: Sequence[float], room: int) -> Iterable[float]:
    if isinstance(moment, Every):
        return _repeated(moment, period, doses, room)
    if isinstance(moment, Daily):
        days = int(period // DAY) + 1
        _check_room(days * len(moment.clocks), room)
        times = [DAY * day + at for day in range(days) for at in moment.clocks if DAY * day + at <= period]
        if not times:
            raise Trouble(f"no such time comes within a period of {spell_hours(period)}.")
        return times
    return [_hour_of(moment, period, doses)]


def _check_room(wanted: float, room: int) -> None:
    if wanted > room:
        raise Trouble(f"this makes more than {MOST_TIMES:,} times.")


def _repeated(moment: Every, period: float, doses: Sequence[float], room: int) -> list[float]:
    first = _hour_of(moment.first, period, doses)
    last = _hour_of(moment.last, period, doses) if moment.last else period
    if last < first:
        raise Trouble(f"{spell_moment(last)} comes before {spell_moment(first)}.")
    count = int((last - first) / moment.span + 1e-9) + 1
    _check_room(count, room)
    return [first + step * moment.span for step in range(count)]


def _hour_of(moment: Once, period: float, doses: Sequence[float]) -> float:
    if isinstance(moment, OnDay):
        at = DAY * (moment.day - 1) + moment.clock
    elif moment.dose <= len(doses):
        at = doses[moment.dose - 1] + moment.hours
    else:
        raise Trouble(f"there is no dose {moment.dose}: no arm has more than {len(doses)}.")
    if at > period:
        raise Trouble(f"{spell_moment(at)} is after the end of the period of {spell_hours(period)}.")
    return at


def spell_hours(span: float) -> str:
    """A span of time as a study file writes it.

    >>> spell_hours(96), spell_hours(0.25), spell_hours(1.5), spell_hours(1 / 360)
    ('4 d', '15 min', '1.5 h', '10 s')
    """
    if span and span % DAY == 0:
        return f"{span / DAY:g} d"
    in_hours = span == 0 or (span >= 1 and float(f"{span:g}") == span)
    if 0 < span < 1 / 60 - 1e-12:
        return f"{span * 3600:g} s"
    return f"{span:g} h" if in_hours else f"{span * 60:g} min"


def spell_moment(at: float) -> str:
    """An hour of the period as a study file writes it, to the nearest second.

    >>> spell_moment(33.0)
    'day 2 at 09:00'
    """
    day, rest = divmod(round(at * 3600), DAY * 3600)
    seconds = f":{rest % 60:02}" if rest % 60 else ""
    return f"day {day + 1} at {rest // 3600:02}:{rest // 60 % 60:02}{seconds}"
