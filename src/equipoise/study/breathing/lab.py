"""The laboratory of an overdose: the same trial around another system, followed from second to second."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from equipoise import evidence
from equipoise.assembly import build_breathing
from equipoise.engine import chunk, units
from equipoise.engine.system import System
from equipoise.errors import InvalidInput
from equipoise.study.breathing import physiology
from equipoise.study.breathing.numbers import USUAL_RESCUE, amount, gather_breathing, rescue_amount
from equipoise.study.calendar import calendar
from equipoise.study.cohort import Cohort
from equipoise.study.lab import Laboratory, drugs_of
from equipoise.study.observe import Seen, watched
from equipoise.study.study import Study

DRAWN = {"ventilation": "L/min", "arterial_oxygen": "mmHg", "bound_opioid": "%"}


@dataclass(frozen=True)
class Steps:
    """The steps of an overdose, `finer` times shorter than usual; what a grid is to the life clock."""

    finer: int = 1

    @property
    def step(self) -> float:
        """Length of the early steps in hours."""
        return physiology.EARLY_STEP / self.finer

    def halved(self) -> "Steps":
        """Steps half as long."""
        return Steps(2 * self.finer)


@dataclass(frozen=True)
class Breathing:
    """What is run: the system of breathing, its steps, and the signals reported."""

    system: System
    grid: Steps
    outputs: tuple[str, ...]


@dataclass(frozen=True)
class BreathingLaboratory(Laboratory):
    """A study of an overdose, worked out."""

    def on(self, finer: Any) -> "BreathingLaboratory":
        """The same laboratory with other steps."""
        return replace(self, program=replace(self.program, grid=finer))  # pyright: ignore[reportArgumentType]

    @property
    def levels(self) -> dict[str, str]:
        """What every report draws of an overdose."""
        return DRAWN

    @property
    def looks(self) -> np.ndarray:
        """Every half-minute of the period."""
        return np.arange(round(self.study.design.periods / physiology.EVERY) + 1) * physiology.EVERY

    def observe(
        self, people: np.ndarray, width: int, tick: Callable[[int], None] = lambda people: None
    ) -> Seen:
        """Recruit people by address and follow them through the study's occasions; what is drawn, at every look."""
        cohort, mine = self.recruit(chunk.padded(people, width)), self.calendar.watch(self.instruments)
        lived = self.live(cohort, mine.also(chunk.Watch(self.looks, self.looks)), lambda _: tick(len(people)))
        count = len(mine.first)
        drawn = lived.values[count:, self.drawn].astype(np.float32)
        return self.seen(cohort.head(len(people)), chunk.Lived(lived.values[:count], lived.ill), drawn)

    def live(
        self,
        cohort: Cohort,
        watch: chunk.Watch,
        tick: Callable[[int], None] = lambda people: None,
        keep: chunk.Keep | None = None,
    ) -> chunk.Lived:
        """Let every person of a cohort have the overdose of her arm, and report what is watched."""
        program: Any = self.program
        arms = [list(self.study.arms.values())[k] for k in cohort.arms[:, 0]]
        dosed = {
            name: amount(arm.drug or "", _milligrams(arm.doses[0])) for name, arm in self.study.arms.items()
        }
        opioid = np.array([dosed[arm.name] for arm in arms])
        naloxone = np.array([rescue_amount(arm.rescue) for arm in arms])
        drugs = [(arm.drug or "", arm.rescue or USUAL_RESCUE) for arm in arms]
        parameters = _of_arms(cohort.parameters, drugs, set(program.system.of("parameter")))
        finer = program.grid.finer
        rest = rested(parameters, finer)
        looks = np.rint(watch.last / physiology.EVERY).astype(int)
        until = max(1, looks.max()) * physiology.EVERY
        seen = physiology.overdose(parameters, opioid, naloxone, until, program.outputs, finer, rest)
        tick(len(cohort.address))
        values = np.stack([seen.signals[name][looks] for name in program.outputs], axis=1)
        lost = np.flatnonzero(~np.isfinite(values).all(axis=(0, 1)))
        return chunk.Lived(values, tuple(chunk.Illness(int(person), 0, ("breathing",)) for person in lost))


def _milligrams(dose: tuple[float, str]) -> float:
    value, unit = dose
    if not units.same_dimension(unit, "mg"):
        raise InvalidInput("dose", f"{value:g} {unit} is not a mass.", 'Write dose = "1.6 mg".')
    return units.to_internal(value, unit)


def _of_arms(
    drawn: dict[str, np.ndarray], drugs: list[tuple[str, str]], wanted: set[str]
) -> dict[str, np.ndarray]:
    """Every parameter, [person], those of drugs from the drugs of each person's arm."""
    people = len(drugs)
    found = {n: np.broadcast_to(value, (people,)) for n, value in drawn.items() if n in wanted}
    for full, value in drawn.items():
        drug, colon, name = full.partition(":")
        if colon:
            here = np.array([drug in pair for pair in drugs])
            found[name] = np.where(here, value, found.get(name, 0.0))
    return found


def rested(parameters: dict[str, np.ndarray], finer: int) -> dict[str, np.ndarray]:
    """States at rest, [person]; people who differ in their drugs alone rest alike, and are worked out once."""
    drugs = tuple(f"breathing/{path}." for path in ("agonist", "rescue", "binding"))
    own = np.stack([value for name, value in parameters.items() if not name.startswith(drugs)])
    kinds, which = np.unique(own, axis=1, return_inverse=True)
    names = tuple(name for name in parameters if not name.startswith(drugs))
    others = {name: float(value[0]) for name, value in parameters.items() if name.startswith(drugs)}
    lanes = own.shape[1]
    padded = np.concatenate([kinds, np.repeat(kinds[:, :1], lanes - kinds.shape[1], axis=1)], axis=1)
    states = _rested(names, padded.tobytes(), padded.shape, tuple(sorted(others.items())), finer)
    return {name: value[which.ravel()] for name, value in states.items()}


@lru_cache(maxsize=8)
def _rested(
    names: tuple[str, ...],
    values: bytes,
    shape: tuple[int, ...],
    others: tuple[tuple[str, float], ...],
    finer: int,
) -> dict[str, np.ndarray]:
    own = np.frombuffer(values).reshape(shape)
    drugs = {name: np.full(shape[1], value) for name, value in others}
    return physiology.at_rest({**dict(zip(names, own, strict=True)), **drugs}, finer)


def open_breathing(study: Study, seed: int) -> BreathingLaboratory:
    """Work out a study of an overdose."""
    system = build_breathing()
    population = evidence.load_people(study.people.from_)
    own = {
        name: gather_breathing(system, study, population, {**study.world, **arm.numbers})
        for name, arm in study.arms.items()
        if arm.numbers
    }
    instruments = {name: evidence.load_scale(measure.of) for name, measure in study.measures.items()}
    outputs = tuple(sorted({*watched(system, instruments), *physiology.OUTPUTS}))
    return BreathingLaboratory(
        study,
        seed,
        calendar(study),
        drugs_of(study),
        instruments,
        population,
        gather_breathing(system, study, population, study.world),
        own,
        {},
        Breathing(system, Steps(), outputs),  # pyright: ignore[reportArgumentType]
    )
