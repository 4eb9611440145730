"""Doses against the drug's stated safety limits."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from equipoise.engine import units
from equipoise.errors import InvalidInput
from equipoise.study.times import DAY, spell_moment

if TYPE_CHECKING:
    from equipoise.study.arm import Arm
    from equipoise.study.course import Course

REMEDY = "Lower the dose, or write allow_unsafe = true to simulate it all the same."
ROUNDING = 1e-9  # a limit is not broken by a rounding error


def check_limits(course: "Course", drug: Any, place: str) -> None:
    """Refuse a dose above the limit of a single dose, or doses within 24 h above the limit of a day.

    `drug.routes`: route -> an object with `single` and `daily`, each a number with value, unit and source.
    """
    limits = drug.routes[course.route]
    single, daily = limits.single, limits.daily
    recent: deque[tuple[float, float]] = deque()
    total = 0.0
    for (value, unit), at in zip(course.doses, course.times, strict=True):
        if _amount(value, unit, single, drug) > single.value * (1 + ROUNDING):
            largest = f"the largest single {course.route} dose of {course.drug}, {_told(single)}"
            trouble = f"{value:g} {unit} is above {largest}."
            raise InvalidInput(place, trouble, REMEDY)
        recent.append((at, _amount(value, unit, daily, drug)))
        total += recent[-1][1]
        while recent[0][0] <= at - DAY + ROUNDING:
            total -= recent.popleft()[1]
        if total > daily.value * (1 + ROUNDING):
            trouble = (
                f"the doses in the 24 h up to {spell_moment(at)} are above the largest daily {course.route} dose "
                f"of {course.drug}, {_told(daily)}."
            )
            raise InvalidInput(place, trouble, REMEDY)


def broken(arms: Iterable["Arm"], drug: Callable[[str], Any]) -> list[str]:
    """A sentence for each arm that was allowed to break a safety limit and breaks one. drug: its evidence by name."""
    found = []
    for arm in arms:
        for course in (*arm.courses, *arm.history) if arm.allow_unsafe else ():
            try:
                check_limits(course, drug(course.drug), arm.name)
            except InvalidInput as refusal:
                found.append(f"Unsafe doses: in the arm {arm.name}, {refusal.trouble}")
    return found


def _amount(value: float, unit: str, limit: Any, drug: Any) -> float:
    """A dose in the engine's unit of the limit; the molar mass of the drug joins mass and amount of substance."""
    amount = units.to_internal(value, unit)
    if units.same_dimension(unit, limit.unit):
        return amount
    molar_mass = drug.dose_molar_mass  # a salt is weighed as a salt
    return amount * molar_mass if units.same_dimension(limit.unit, "mg") else amount / molar_mass


def _told(limit: Any) -> str:
    source = limit.source if isinstance(limit.source, str) else ", ".join(limit.source)
    return f"{units.from_internal(limit.value, limit.unit):g} {limit.unit} ({source or 'an assumption'})"
