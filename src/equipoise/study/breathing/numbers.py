"""The numbers of a study of an overdose: what all its people share, and what each of its drugs is in each of them."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from equipoise import evidence
from equipoise.engine.system import System
from equipoise.evidence.number import Number
from equipoise.evidence.overdose import load_overdose
from equipoise.evidence.population import Population
from equipoise.people.person import Numbers, check_spread, overridden
from equipoise.study.study import Study

USUAL_RESCUE = "naloxone-im-2mg-2ml"  # its kinetics stand for a syringe that stays empty


def drugs_of(study: Study) -> tuple[str, ...]:
    """Names of the opioids and rescues that some arm has."""
    arms = study.arms.values()
    return tuple(dict.fromkeys(n for arm in arms for n in (arm.drug or "", arm.rescue or USUAL_RESCUE)))


def gather_breathing(
    system: System, study: Study, population: Population, world: Mapping[str, str | float]
) -> Numbers:
    """Every parameter of the system, those of drugs as "drug:parameter"; `world` replaces values of the others."""
    overrides = {name: overridden(name, value, system) for name, value in world.items()}
    of_drugs = {d: load_overdose(d).parameters for d in drugs_of(study)}
    drugs = {name for parameters in of_drugs.values() for name in parameters}
    entries: dict[tuple[str, tuple[int, ...]], tuple[str, Number]] = {}
    for name in system.of("parameter"):
        if name not in drugs:
            path, _, short = name.rpartition(".")
            number = population.traits.get(name) or evidence.numbers(f"system/{path}")[short]
            number = replace(number, value=overrides.get(name, number.value))
            check_spread(name, number)
            entries[name, ()] = (f"system/{name}", number)
    for drug, parameters in of_drugs.items():
        for name, number in parameters.items():
            entries[f"{drug}:{name}", ()] = (f"overdose/{drug}.{name.removeprefix('breathing/')}", number)
    for name, number in population.traits.items():
        entries.setdefault((name, ()), (f"people/{name}", number))
    fixed = {name: np.asarray(number.value, dtype=float) for (name, _), (_, number) in entries.items()}
    return Numbers(entries, fixed)


def amount(drug: str, milligrams: float) -> float:
    """A dose in nmol."""
    return milligrams / float(np.asarray(load_overdose(drug).numbers["molar_mass"].value))


def rescue_amount(rescue: str | None) -> float:
    """What lies in the syringe, in nmol; nothing without a rescue."""
    return amount(rescue, float(np.asarray(load_overdose(rescue).numbers["dose"].value))) if rescue else 0.0
