"""A cohort on the moment clock: lived day by day until the first thing happens, then followed in seconds.

    before     the life clock, from the run-in through use before the study: decisions, draws and doses as ever
    after      the moment clock, from the states that people are in by then, fast ones at rest; what chance decides
               (company, wins and losses) stays at rest, and only what the study gives or offers is met

A study without run-in and history begins at rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from equipoise.engine import chunk, integrate, moment
from equipoise.engine.events import Events
from equipoise.engine.grid import HOURS, Grid, grid
from equipoise.engine.system import System
from equipoise.engine.timeline import Dose, moving
from equipoise.study import cohort as cohorts
from equipoise.study import dosing
from equipoise.study.cohort import Cohort
from equipoise.study.moments import LIFE_STEP, stretch

if TYPE_CHECKING:
    from equipoise.study.lab import Laboratory

MOST_DRAWN = 240  # moments of a curve


@dataclass(frozen=True)
class MomentProgram:
    """What is followed on the moment clock, in steps of `grid`, and the life clock's program that leads up to it."""

    system: System
    grid: Grid
    outputs: tuple[str, ...]
    before: integrate.Program

    @property
    def height(self) -> int:
        """Rows of the signals it reports."""
        return sum(int(np.prod(self.system.shape(name), dtype=int)) for name in self.outputs)


def program(
    system: System, life: System, on: Grid, outputs: tuple[str, ...], dosed: tuple[Any, ...]
) -> MomentProgram:
    """The program of a moment study; before it, the life clock reports every state that it has."""
    states = tuple(sorted(name for name, symbol in life.states.items() if symbol.form != "held"))
    return MomentProgram(system, on, outputs, integrate.program(life, grid(LIFE_STEP), states, dosed))


def span(lab: "Laboratory") -> tuple[float, float]:
    """First and last hour of the calendar that are followed."""
    first, last = stretch(lab.study.arms, lab.study.measures)
    return lab.calendar.starts[0] + first, lab.calendar.starts[0] + last


def drawn_at(lab: "Laboratory") -> np.ndarray:
    """Moments at which curves are drawn: every step, or every few."""
    first, last = span(lab)
    count = round((last - first) * lab.program.grid.per_hour)
    return first + np.arange(0, count + 1, max(1, -(-count // MOST_DRAWN))) / lab.program.grid.per_hour


def live(
    lab: "Laboratory",
    made: MomentProgram,
    cohort: Cohort,
    watch: chunk.Watch,
    tick: Callable[[int], None],
    keep: chunk.Keep | None,
) -> chunk.Lived:
    """Simulate a cohort and report what is watched, or hand it to `keep`; as the life clock's `simulate` does."""
    opening, closing = span(lab)
    start, ill = _before(lab, made, cohort, opening, tick)
    parameters = _known(made.system, cohort)
    trace = moment.trace(
        made.system,
        parameters,
        closing - opening,
        made.grid.step,
        made.outputs,
        start=_handed(made, cohort, start),
        held=_held(lab, cohort, opening, closing),
        doses=_doses(lab, cohort, opening, closing),
        origin=opening % HOURS,
    )
    tick(len(cohort.address))
    people = len(cohort.address)
    steps = len(trace.time)
    seen = np.concatenate([trace.signals[n].reshape(steps, -1, people) for n in made.outputs], axis=1)
    sick = ~np.isfinite(seen).all(axis=(0, 1))
    already = {each.person for each in ill}
    day = int(closing // HOURS)
    ill += tuple(chunk.Illness(int(p), day, made.outputs) for p in np.flatnonzero(sick) if p not in already)
    values = _read(seen, watch, opening, made.grid)
    if keep is not None:
        keep(np.arange(len(values)), values)
        values = np.empty((0, *values.shape[1:]))
    return chunk.Lived(values, ill)


def _known(system: System, cohort: Cohort) -> dict[str, np.ndarray]:
    known = set(system.of("parameter"))
    return {name: value for name, value in cohort.parameters.items() if name in known}


def _before(
    lab: "Laboratory", made: MomentProgram, cohort: Cohort, opening: float, tick: Callable[[int], None]
) -> tuple[dict[str, np.ndarray], tuple[chunk.Illness, ...]]:
    """States of everybody at the opening, [axes..., person], and who ran away before it."""
    if lab.calendar.starts[0] == 0:  # no run-in and no past: at rest
        return {}, ()
    life = made.before
    days = int(opening // HOURS) + 1
    calendar = replace(lab.calendar, days=days)
    early = cohorts.doses(lab.study, calendar, lab.drugs, cohort, life.grid, before=opening)
    nothing = Events(life.grid, days, tuple(life.system.of("forcing")), len(cohort.address))
    people = chunk.Chunk(cohort.address, _known(life.system, cohort), early, nothing)
    at = chunk.Watch(np.array([opening]), np.array([opening]))
    lived = chunk.simulate(life, people, at, lab.seed, tick)
    rows = chunk.rows_of(life)
    states = {
        name: lived.values[0, place].reshape(*life.system.shape(name), len(cohort.address))
        for name, place in rows.items()
    }
    return states, lived.ill


def _handed(made: MomentProgram, cohort: Cohort, start: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """States to start the moment clock with: slow ones as they are, fast ones at rest."""
    life = made.before.system
    known = moment.settled(life, _known(life, cohort), start)
    people = len(cohort.address)
    return {
        name: np.broadcast_to(np.asarray(known[name]), (*made.system.shape(name), people))
        for name in moving(made.system)
        if name in known
    }


def _held(lab: "Laboratory", cohort: Cohort, opening: float, closing: float) -> dict[str, list]:
    """What the study offers while it is followed, by port: (time, size of each person), each until the next."""
    offered = dosing.stretches(lab.study, lab.calendar, cohort, lab.rewards)
    courses: dict[str, list] = {}
    for port, parts in offered.items():
        course: list = [(0.0, np.zeros(len(cohort.address)))]
        for first, last, size in parts:
            if first < closing:
                course += [(first - opening, size), (min(last, closing) - opening, 0 * size)]
        courses[port] = course
    return courses


def _doses(lab: "Laboratory", cohort: Cohort, opening: float, closing: float) -> list[Dose]:
    """Every dose that is given while people are followed, [person]."""
    return [
        Dose(time - opening, state, amount, index)
        for (time, (state, index)), amount in cohorts.amounts(
            lab.study, lab.calendar, lab.drugs, cohort
        ).items()
        if opening - 1e-9 <= time < closing
    ]


def _read(seen: np.ndarray, watch: chunk.Watch, opening: float, on: Grid) -> np.ndarray:
    """[step, row, person] at each occasion, or its mean over the window before it: [occasion, row, person]."""
    first = np.rint((watch.first - opening) * on.per_hour).astype(int)
    last = np.rint((watch.last - opening) * on.per_hour).astype(int)
    values = seen[np.clip(last, 0, len(seen) - 1)].copy()
    for k in np.flatnonzero(first < last):
        values[k] = np.trapezoid(seen[first[k] : last[k] + 1], axis=0) / (last[k] - first[k])
    return values
