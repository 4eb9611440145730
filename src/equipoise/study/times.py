"""The grammar of times: "daily at 09:00", "every evening", "day 4 at 15:00", "4 h after dose 2".

A time is counted in hours after 00:00 of day 1 of a period; days count from 1.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from equipoise.study.quantities import hours
from equipoise.study.refusal import Trouble, shown

DAY = 24  # hours
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

EVERY_DAY = re.compile(rf"({'|'.join(OFTEN)})daily at (.+)")
ON_DAY = re.compile(r"day (\d{1,6}) at (.+)", re.ASCII)
AFTER_DOSE = re.compile(r"(.+) after dose (\d{1,6})", re.ASCII)
CLOCK = re.compile(r"(\d{1,2}):(\d\d)", re.ASCII)
LATE = "Choose an earlier time, or lengthen periods in [design]."
HINT = 'Times are such as "daily at 09:00", "every evening", "day 4 at 15:00" or "4 h after dose 2".'


@dataclass(frozen=True)
class Daily:
    """Each day at these hours of the clock."""

    clocks: tuple[float, ...]


@dataclass(frozen=True)
class OnDay:
    """Once, on a day at an hour of the clock."""

    day: int
    clock: float


@dataclass(frozen=True)
class AfterDose:
    """Once, some hours after a dose; doses count from 1."""

    hours: float
    dose: int


Moment = Daily | OnDay | AfterDose


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
    >>> parse_moment("day 4 at 15:00")
    OnDay(day=4, clock=15.0)
    >>> parse_moment("30 min after dose 2")
    AfterDose(hours=0.5, dose=2)
    """
    phrase = " ".join(text.lower().split())
    if phrase in ("every morning", "every evening"):
        return Daily((clock(MORNING if phrase == "every morning" else EVENING),))
    if found := EVERY_DAY.fullmatch(phrase):
        return _daily(text, found[1], found[2])
    if found := ON_DAY.fullmatch(phrase):
        if int(found[1]) < 1:
            raise Trouble(f"{shown(text)} is not a time: days count from 1.", HINT)
        return OnDay(int(found[1]), clock(found[2]))
    if found := AFTER_DOSE.fullmatch(phrase):
        if int(found[2]) < 1:
            raise Trouble(f"{shown(text)} is not a time: doses count from 1.", HINT)
        return AfterDose(hours(found[1]), int(found[2]))
    raise Trouble(f"{shown(text)} is not a time.", HINT)


def _daily(text: str, often: str, clocks: str) -> Daily:
    found = tuple(sorted({clock(part) for part in re.split(r", and |, | and ", clocks)}))
    if len(found) != OFTEN[often]:
        says = f"{often}daily" if often else "daily"
        named = f"{len(found)} time{'s' * (len(found) > 1)} of day"
        trouble = f'{shown(text)} says "{says}" but names {named}.'
        raise Trouble(trouble, 'Write "daily at 09:00" or "twice daily at 09:00 and 21:00".')
    return Daily(found)


def expand(moments: Sequence[Moment], period: float, doses: Sequence[float] = ()) -> tuple[float, ...]:
    """Hours of every moment of a period [0, period], in the order in which the moments stand.

    `doses` are the hours to which "after dose 2" refers.

    >>> expand([Daily((9.0,)), OnDay(2, 15.0)], 48)
    (9.0, 33.0, 39.0)
    """
    found: list[float] = []
    for moment in moments:
        days = int(period // DAY) + 1
        if isinstance(moment, Daily) and len(found) + days * len(moment.clocks) > MOST_TIMES:
            raise Trouble(f"this makes more than {MOST_TIMES:,} times.")
        found.extend(_hours_of(moment, days, period, doses))
    return tuple(found)


def _hours_of(moment: Moment, days: int, period: float, doses: Sequence[float]) -> Iterable[float]:
    if isinstance(moment, Daily):
        times = [DAY * day + at for day in range(days) for at in moment.clocks if DAY * day + at <= period]
        if not times:
            raise Trouble(f"no such time comes within a period of {spell_hours(period)}.")
        return times
    if isinstance(moment, OnDay):
        at = DAY * (moment.day - 1) + moment.clock
    elif moment.dose <= len(doses):
        at = doses[moment.dose - 1] + moment.hours
    else:
        raise Trouble(f"there is no dose {moment.dose}: no arm has more than {len(doses)}.")
    if at > period:
        raise Trouble(f"{spell_moment(at)} is after the end of the period of {spell_hours(period)}.")
    return [at]


def spell_hours(span: float) -> str:
    """A span of time as a study file writes it.

    >>> spell_hours(96), spell_hours(0.25), spell_hours(1.5)
    ('4 d', '15 min', '1.5 h')
    """
    if span and span % DAY == 0:
        return f"{span / DAY:g} d"
    in_hours = span == 0 or (span >= 1 and float(f"{span:g}") == span)
    return f"{span:g} h" if in_hours else f"{span * 60:g} min"


def spell_moment(at: float) -> str:
    """An hour of the period as a study file writes it, to the nearest second.

    >>> spell_moment(33.0)
    'day 2 at 09:00'
    """
    day, rest = divmod(round(at * 3600), DAY * 3600)
    seconds = f":{rest % 60:02}" if rest % 60 else ""
    return f"day {day + 1} at {rest // 3600:02}:{rest // 60 % 60:02}{seconds}"
