"""Programs are compiled for a system, a grid and a width: never for doses, arms, parameters or length."""

import numpy as np
import pytest

from equipoise.engine.precision import double
from equipoise.engine.timescale import time_constants, too_slow
from equipoise.study.lab import open_laboratory
from equipoise.study.load import load_study

PEOPLE = np.arange(10)


@pytest.fixture(scope="module")
def study():
    return load_study("stimulus-value")


def with_design(study, **changes):
    return study.model_copy(update={"design": study.design.model_copy(update=changes)})


def test_other_doses_arms_people_and_lengths_share_one_program(study):
    first = open_laboratory(study, 1)
    first.observe(PEOPLE, 64)
    compiled = first.program.day._cache_size(), first.program.prepare._cache_size()
    arm = study.arms["naltrexone"].model_copy(update={"doses": ((100.0, "mg"),), "times": (10.0,)})
    others = [
        with_design(study, run_in=72.0),
        with_design(study, washout=480.0),
        study.model_copy(
            update={"arms": type(study.arms)({"placebo": study.arms["placebo"], "naltrexone": arm})}
        ),
    ]
    for seed, other in enumerate(others, 2):
        lab = open_laboratory(other, seed)
        lab.observe(PEOPLE + 100, 64)
        assert lab.program is first.program
    assert (first.program.day._cache_size(), first.program.prepare._cache_size()) == compiled


def at_rest(lab):
    system = lab.program.system
    start = {name: np.full((*system.shape(name), 1), symbol.start) for name, symbol in system.states.items()}
    calm = {name: np.zeros(1) for name in system.of("forcing")}
    return system, {**{n: v[..., None] for n, v in lab.numbers.fixed.items()}, **calm, **start}


def test_settled_states_are_far_faster_than_the_step(study):
    system, values = at_rest(open_laboratory(study, 1))
    with double():
        found = time_constants(system, values)
        assert (
            set(found) == set(system.of("state", "settled")) >= {"peptide", "dopamine", "burst", "restraint"}
        )
        assert found["peptide"] == pytest.approx(values["opioid/peptide.clearance_time"])
        assert too_slow(system, values, 0.25) == {}


def test_states_that_hold_each_other_come_back_together(study):
    """Nothing pulls the integral of firing back but firing: the slower of the pair's two eigenvalues, by hand."""
    system, values = at_rest(open_laboratory(study, 1))
    quick, call_back, weight = (
        values[f"dopamine/phasic.{name}"] for name in ("quick", "call_back", "brake_weight")
    )
    slowest = -quick / 2 + np.sqrt(quick**2 / 4 - quick * call_back * weight)
    with double():
        found = time_constants(system, values)
    assert found["burst"] == found["restraint"] == pytest.approx(-1 / slowest, rel=1e-6)


def test_a_settled_state_that_is_too_slow_is_told(study):
    system, values = at_rest(open_laboratory(study, 1))
    values["opioid/peptide.clearance_time"] = np.full(1, 0.1)
    with double():
        assert too_slow(system, values, 0.25) == {"peptide": pytest.approx(0.1)}
