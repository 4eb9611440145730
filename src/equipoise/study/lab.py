"""A laboratory: everything a study needs to be run, worked out once and shared by all its people."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from equipoise import evidence
from equipoise.assembly import build
from equipoise.engine import chunk, integrate
from equipoise.engine.events import Events
from equipoise.engine.grid import Grid, grid
from equipoise.evidence.drug import Drug
from equipoise.evidence.instrument import Instrument
from equipoise.evidence.population import Population
from equipoise.people.body import sizes
from equipoise.people.person import Numbers, gather
from equipoise.study import cohort as cohorts
from equipoise.study.calendar import Calendar, calendar
from equipoise.study.cohort import Cohort
from equipoise.study.observe import Seen, watched
from equipoise.study.study import Study

LANES = 512  # people simulated together: their states fit the processor's cache
DRAWN = ("plasma", "mu_occupancy", "connection", "positive_affect")  # signals drawn as curves in every report
Tick = Callable[[int], None]


@dataclass(frozen=True)
class Laboratory:
    """A study with its evidence, calendar and compiled program. `seed` is the address of all its chance."""

    study: Study
    seed: int
    calendar: Calendar
    drugs: tuple[Drug, ...]
    instruments: dict[str, Instrument]
    population: Population
    numbers: Numbers
    program: integrate.Program

    def on(self, finer: Grid) -> "Laboratory":
        """The same laboratory on another grid."""
        return Laboratory(**{**vars(self), "program": _program(self.program.system, finer, self)})

    def recruit(self, address: np.ndarray) -> Cohort:
        """The people at these addresses."""
        return cohorts.recruit(self.study, self.calendar, self.population, self.numbers, self.seed, address)

    def live(self, cohort: Cohort, watch: chunk.Watch, tick: Tick = lambda people: None) -> chunk.Lived:
        """Simulate a cohort and report what is watched."""
        doses = cohorts.doses(self.study, self.calendar, self.drugs, cohort, self.program.grid)
        forcings = tuple(self.program.system.of("forcing"))
        nothing = Events(self.program.grid, self.calendar.days, forcings, len(cohort.address))
        known = set(self.program.system.of("parameter"))
        parameters = {name: value for name, value in cohort.parameters.items() if name in known}
        return chunk.simulate(
            self.program, chunk.Chunk(cohort.address, parameters, doses, nothing), watch, self.seed, tick
        )

    def observe(self, people: np.ndarray, width: int, tick: Tick = lambda people: None) -> Seen:
        """Recruit and simulate people by address through the study's own occasions, in a chunk of fixed width."""
        return self.see(people, width, self.calendar.watch(self.instruments), tick)

    def see(
        self, people: np.ndarray, width: int, watch: chunk.Watch, tick: Tick = lambda people: None
    ) -> Seen:
        """Recruit and simulate people by address, looking when `watch` says."""
        cohort = self.recruit(chunk.padded(people, width))
        lived = self.live(cohort, watch, lambda _: tick(len(people)))
        return self.seen(cohort.head(len(people)), lived)

    def seen(self, cohort: Cohort, lived: chunk.Lived) -> Seen:
        """What `live` reported of these people (and of more, who were there to fill the lanes), for the instruments."""
        people = len(cohort.address)
        ill = tuple(each for each in lived.ill if each.person < people)
        values = lived.values[..., :people]
        return Seen(
            self.study,
            self.calendar,
            self.instruments,
            self.drugs,
            self.program,
            cohort,
            values,
            ill,
            self.seed,
        )


def open_laboratory(study: Study, seed: int) -> Laboratory:
    """Work out a study: load its evidence, lay out its calendar, join its mechanisms."""
    drugs = drugs_of(study)
    system = build(sizes(drugs), study.system.replace)
    population = evidence.load_people(study.people.from_)
    numbers = gather(system, drugs, population, study.world)
    instruments = {name: evidence.load_scale(measure.of) for name, measure in study.measures.items()}
    draft = Laboratory(study, seed, calendar(study), drugs, instruments, population, numbers, None)  # type: ignore[arg-type]
    return Laboratory(**{**vars(draft), "program": _program(system, grid(study.system.step), draft)})


def drugs_of(study: Study) -> tuple[Drug, ...]:
    """The drugs that its arms take, each with the routes by which they take it and no others."""
    routes: dict[str, list[str]] = {}
    for arm in study.arms.values():
        if arm.drug and arm.route:
            routes.setdefault(arm.drug, []).append(arm.route)
    return tuple(evidence.load_drug(name).by(taken) for name, taken in routes.items())


def _program(system: integrate.System, on: Grid, laboratory: Laboratory) -> integrate.Program:
    outputs = tuple(sorted({*watched(system, laboratory.instruments), *DRAWN}))
    return integrate.program(system, on, outputs, cohorts.ports(laboratory.study, laboratory.drugs))
