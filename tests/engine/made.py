"""Mechanisms made in a test: a name and its symbols and equations, without a file."""

from types import ModuleType

import numpy as np

from equipoise.engine import chunk, integrate, mechanism, system
from equipoise.engine.events import Events
from equipoise.engine.grid import Grid
from equipoise.engine.symbol import MARK, Symbol

SIZES = {"substance": 2, "product": 2}


def module(path="made/up", **members):
    """A module with these symbols and equations; an equation written as a lambda takes its member's name."""
    made = ModuleType(path.replace("/", "."), "Made up.")
    for name, member in members.items():
        if hasattr(member, MARK):
            member.__name__ = member.__qualname__ = name
        setattr(made, name, member)
    return made


def mechanism_of(path="made/up", **members):
    """A mechanism with these symbols and equations."""
    return mechanism.read(module(path, **members), path)


def system_of(*mechanisms, clock="life", sizes=SIZES, **words):
    """A system of mechanisms; `words` are its vocabulary as (unit, axes) and every need of a mechanism besides."""
    vocabulary = {name: Symbol("word", *told) for name, told in words.items()}
    for one in mechanisms:
        for name, need in one.of_kind("needs").items():
            vocabulary.setdefault(name, Symbol("word", need.unit, need.meaning, need.axes))
    return system.assemble(mechanisms, vocabulary, sizes, clock)


def live(
    made,
    outputs,
    times,
    parameters=None,
    *,
    days=1,
    per_hour=4,
    people=1,
    windows=None,
    doses=(),
    forced=(),
    seed=0,
):
    """What people of a made-up system show: [time, output row, person].

    times: hours of instants, or, with `windows` hours before them, ends of windows. doses, forced: (time, port,
    amount[, duration]); a dose's port is (state, place). people: how many, or their addresses.
    """
    who = np.arange(people) if np.isscalar(people) else np.asarray(people)
    grid = Grid(per_hour)
    ports = tuple(dict.fromkeys(port for _, port, *_ in doses))
    program = integrate.program(made, grid, tuple(outputs), ports)
    dosing = Events(grid, days, tuple(map(str, ports)), len(who))
    forcing = Events(grid, days, tuple(made.of("forcing")), len(who))
    for time, port, amount, *duration in doses:
        dosing.add(time, str(port), np.broadcast_to(amount, len(who)), *duration)
    for time, port, amount, *duration in forced:
        forcing.add(time, port, np.broadcast_to(amount, len(who)), *duration)
    given = {name: np.atleast_1d(np.asarray(value, float)) for name, value in (parameters or {}).items()}
    last = np.asarray(times, float)
    watch = chunk.Watch(last - (windows or 0), last)
    return chunk.simulate(program, chunk.Chunk(who, given, dosing, forcing), watch, seed).values
