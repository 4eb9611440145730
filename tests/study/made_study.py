"""A tiny crossover, its laboratory and its results, opened once for all tests of a process that only look."""

import atexit
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np

from equipoise.engine import chunk
from equipoise.engine.chunk import Watch, rows_of
from equipoise.engine.events import Events
from equipoise.study.cohort import Cohort
from equipoise.study.lab import Laboratory, open_laboratory
from equipoise.study.load import load_study
from equipoise.study.observe import Seen
from equipoise.study.run import Options, run

TOML = """\
title  = "A tiny crossover"
source = "inagaki-2016"

[people]
from    = "healthy-adults"
number  = 12
exclude = ["depression"]

[design]
kind       = "crossover"
periods    = "2 d"
washout    = "1 d"
run_in     = "1 d"
blinding   = "double"
allocation = "balanced"

[arms.naltrexone]
drug  = "naltrexone"
doses = ["25 mg", "50 mg"]
times = "daily at 09:00"

[arms.placebo]

[measures.connection]
scale = "social-connection"
when  = "every evening"

[measures.plasma]
assay = "naltrexone-plasma"
when  = ["2 h after dose 1", "day 2 at 15:00"]

[measures.messages]
task = "kind-messages"
when = "day 2 at 15:00"

[analysis.daily]
measure = "connection"
compare = "naltrexone against placebo, within person"

[analysis.messages]
measure = "messages"
item    = "close"
compare = "naltrexone against placebo, within person"

[analysis.level]
measure = "plasma"
report  = "mean"
arm     = "naltrexone"

[dropout]
active = 0.2

[adherence]
taken = 0.8
diary = 0.9

[repeat]
trials = 5

[[published]]
result    = "daily"
statistic = "hedges_g"
value     = -0.20
interval  = [-0.32, -0.07]
source    = "loseth-2024"
"""
SEED = 11
WIDTH = 64  # lanes of five trials of twelve


def folder() -> Path:
    """A folder that is gone when the tests are over."""
    made = Path(tempfile.mkdtemp(prefix="equipoise-test-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@lru_cache(maxsize=64)
def study(*changes: tuple[str, str]):
    """The study with some text replaced by other text."""
    text = TOML
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder() / "tiny.toml"
    path.write_text(text, encoding="utf-8")
    return load_study(path)


@lru_cache(maxsize=4)
def laboratory() -> Laboratory:
    """The laboratory of the tiny study."""
    return open_laboratory(study(), SEED)


@lru_cache(maxsize=4)
def people() -> Cohort:
    """Everybody of all its trials, filled up to the lanes."""
    return laboratory().recruit(np.minimum(np.arange(WIDTH), 59))


def nanomoles(milligrams):
    """A dose of naltrexone as it is swallowed."""
    return milligrams / laboratory().drugs[0].dose_molar_mass


def lived(doses, first, last=None, *, days=4, forced=(), program=None, **changes):
    """The same people outside any trial: each signal, [time, (substance,) person].

    doses: mg by hour. first, last: hours watched. forced: stimuli by hour, each for an hour. changes: numbers of the
    system by "path.name" with "_" for "/" and "__" for ".", such as opioid_peptide__tone.
    """
    program, everybody = program or laboratory().program, np.ones(WIDTH)
    dosing = Events(program.grid, days, ("site",), WIDTH)
    forcing = Events(program.grid, days, tuple(program.system.of("forcing")), WIDTH)
    for hour, dose in dict(doses).items():
        dosing.add(hour, "site", nanomoles(dose) * everybody)
    for hour, stimuli in dict(forced).items():
        for name, size in stimuli.items():
            forcing.add(hour, name, size * everybody, 1.0)
    parameters = {name: people().parameters[name] for name in program.system.of("parameter")}
    for name, value in changes.items():
        path, _, short = name.partition("__")
        place = f"{path.replace('_', '/', 1)}.{short}"  # of the same shape as before, so that nothing is compiled anew
        parameters[place] = np.broadcast_to(np.asarray(value, float), parameters[place].shape)
    watch = Watch(np.asarray(first, float), np.asarray(first if last is None else last, float))
    group = chunk.Chunk(people().address, parameters, dosing, forcing)
    values = chunk.simulate(program, group, watch, SEED).values
    return {name: values[:, row] for name, row in rows_of(program).items()}


@lru_cache(maxsize=4)
def seen() -> Seen:
    """What a simulation of everybody reported."""
    return laboratory().observe(np.arange(60), WIDTH)


@lru_cache(maxsize=4)
def results() -> tuple[Path, dict]:
    """A results folder of the tiny study, and its record."""
    place = folder() / "results"
    record = run(study(), place, Options(seed=SEED, workers=1))
    return place, record
