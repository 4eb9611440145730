"""What reaches the people of a cohort and when: every dose and every reward of the calendar, with those who get it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from equipoise.engine.events import Events
from equipoise.engine.grid import Grid
from equipoise.evidence.reward import Reward
from equipoise.study.arm import Arm
from equipoise.study.calendar import Calendar
from equipoise.study.course import Course
from equipoise.study.study import Study

if TYPE_CHECKING:
    from equipoise.study.cohort import Cohort


@dataclass(frozen=True)
class Administration:
    """A dose (value and unit) of a course at `time` hours of the calendar, and who takes it: [person]."""

    course: Course
    time: float
    dose: tuple[float, str]
    takers: np.ndarray


@dataclass(frozen=True)
class Occurrence:
    """A reward that begins at `time` hours of the calendar, and who meets it: [person]."""

    reward: str
    time: float
    takers: np.ndarray


def administrations(study: Study, calendar: Calendar, cohort: "Cohort") -> Iterator[Administration]:
    """Every dose of every arm, those before the study first; a dose not taken, or after stopping, has no taker."""
    most = planned(study)
    for place, arm in enumerate(study.arms.values()):
        here = cohort.arms[:, 0] == place
        for course in arm.history:
            for at, dose in zip(course.times, course.doses, strict=True):
                yield Administration(course, calendar.starts[0] + at, dose, here)
        for period, start in enumerate(calendar.starts):
            here = cohort.arms[:, period] == place
            for number, (course, at, dose) in enumerate(_doses_of(arm)):
                taken = cohort.taken[:, period * most + number]
                yield Administration(course, start + at, dose, here & taken & (start + at < cohort.stop))


def _doses_of(arm: Arm) -> Iterator[tuple[Course, float, tuple[float, str]]]:
    for course in arm.courses:
        for at, dose in zip(course.times, course.doses, strict=True):
            yield course, at, dose


def planned(study: Study) -> int:
    """Doses of a period of the arm that has most."""
    return max((sum(len(course.times) for course in arm.courses) for arm in study.arms.values()), default=0)


def occurrences(study: Study, calendar: Calendar, cohort: "Cohort") -> Iterator[Occurrence]:
    """Every reward of every arm; after stopping nothing is offered any more."""
    for place, arm in enumerate(study.arms.values()):
        for period, start in enumerate(calendar.starts):
            here = cohort.arms[:, period] == place
            for offer in arm.offers:
                for at in offer.times:
                    yield Occurrence(offer.reward, start + at, here & (start + at < cohort.stop))


Stretch = tuple[float, float, np.ndarray]


def stretches(
    study: Study, calendar: Calendar, cohort: "Cohort", rewards: Mapping[str, Reward]
) -> dict[str, list[Stretch]]:
    """For each port, when it is raised and by how much: (first hour, last hour, size [person]), one after another.

    Rewards that overlap on one port add up.
    """
    raised: dict[str, list[Stretch]] = {}
    for met in occurrences(study, calendar, cohort):
        reward = rewards[met.reward]
        last = min(met.time + reward.lasts.single, calendar.days * 24.0)
        raised.setdefault(reward.port, []).append((met.time, last, met.takers * reward.size.single))
    return {port: _apart(parts) for port, parts in raised.items()}


def _apart(parts: list[Stretch]) -> list[Stretch]:
    """The same stretches cut where one begins or ends, so that none overlap."""
    edges = sorted({round(edge, 12) for first, last, _ in parts for edge in (first, last)})
    starting: dict[float, list[Stretch]] = {}
    for part in parts:
        starting.setdefault(round(part[0], 12), []).append(part)
    active: list[Stretch] = []
    found = []
    for first, last in pairwise(edges):
        active = [part for part in active if part[1] > first + 1e-9] + starting.get(first, [])
        if active:
            found.append((first, last, np.sum([size for _, _, size in active], axis=0)))
    return found


def forcings(
    study: Study,
    calendar: Calendar,
    cohort: "Cohort",
    rewards: Mapping[str, Reward],
    grid: Grid,
    ports: tuple[str, ...],
) -> Events:
    """Every reward of every person on the calendar; `ports` are the forcings of the system."""
    events = Events(grid, calendar.days, ports, len(cohort.address))
    for port, parts in stretches(study, calendar, cohort, rewards).items():
        for first, last, size in parts:
            events.add(first, port, size, last - first)
    return events
