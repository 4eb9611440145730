"""A laboratory: everything a study needs to be run, worked out once and shared by all its people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from equipoise import evidence
from equipoise.assembly import build
from equipoise.engine import chunk, integrate
from equipoise.engine.grid import Grid
from equipoise.engine.system import System
from equipoise.errors import InvalidInput
from equipoise.evidence.drug import Drug
from equipoise.evidence.instrument import Instrument
from equipoise.evidence.population import Population
from equipoise.evidence.reward import Reward
from equipoise.people.body import sizes
from equipoise.people.person import Numbers, gather
from equipoise.study import cohort as cohorts
from equipoise.study import dosing, moment_run
from equipoise.study.calendar import Calendar, calendar
from equipoise.study.cohort import Cohort
from equipoise.study.instruments import instrument_of
from equipoise.study.moment_run import MomentProgram
from equipoise.study.observe import Seen, watched
from equipoise.study.study import Study

LANES = 512  # people simulated together: their states fit the processor's cache
MOMENT_LANES = 64  # the same on the moment clock, which holds every step of them
DRAWN = {
    "plasma": "ng/mL",
    "mu_occupancy": "%",
    "connection": "1",
    "positive_affect": "1",
}  # curves of every report
NOBODY = np.empty((0, 0, 0), dtype=np.float32)
Tick = Callable[[int], None]


@dataclass(frozen=True)
class Laboratory:
    """A study with its evidence, calendar and compiled program.

    seed: the address of all its chance. own: the numbers of the arms whose people differ.
    """

    study: Study
    seed: int
    calendar: Calendar
    drugs: tuple[Drug, ...]
    instruments: dict[str, Instrument]
    population: Population
    numbers: Numbers
    own: dict[str, Numbers]
    rewards: dict[str, Reward]
    program: integrate.Program | MomentProgram

    @property
    def rows(self) -> dict[str, slice]:
        """Where each reported signal lies on the row axis."""
        return chunk.rows_of(self.program)

    @property
    def levels(self) -> dict[str, str]:
        """The signals that every report draws, each with the unit in which it is shown."""
        return DRAWN

    @property
    def drawn(self) -> list[int]:
        """Rows of the signals that every report draws."""
        return [row for name in self.levels for row in range(self.rows[name].start, self.rows[name].stop)]

    @property
    def looks(self) -> np.ndarray:
        """Times at which what is drawn is looked at, equally far apart, in hours of the calendar."""
        if isinstance(self.program, MomentProgram):
            return moment_run.drawn_at(self)
        return self.calendar.hourly().first

    def on(self, finer: Grid) -> "Laboratory":
        """The same laboratory on another grid."""
        made = _program(self.study, self.drugs, self.instruments, self.program.system, finer)
        return replace(self, program=made)

    def recruit(self, address: np.ndarray) -> Cohort:
        """The people at these addresses."""
        return cohorts.recruit(
            self.study, self.calendar, self.population, self.numbers, self.seed, address, self.own
        )

    def crowd(self, cohort: Cohort) -> chunk.Chunk:
        """A cohort with its parameters and doses, as the engine takes it."""
        doses = cohorts.doses(self.study, self.calendar, self.drugs, cohort, self.program.grid)
        ports = tuple(self.program.system.of("forcing"))
        met = dosing.forcings(self.study, self.calendar, cohort, self.rewards, self.program.grid, ports)
        known = set(self.program.system.of("parameter"))
        parameters = {name: value for name, value in cohort.parameters.items() if name in known}
        return chunk.Chunk(cohort.address, parameters, doses, met)

    def live(
        self,
        cohort: Cohort,
        watch: chunk.Watch,
        tick: Tick = lambda people: None,
        keep: chunk.Keep | None = None,
    ) -> chunk.Lived:
        """Simulate a cohort and report what is watched, or hand it to `keep` day by day."""
        if isinstance(self.program, MomentProgram):
            return moment_run.live(self, self.program, cohort, watch, tick, keep)
        return chunk.simulate(self.program, self.crowd(cohort), watch, self.seed, tick, keep)

    def observe(self, people: np.ndarray, width: int, tick: Tick = lambda people: None) -> Seen:
        """Recruit and simulate people by address through the study's own occasions, in a chunk of fixed width; what
        is drawn is kept at every hour."""
        cohort, mine = self.recruit(chunk.padded(people, width)), self.calendar.watch(self.instruments)
        count, rows = len(mine.first), self.drawn
        values = np.empty((count, self.program.height, width))
        hours = np.empty((len(self.looks), len(rows), width), dtype=np.float32)

        def keep(which: np.ndarray, seen: np.ndarray) -> None:
            planned = which < count
            values[which[planned]] = seen[planned]
            with np.errstate(over="ignore"):  # of people who run away, and are left out
                hours[which[~planned] - count] = seen[~planned][:, rows]

        watch = mine.also(chunk.Watch(self.looks, self.looks))
        ill = self.live(cohort, watch, lambda _: tick(len(people)), keep).ill
        return self.seen(cohort.head(len(people)), chunk.Lived(values, ill), hours)

    def see(
        self, people: np.ndarray, width: int, watch: chunk.Watch, tick: Tick = lambda people: None
    ) -> Seen:
        """Recruit and simulate people by address, looking when `watch` says."""
        cohort = self.recruit(chunk.padded(people, width))
        lived = self.live(cohort, watch, lambda _: tick(len(people)))
        return self.seen(cohort.head(len(people)), lived)

    def seen(self, cohort: Cohort, lived: chunk.Lived, hours: np.ndarray = NOBODY) -> Seen:
        """What `live` reported of these people (and of more, who were there to fill the lanes), for the instruments."""
        people = len(cohort.address)
        ill = tuple(each for each in lived.ill if each.person < people)
        return Seen(
            self.study,
            self.calendar,
            self.instruments,
            self.drugs,
            self.program,
            cohort,
            lived.values[..., :people],
            ill,
            self.seed,
            hours[..., :people],
        )


def open_laboratory(study: Study, seed: int) -> Laboratory:
    """Work out a study: load its evidence, lay out its calendar, join its mechanisms."""
    if study.system.name == "breathing":
        from equipoise.study.breathing.lab import open_breathing

        return open_breathing(study, seed)
    drugs = drugs_of(study)
    system = build(sizes(drugs), study.system.replace, study.system.clock)
    population = evidence.load_people(study.people.from_)
    numbers = _numbers(study, drugs, population, study.world)
    own = {name: _own(study, name, drugs, population) for name, arm in study.arms.items() if arm.numbers}
    instruments = {name: instrument_of(measure) for name, measure in study.measures.items()}
    rewards, steps = _rewards(study, system), Grid(round(1 / study.system.step))
    program = _program(study, drugs, instruments, system, steps)
    return Laboratory(
        study, seed, calendar(study), drugs, instruments, population, numbers, own, rewards, program
    )


def drugs_of(study: Study) -> tuple[Drug, ...]:
    """The drugs that its people take or took, each with the routes by which they take it and no others."""
    routes: dict[str, list[str]] = {}
    for arm in study.arms.values():
        for course in (*arm.courses, *arm.history):
            routes.setdefault(course.drug, []).append(course.route)
    return tuple(evidence.load_drug(name).by(taken) for name, taken in routes.items())


def _numbers(
    study: Study, drugs: tuple[Drug, ...], population: Population, world: Mapping[str, str | float]
) -> Numbers:
    """The numbers of a system; on the moment clock, those of the life that leads up to it too."""
    clocks = dict.fromkeys(("life", study.system.clock))
    systems = [build(sizes(drugs), study.system.replace, clock) for clock in clocks]
    gathered = [gather(system, drugs, population, world) for system in systems]
    entries = {place: entry for each in gathered for place, entry in each.entries.items()}
    return Numbers(entries, {name: value for each in gathered for name, value in each.fixed.items()})


def _own(study: Study, arm: str, drugs: tuple[Drug, ...], population: Population) -> Numbers:
    """The numbers of an arm whose people differ from others."""
    try:
        return _numbers(study, drugs, population, {**study.world, **study.arms[arm].numbers})
    except InvalidInput as refusal:
        place = refusal.place.replace("[world]", f"[arms.{arm}.numbers]")
        raise InvalidInput(place, refusal.trouble, refusal.remedy) from None


def _rewards(study: Study, system: System) -> dict[str, Reward]:
    """The rewards that some arm offers; each must reach the system."""
    names = dict.fromkeys(offer.reward for arm in study.arms.values() for offer in arm.offers)
    rewards = {name: evidence.load_reward(name) for name in names}
    for reward in rewards.values():
        if reward.port not in system.of("forcing"):
            trouble = f'"{reward.port}" is not something that a study can give.'
            remedy = f"Write one of: {', '.join(system.of('forcing'))}."
            raise InvalidInput(f"rewards/{reward.name}.toml port", trouble, remedy)
    return rewards


def _program(
    study: Study, drugs: tuple[Drug, ...], instruments: Mapping[str, Instrument], system: System, on: Grid
) -> integrate.Program | MomentProgram:
    outputs = tuple(sorted({*watched(system, instruments), *DRAWN}))
    ports = cohorts.ports(study, drugs)
    if study.system.clock == "moment":
        life = build(sizes(drugs), study.system.replace)
        return moment_run.program(system, life, on, outputs, ports)
    return integrate.program(system, on, outputs, ports)
