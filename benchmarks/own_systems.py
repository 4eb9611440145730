"""The project's own systems: a shipped study's people through its whole calendar, and the same with more drugs."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from equipoise.assembly import build
from equipoise.engine import integrate
from equipoise.evidence.drug import Drug
from equipoise.people.body import sizes
from equipoise.people.person import gather
from equipoise.study import cohort
from equipoise.study.lab import LANES, Laboratory, open_laboratory
from equipoise.study.load import load_study
from equipoise.study.part import FEW
from equipoise.study.record import error_estimate

from .timing import peak, summary, timed

SEED = 1


def measure(study: str, people: int, drugs: int = 1, halve: bool = False, repeats: int = 2) -> dict[str, Any]:
    """Time of `people` through a study; `halve` also tells how far halving the step moves what is watched, and the
    error that a record of the study states."""
    began = time.process_time()
    laboratory = _open(study, drugs)
    opened = time.process_time() - began
    lanes = LANES if people > FEW else FEW
    _, first = timed(lambda: _watched(laboratory, lanes, lanes), 1)
    _, spent = timed(lambda: _watched(laboratory, people, lanes), repeats)
    one, each = timed(lambda: _watched(laboratory, lanes, lanes), repeats)
    told = summary(spent) | {"open": opened, "compile": first[0][0] - summary(each)["cpu"], "memory": peak()}
    days = laboratory.calendar.days
    told |= {"days": days, "rate": people * days / told["cpu"], "step": 60 * laboratory.program.grid.step}
    told |= {"states": _size(laboratory), "substances": laboratory.program.system.sizes["substance"]}
    if halve:
        finer = _watched(laboratory.on(laboratory.program.grid.halved()), lanes, lanes)
        told["halved"] = _moved(one, finer)
        told["error"] = error_estimate(laboratory, np.arange(lanes), lanes)["value"]
    return told


def _open(study: str, drugs: int) -> Laboratory:
    """A study's laboratory; further drugs are copies of its own under other names, which nobody takes."""
    alone = open_laboratory(load_study(study), SEED)
    if drugs == 1:
        return alone
    cabinet = (*alone.drugs, *(_renamed(alone.drugs[0], f" {number}") for number in range(2, drugs + 1)))
    system = build(sizes(cabinet), alone.study.system.replace)
    program = integrate.program(
        system, alone.program.grid, alone.program.outputs, cohort.ports(alone.study, cabinet)
    )
    numbers = gather(system, cabinet, alone.population, alone.study.world)
    return replace(alone, drugs=cabinet, numbers=numbers, program=program)


def _renamed(drug: Drug, suffix: str) -> Drug:
    substances = {name + suffix: numbers for name, numbers in drug.substances.items()}
    formation = {
        parent + suffix: {product + suffix: shares for product, shares in products.items()}
        for parent, products in drug.formation.items()
    }
    return replace(drug, name=drug.name + suffix, substances=substances, formation=formation)


def _size(laboratory: Laboratory) -> int:
    system = laboratory.program.system
    return sum(int(np.prod(system.shape(name), dtype=int)) for name in system.states)


def _watched(laboratory: Laboratory, people: int, lanes: int) -> np.ndarray:
    seen = [laboratory.observe(who, lanes).values for who in _chunks(people, lanes)]
    return np.concatenate(seen, axis=-1)


def _chunks(people: int, lanes: int) -> Sequence[np.ndarray]:
    return [np.arange(first, min(first + lanes, people)) for first in range(0, people, lanes)]


def _moved(coarse: np.ndarray, fine: np.ndarray) -> float:
    """Largest difference of any watched value, relative to the largest size its signal has in anybody."""
    scale = np.abs(fine).max(axis=(0, 2), keepdims=True)
    return float((np.abs(coarse - fine) / np.where(scale > 0, scale, 1)).max())
