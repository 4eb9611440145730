"""What the trial writes down: what was watched of each person, through its instruments, as tidy observations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jax
import numpy as np
import pandas as pd

from equipoise import measure
from equipoise.engine import units
from equipoise.engine.chunk import Illness, rows_of
from equipoise.engine.integrate import Program
from equipoise.engine.precision import double
from equipoise.engine.randomness import draws
from equipoise.engine.system import System
from equipoise.evidence.drug import Drug
from equipoise.evidence.instrument import Instrument
from equipoise.people.body import substances
from equipoise.study import blinding, dropout
from equipoise.study.calendar import Calendar
from equipoise.study.cohort import Cohort
from equipoise.study.moment_run import MomentProgram
from equipoise.study.study import Study

ADDRESS = re.compile(r"(\w+)(?:\[(.+)\])?")
STOPPED, QUARANTINED = "stopped", "quarantined"


def signal_of(instrument: Instrument) -> tuple[str, str | None]:
    """The signal that an instrument reads, and the substance if it reads one: "plasma[naltrexone]"."""
    found = ADDRESS.fullmatch(instrument.reads)
    return (found[1], found[2]) if found else (instrument.reads, None)


def watched(system: System, instruments: Mapping[str, Instrument]) -> tuple[str, ...]:
    """Signals that a program must report for these instruments: what they read, or the states behind a task."""
    names: list[str] = []
    for instrument in instruments.values():
        signal, _ = signal_of(instrument)
        names += sorted(system.leaves([signal]) & set(system.states)) if instrument.items else [signal]
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True)
class Seen:
    """What a simulation reported, with all that is needed to turn it into observations.

    values: on each occasion of the calendar, [occasion, output row, person]. hours: what is drawn, at every full hour
    in single precision, [hour, drawn row, person]; empty where it was not asked for.
    """

    study: Study
    calendar: Calendar
    instruments: dict[str, Instrument]
    drugs: tuple[Drug, ...]
    program: Program | MomentProgram
    cohort: Cohort
    values: np.ndarray
    ill: tuple[Illness, ...]
    seed: int
    hours: np.ndarray

    @property
    def quarantined(self) -> np.ndarray:
        """Whether a person's states stopped being finite numbers: [person]."""
        sick = np.zeros(len(self.cohort.address), dtype=bool)
        sick[[each.person for each in self.ill]] = True
        return sick


def observations(seen: Seen) -> pd.DataFrame:
    """Tidy observations of every measure, one row per person, occasion and item."""
    frames = [_observed(seen, name) for name in seen.instruments]
    return pd.concat(frames, ignore_index=True)


def truths(seen: Seen) -> dict[str, np.ndarray]:
    """What each measure would read without error: [person, occasion, item]."""
    return {name: _truth(seen, name, _occasions(seen, name)) for name in seen.instruments}


def _occasions(seen: Seen, name: str) -> list[int]:
    return [k for k, occasion in enumerate(seen.calendar.occasions) if occasion.measure == name]


def _truth(seen: Seen, name: str, which: list[int]) -> np.ndarray:
    instrument = seen.instruments[name]
    return np.moveaxis((_task if instrument.items else _reading)(seen, instrument, which), -1, 0)


def _observed(seen: Seen, name: str) -> pd.DataFrame:
    instrument, cohort = seen.instruments[name], seen.cohort
    which = _occasions(seen, name)
    truth = _truth(seen, name, which)
    ratings = (measure.draws_per_item(instrument),) if instrument.kind == "task" else ()
    shape = (*truth.shape[1:], *ratings)
    noise, lasting = _noise(seen, name, shape)
    period = np.array([seen.calendar.occasions[k].period for k in which])
    reported = measure.observe(truth, instrument, noise, lasting, _expectancy(seen, instrument)[:, period])
    time = np.array([seen.calendar.at(seen.calendar.occasions[k]) for k in which])
    made = (
        dropout.entered(seen.study, seen.seed, cohort.address, len(which))
        if instrument.kind == "scale"
        else None
    )
    absent = ~made if made is not None else np.zeros((len(cohort.address), len(which)), dtype=bool)
    gone = (time[None, :] >= cohort.stop[:, None]) | seen.quarantined[:, None]
    values = np.where((gone | absent)[..., None], np.nan, reported)
    reason = measure.missing_reason(truth, values, absent)
    reason = np.where(
        gone[..., None], np.where(seen.quarantined[:, None, None], QUARANTINED, STOPPED), reason
    )
    return _tidy(seen, name, which, values, reason)


def _noise(seen: Seen, name: str, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Standard normal errors of a measure: of each reading [person, *shape], and of each person; a signal has none."""
    who = seen.cohort.address
    if seen.instruments[name].kind == "signal":
        return np.zeros((len(who), *shape)), np.zeros(len(who))
    noise = draws("normal", seen.seed, [f"error of {name}"], who, shape=shape)[0]
    return noise, draws("normal", seen.seed, [f"lasting error of {name}"], who)[0]


def _expectancy(seen: Seen, instrument: Instrument) -> np.ndarray:
    """Shift of the reports in the instrument's unit: [person, period]."""
    traits = seen.cohort.traits
    belief = blinding.belief(
        seen.study, seen.seed, seen.cohort.address, seen.cohort.on_drug, traits["people/guessing"]
    )
    return blinding.shift(belief, traits["people/expectancy"]) * instrument.gain.value


def _reading(seen: Seen, instrument: Instrument, which: list[int]) -> np.ndarray:
    """A signal as reported, as a mass where the instrument weighs: [occasion, 1, person]."""
    signal, substance = signal_of(instrument)
    rows = seen.values[which][:, rows_of(seen.program)[signal]]
    if substance is None:
        return rows
    place = substances(seen.drugs).index(substance)
    numbers = {name: n for drug in seen.drugs for name, n in drug.substances.items()}[substance]
    own = seen.program.system.symbols[signal].unit
    mass = 1.0 if units.same_dimension(instrument.unit, own) else numbers["molar_mass"].value
    return rows[:, [place]] * mass


def _task(seen: Seen, instrument: Instrument, which: list[int]) -> np.ndarray:
    """The signal while each stimulus is met, all else as it is at that moment: [occasion, item, person].

    A stimulus may also set a state, such as company to 0 for somebody alone in a laboratory.
    """
    system, rows = seen.program.system, rows_of(seen.program)
    signal, _ = signal_of(instrument)
    states = {name: seen.values[which][:, place] for name, place in rows.items() if name in system.states}
    calm = {name: np.zeros(1) for name in system.of("forcing")}
    answers = []
    for item in instrument.items:
        stimulus = {
            n: np.full(1, units.to_internal(size, system.symbols[n].unit))
            for n, size in item.stimulus.items()
        }
        answers.append(probe(system, signal, states, seen.cohort.parameters, {**calm, **stimulus}))
    return np.stack(answers, axis=1)


def probe(
    system: System,
    signal: str,
    states: Mapping[str, np.ndarray],
    parameters: Mapping[str, Any],
    forced: Mapping[str, Any],
) -> np.ndarray:
    """A signal without memory, evaluated at reported states [occasion, row, person]: [occasion, person]."""
    with double():
        return np.asarray(_probe(system, signal)(dict(states), dict(parameters), dict(forced)))


@lru_cache(maxsize=64)
def _probe(system: System, signal: str) -> Any:
    def one(states: dict, parameters: dict, forced: dict) -> Any:
        shaped = {n: v.reshape(*system.shape(n), v.shape[-1]) for n, v in states.items()}
        return system.evaluate([signal], {**parameters, **shaped, **forced})[signal]

    return jax.jit(jax.vmap(one, (0, None, None)))


def _tidy(seen: Seen, name: str, which: list[int], values: np.ndarray, reason: np.ndarray) -> pd.DataFrame:
    """Values and reasons [person, occasion, item] as rows."""
    instrument, cohort, calendar = seen.instruments[name], seen.cohort, seen.calendar
    occasions = [calendar.occasions[k] for k in which]
    items = values.shape[-1]
    order, arm_names = [o.period for o in occasions], np.array(list(seen.study.arms), dtype=object)

    def spread(array: Any, axis: int) -> np.ndarray:
        shape = [1, 1, 1]
        shape[axis] = -1
        return np.broadcast_to(np.reshape(np.asarray(array), shape), values.shape).ravel()

    nominal = np.array([o.time for o in occasions])
    frame = {
        "repeat": spread(cohort.repeat, 0),
        "person": spread(cohort.number, 0),
        "arm": pd.Categorical.from_codes(np.repeat(cohort.arms[:, order], items), arm_names),
        "period": spread([o.period + 1 for o in occasions], 1),
        "visit": spread([o.visit for o in occasions], 1),
        "time": spread([calendar.at(o) for o in occasions], 1),
        "nominal_time": spread(nominal, 1),
        "measure": pd.Categorical.from_codes(np.zeros(values.size, dtype=np.int8), [name]),
        "item": pd.Categorical.from_codes(
            spread(np.arange(items), 2), [i.name for i in instrument.items] or ["all"]
        ),
        "value": values.ravel(),
        "unit": pd.Categorical.from_codes(np.zeros(values.size, dtype=np.int8), [instrument.unit]),
        "missing_reason": pd.Categorical(reason.ravel()),
    }
    return pd.DataFrame(frame)
