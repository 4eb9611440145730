"""Times against the steps of a run: an event between two steps is refused, never shifted."""

import math
from collections.abc import Callable, Iterable

from equipoise.study.design import Design
from equipoise.study.refusal import Place
from equipoise.study.times import spell_hours, spell_moment

SECONDS = 3600  # per hour
SHORTEST = 60  # seconds of the shortest step


def check_spans(design: Design, step: float, place: Place) -> None:
    """Refuse a period, washout or run-in that is not a whole number of steps (hours)."""
    for key in ("periods", "washout", "run_in"):
        span = getattr(design, key)
        if not on_grid(span, step):
            told = f"{spell_hours(span)} is not a whole number of steps of {spell_hours(step)}."
            raise place.refuse(key, told, _remedy(span, step, spell_hours))


def check_times(times: Iterable[float], step: float, place: Place, key: str) -> None:
    """Refuse the first of the times (hours) that falls between two steps."""
    for at in times:
        if not on_grid(at, step):
            told = f"{spell_moment(at)} falls between two steps of {spell_hours(step)}."
            raise place.refuse(key, told, _remedy(at, step, spell_moment))


def on_grid(at: float, step: float) -> bool:
    """Whether a time is a whole number of steps, within a rounding error.

    >>> on_grid(9.5, 0.25), on_grid(9.1, 0.25)
    (True, False)
    """
    return abs(at / step - round(at / step)) < 1e-6


def fitting_step(at: float, step: float) -> float | None:
    """The longest step that `at` and all that lies on the grid of `step` fit; None when it is below a minute.

    >>> fitting_step(9 + 5 / 60, 0.25) * 60
    5.0
    """
    common = math.gcd(round(at * SECONDS), round(step * SECONDS))
    exact = abs(at * SECONDS - round(at * SECONDS)) < 1e-3
    return common / SECONDS if exact and common >= SHORTEST else None


def _remedy(at: float, step: float, spell: Callable[[float], str]) -> str:
    fit = fitting_step(at, step)
    move = f"use {spell(round(at / step) * step)}"
    return (
        f'Write step = "{spell_hours(fit)}" in [system], or {move}.'
        if fit
        else f"{move[0].upper()}{move[1:]}."
    )
