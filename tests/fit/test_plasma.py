"""Drug levels written out apart from the engine: a limit, a law, and the engine as their twin."""

import numpy as np
import pytest

from equipoise import evidence
from equipoise.evidence.drug import load_drug
from equipoise.fit import levels, plasma

LINEAR = [name for name in evidence.names("drugs") if name not in ("ethanol", "mdma")]


def taken(name, route, mg, hours, steps=600, **values):
    drug = load_drug(name)
    return drug, plasma.course(drug, {**plasma.numbers_of(drug), **values}, route, [(0.0, mg)], hours, steps)


def test_one_compartment_falls_by_an_exponential():
    drug, found = taken("morphine", "intravenous", 10, 12)
    numbers = plasma.numbers_of(drug)
    volume, clearance = (numbers[f"substances.morphine.{key}"] for key in ("volume", "clearance"))
    first = 10 / drug.dose_molar_mass / volume
    assert found.plasma[0] == pytest.approx(first * np.exp(-clearance / volume * found.time), rel=1e-9)


def test_a_release_in_equal_steps_is_a_gamma_distribution():
    """One step is an exponential; its amount left is known."""
    drug, found = taken("caffeine", "oral", 100, 10)
    rate = drug.routes["oral"].phases[""].rate.value
    volume = drug.substances["caffeine"]["volume"].value
    clearance = drug.substances["caffeine"]["clearance"].value
    out, dose = clearance / volume, 100 / drug.dose_molar_mass
    exact = dose / volume * rate / (rate - out) * (np.exp(-out * found.time) - np.exp(-rate * found.time))
    assert found.plasma[0] == pytest.approx(exact, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("name", LINEAR)
def test_what_arrives_is_what_is_cleared(name):
    """Over a long time, area times clearance of what is taken is what arrived unchanged."""
    drug = load_drug(name)
    numbers = plasma.numbers_of(drug)
    for route, way in drug.routes.items():
        slowest = min([phase.rate.value for phase in way.phases.values()] or [1.0])
        hours = max(1200.0, 20 / slowest)
        found = plasma.course(drug, numbers, route, [(0.0, 1.0)], hours, steps=60000)
        left = found.plasma[0, -1] / max(found.plasma[0].max(), 1e-300)
        if left > 1e-6:
            continue  # a tail of days: its area is not closed
        cleared = np.trapezoid(found.plasma[0], found.time) * numbers[f"substances.{drug.parent}.clearance"]
        arrives = 1.0 if way.bioavailability is None else way.bioavailability.value
        assert cleared * drug.dose_molar_mass == pytest.approx(arrives, rel=0.05, abs=1e-9), route


def test_alcohol_falls_at_a_constant_rate_while_there_is_much_of_it():
    drug, found = taken("ethanol", "intravenous", 28000, 8)
    numbers = drug.substances["ethanol"]
    fall = -np.gradient(found.plasma[0], found.time) * numbers["volume"].value
    level = found.plasma[0]
    most = numbers["maximum_rate"].value * level / (numbers["half_rate"].value + level)
    asked = most + numbers["residual_clearance"].value * level
    assert fall[5:200] == pytest.approx(asked[5:200], rel=1e-3)
    assert (np.diff(level) < 0).all()


def test_mdma_puts_its_own_enzyme_out_of_action():
    """More than in proportion to the dose, and less so if it could not."""
    areas = {
        lost: [
            np.trapezoid(taken("mdma", "oral", mg, 24, **{"substances.mdma.inactivation": lost})[1].plasma[0])
            for mg in (75, 125)
        ]
        for lost in (0.0, 0.5)
    }
    assert areas[0.5][1] / areas[0.5][0] > areas[0.0][1] / areas[0.0][0] > 125 / 75


@pytest.mark.parametrize(
    ("name", "mg", "route"), [("heroin", 20.0, "intravenous"), ("buprenorphine", 8.0, "sublingual")]
)
def test_the_engine_shows_the_same(name, mg, route, monkeypatch):
    """A group of one without spread is a typical person."""
    drug = typical(load_drug(name))
    monkeypatch.setattr(levels, "GROUP", 1)
    engine = levels.course(drug, [(0.0, mg)], 12.0, route)
    steps = len(engine.time) - 1
    ours = plasma.course(drug, plasma.numbers_of(drug), route, [(0.0, mg)], engine.time[-1], steps)
    for place, _ in enumerate(ours.names):
        assert engine.plasma[place] == pytest.approx(ours.plasma[place], rel=1e-6, abs=1e-9)


def typical(drug):
    """The drug without spread."""
    from dataclasses import fields, is_dataclass, replace

    def put(thing):
        if isinstance(thing, evidence.Number):
            return replace(thing, spread=None)
        if isinstance(thing, dict):
            return {key: put(part) for key, part in thing.items()}
        if is_dataclass(thing):
            return replace(thing, **{field.name: put(getattr(thing, field.name)) for field in fields(thing)})
        return thing

    return put(drug)
