"""People on naltrexone, lived by the compiled program: what other ways of living the same days are held against."""

from dataclasses import replace
from functools import lru_cache

import jax.numpy as jnp
import numpy as np

from equipoise import evidence
from equipoise.assembly import build
from equipoise.engine import chunk, integrate
from equipoise.engine.events import Events
from equipoise.engine.grid import Grid
from equipoise.engine.system import Step
from equipoise.people.body import sizes
from equipoise.people.person import gather, people

DRUGS = (evidence.load_drug("naltrexone"),)
MOLAR_MASS = DRUGS[0].dose_molar_mass


def system(clock="life"):
    return build(sizes(DRUGS), clock=clock)


@lru_cache(maxsize=8)
def drawn(count, seed=1):
    """Parameters of people, [axes..., person]."""
    life = system()
    numbers = gather(life, DRUGS, evidence.load_people("healthy-adults"))
    drawn, _ = people(numbers, seed, np.arange(count), np.zeros(count, dtype=int))
    wide = {name: drawn[name] for name in life.of("parameter")}
    return {name: np.broadcast_to(value, (*value.shape[:-1], count)) for name, value in wide.items()}


def one(parameters, person):
    """Parameters of one of several people, [axes..., 1]."""
    return {name: value[..., person : person + 1] for name, value in parameters.items()}


def nanomoles(milligrams):
    return milligrams / MOLAR_MASS


def holding(life, values):
    """The system with held states decided once and for all."""
    fixed = {
        name: Step(name, (), lambda value=value: jnp.asarray(value), "") for name, value in values.items()
    }
    return replace(life, decisions={**life.decisions, **fixed})


def lived(life, parameters, outputs, days, doses, per_hour=4, seed=1):
    """Signals of people at every step, {name: [time, axes..., person]}, and the times.

    doses: (hour, milligrams by mouth, for all or [person]).
    """
    count = next(iter(parameters.values())).shape[-1]
    program = integrate.program(life, Grid(per_hour), tuple(outputs), (("site", (0,)),))
    events = Events(program.grid, days, ("site[0]",), count)
    for time, dose in doses:
        events.add(time, "site[0]", np.broadcast_to(nanomoles(np.asarray(dose)), count))
    nothing = Events(program.grid, days, tuple(life.of("forcing")), count)
    times = np.arange(days * program.grid.per_day) / per_hour
    who = chunk.Chunk(np.arange(count), parameters, events, nothing)
    values = chunk.simulate(program, who, chunk.Watch(times, times), seed).values
    rows = chunk.rows_of(program)
    return times, {n: values[:, rows[n]].reshape(len(times), *life.shape(n), count) for n in outputs}
