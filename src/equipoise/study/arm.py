"""What the people of one arm are given, met with and made of: the sections [arms.NAME]."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field

from equipoise.study.course import (
    Course,
    CourseKeys,
    check_safe,
    check_together,
    read_course,
    refuse_undrugged,
)
from equipoise.study.history import read_history
from equipoise.study.offer import Offer, read_offer
from equipoise.study.quantities import Dose, Override, Text, check_name
from equipoise.study.refusal import Place
from equipoise.study.section import Named, Names, Section, read

T = TypeVar("T")
LIFE_STEP, SHORTEST = 0.25, 1 / 61  # hours: the usual step of the life clock, and what is below its shortest
Table = dict[str, Any]


class Arm(Section):
    """One arm as it is simulated: a dose for every time, and whatever comes besides and before."""

    name: str = Field(description="Name of the arm.")
    drug: str | None = Field(
        default=None, description="Drug of the evidence; default none, which is placebo."
    )
    route: str | None = Field(default=None, description="How the drug is taken; default none, for placebo.")
    doses: tuple[Dose, ...] = Field(
        default=(), description="Dose and unit at each of the times; default none."
    )
    times: tuple[float, ...] = Field(
        default=(),
        description="Hours after 00:00 of day 1 of the period, rising, one per dose; default none.",
    )
    allow_unsafe: bool = Field(
        default=False, description="Whether safety limits may be broken; default false."
    )
    also: tuple[Course, ...] = Field(default=(), description="Further drugs; default none.")
    history: tuple[Course, ...] = Field(
        default=(), description="What was taken before the study; default none."
    )
    offers: tuple[Offer, ...] = Field(default=(), description="Rewards offered; default none.")
    numbers: Names[Override] = Field(
        default=Named(), description="Numbers of the system in which its people differ; default none."
    )
    rescue: str | None = Field(
        default=None, description="Naloxone given once breathing fails; default none, nobody helps."
    )

    @property
    def courses(self) -> tuple[Course, ...]:
        """Every drug of the period, the arm's own first."""
        if self.drug is None:
            return self.also
        own = Course(drug=self.drug, route=self.route or "", doses=self.doses, times=self.times)
        return (own, *self.also)

    @property
    def drugs(self) -> tuple[str, ...]:
        """Names of every drug of the period and of the time before it."""
        return tuple(dict.fromkeys(course.drug for course in (*self.courses, *self.history)))


class ArmKeys(CourseKeys):
    """[arms.NAME]: one arm as a study file writes it; an empty table is placebo."""

    allow_unsafe: bool = Field(
        default=False,
        description="Simulate doses above the safety limits of the drug; default false.",
        examples=["allow_unsafe = true"],
    )
    also: tuple[Table, ...] = Field(
        default=(),
        description="Further drugs; default none.",
        examples=['also = [{ drug = "naltrexone", dose = "50 mg", times = "day 1 at 09:00" }]'],
    )
    history: tuple[Table, ...] = Field(
        default=(),
        description="What was taken before the study; default nothing.",
        examples=[
            'history = [{ drug = "naltrexone", dose = "50 mg", times = "daily at 09:00", for = "30 d" }]'
        ],
    )
    offers: tuple[Table, ...] = Field(
        default=(),
        description="Rewards offered; default none.",
        examples=['offers = [{ reward = "coffee", times = "daily at 10:00" }]'],
    )
    numbers: Names[Override] = Field(
        default=Named(),
        description="Numbers of the system in which its people differ from others; default none.",
        examples=['numbers = { "receptor/regulation.inherited" = 0.8 }'],
    )
    rescue: Text | None = Field(
        default=None,
        description='Naloxone given once breathing fails, in the system "breathing"; default none.',
        examples=['rescue = "naloxone-im-2mg-2ml"'],
    )


class AlsoKeys(CourseKeys):
    """[[arms.NAME.also]]: a further drug of an arm, as a study file writes it."""


def read_arm(name: str, table: Any, period: float, step: float, place: Place, folder: Path) -> Arm:
    """Read one arm and work out each dose of a period; period and step in hours, `folder` is where a schedule lies."""
    with place.blame("", "Rename the arm."):
        check_name(name)
    keys = read(ArmKeys, table, place)
    safe = not keys.allow_unsafe

    def one_more(table: Table, place: Place) -> Course:
        return _course(read(AlsoKeys, table, place), period, step, place, folder, safe)

    def one_before(table: Table, place: Place) -> Course:
        # Use before the study is lived on the life clock, whatever the study is on.
        course, written = read_history(
            table, max(step, LIFE_STEP) if step < SHORTEST else step, place, folder
        )
        if safe:
            check_safe(course, written, place)
        return course

    if keys.drug is None:
        refuse_undrugged(keys, place)
        own = {}
    else:
        course = _course(keys, period, step, place, folder, safe)
        own = {field: getattr(course, field) for field in ("drug", "route", "doses", "times")}
    arm = Arm(
        name=name,
        **own,
        allow_unsafe=keys.allow_unsafe,
        also=_each(keys.also, name, "also", place, one_more),
        history=_each(keys.history, name, "history", place, one_before),
        offers=_each(keys.offers, name, "offers", place, lambda t, p: read_offer(t, period, step, p)),
        numbers=keys.numbers,
        rescue=keys.rescue,
    )
    check_together((*arm.courses, *arm.history), safe, place)
    _check_offers(arm, place)
    return arm


def _course(keys: CourseKeys, period: float, step: float, place: Place, folder: Path, safe: bool) -> Course:
    course = read_course(keys, period, step, place, folder)
    if safe:
        check_safe(course, keys, place)
    return course


def _each(
    tables: tuple[Table, ...], arm: str, key: str, place: Place, one: Callable[[Table, Place], T]
) -> tuple[T, ...]:
    return tuple(one(table, place.listed("arms", arm, key, number)) for number, table in enumerate(tables, 1))


def _check_offers(arm: Arm, place: Place) -> None:
    names = [offer.reward for offer in arm.offers]
    for name in names:
        if names.count(name) > 1:
            remedy = "Give all its times in one list."
            raise place.refuse("offers", f"{name} is offered in two places.", remedy)
