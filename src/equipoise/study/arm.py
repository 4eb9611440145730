"""What one arm is given, and when: the sections [arms.NAME]."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import Field

from equipoise.study import catalogue
from equipoise.study.grid import check_times
from equipoise.study.quantities import Dose, Text, Texts, check_name
from equipoise.study.refusal import Place, Trouble, listed, shown
from equipoise.study.safety import check_limits
from equipoise.study.schedule import read_schedule
from equipoise.study.section import Section, example, read
from equipoise.study.times import (
    LATE,
    MOST_TIMES,
    AfterDose,
    Daily,
    expand,
    parse_moment,
    spell_hours,
    spell_moment,
)

Given = tuple[tuple[tuple[float, str], ...], tuple[float, ...]]


class Arm(Section):
    """One arm as it is simulated: a dose for every time."""

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


class ArmKeys(Section):
    """[arms.NAME]: one arm as a study file writes it; an empty table is placebo."""

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
        description="Table with time (h), amt (mg), addl, ii (h), evid, beside the study file; default none.",
        examples=['schedule = "doses.csv"'],
    )
    allow_unsafe: bool = Field(
        default=False,
        description="Simulate doses above the safety limits of the drug; default false.",
        examples=["allow_unsafe = true"],
    )


def read_arm(name: str, table: Any, period: float, step: float, place: Place, folder: Path) -> Arm:
    """Read one arm and work out each dose of a period; period and step in hours, `folder` is where a schedule lies."""
    with place.blame("", "Rename the arm."):
        check_name(name)
    keys = read(ArmKeys, table, place)
    if keys.drug is None:
        _refuse_undrugged(keys, place)
        return Arm(name=name, allow_unsafe=keys.allow_unsafe)
    catalogue.check("drugs", keys.drug, place, "drug", "drug")
    drug = catalogue.drug(keys.drug)
    route = keys.route or next(iter(drug.routes))
    if route not in drug.routes:
        raise place.unknown("route", route, f"route of {keys.drug}", drug.routes)
    key = "schedule" if keys.schedule else "times"
    doses, times = _in_order(_given(keys, period, place, folder), place, key)
    check_times(times, step, place, key)
    arm = Arm(
        name=name, drug=keys.drug, route=route, doses=doses, times=times, allow_unsafe=keys.allow_unsafe
    )
    if not arm.allow_unsafe:
        check_limits(arm, drug, place.at("schedule" if keys.schedule else "doses" if keys.doses else "dose"))
    return arm


def _refuse_undrugged(keys: ArmKeys, place: Place) -> None:
    said = [key for key in ("route", "dose", "doses", "times", "schedule") if getattr(keys, key) is not None]
    if said:
        remedy = 'Write drug = "naltrexone", or leave the table empty for placebo.'
        raise place.refuse("", f"it has {listed(said)} but no drug.", remedy)


def _given(keys: ArmKeys, period: float, place: Place, folder: Path) -> Given:
    said = [key for key in ("dose", "doses", "schedule") if getattr(keys, key) is not None]
    if len(said) != 1:
        remedy = 'Write one of dose = "50 mg", doses = ["25 mg", "50 mg"], schedule = "doses.csv".'
        trouble = f"it has {' and '.join(said)}." if said else f"it has a drug, {keys.drug}, but no dose."
        raise place.refuse("", trouble, remedy)
    if keys.schedule is not None:
        if keys.times is not None:
            raise place.refuse("times", "the schedule already holds the times.", "Remove times.")
        return read_schedule(keys.schedule, period, place, folder)
    if keys.times is None:
        raise place.refuse("", '"times" is missing.', example(ArmKeys, "times"))
    times = _times(keys.times, period, place)
    if keys.doses is None:
        return ((keys.dose,) * len(times) if keys.dose else ()), times
    return _paired(keys.doses, keys.times, times, place)


def _times(texts: Sequence[str], period: float, place: Place) -> tuple[float, ...]:
    """Hours of every dose, in the order of the texts."""
    times: list[float] = []
    for text in texts:
        with place.blame("times", ""):
            moment = parse_moment(text)
            if isinstance(moment, AfterDose):
                raise Trouble(f"{shown(text)} refers to the doses that it would place.", "Give day and time.")
        with place.blame("times", LATE):
            # The last instant of a period belongs to what follows: a daily dose at 00:00 is not given there.
            found = [at for at in expand([moment], period) if at < period]
            if not found:
                raise Trouble(f"{shown(text)} is at the very end of the period of {spell_hours(period)}.")
            times.extend(found)
            if len(times) > MOST_TIMES:
                raise Trouble(f"this makes more than {MOST_TIMES:,} doses.")
    if not times:
        raise place.refuse("times", "the list is empty.", example(ArmKeys, "times"))
    return tuple(times)


def _paired(doses: tuple[Any, ...], texts: Sequence[str], times: tuple[float, ...], place: Place) -> Given:
    """A dose for every time; a daily pattern of its own may outlast the doses."""
    pattern = len(texts) == 1 and isinstance(parse_moment(texts[0]), Daily)
    if not doses or len(doses) > len(times) or (len(doses) < len(times) and not pattern):
        room = f"at most {len(times)} in this period" if pattern else f"{len(times)}"
        remedy = 'Give one dose for each time, or one for all: dose = "50 mg".'
        raise place.refuse("doses", f"there are {len(doses)} doses, but the times make {room}.", remedy)
    return doses, times[: len(doses)]


def _in_order(given: Given, place: Place, key: str) -> Given:
    doses, times = given
    order = sorted(range(len(times)), key=lambda index: times[index])
    doses, times = tuple(doses[index] for index in order), tuple(times[index] for index in order)
    for first, second in pairwise(times):
        if second - first < 1e-9:
            remedy = "Give one dose of the whole amount there."
            raise place.refuse(key, f"two doses fall on {spell_moment(first)}.", remedy)
    return doses, times
