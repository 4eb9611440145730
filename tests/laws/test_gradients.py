"""Gradients: JAX differentiates what a person lives through, and finite differences say the same."""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import made, typical_day
from equipoise.assembly import read_mechanism
from equipoise.engine import chunk, integrate, moment
from equipoise.engine.events import Events
from equipoise.engine.gradient import differentiable
from equipoise.engine.grid import Grid
from equipoise.engine.precision import double
from equipoise.engine.symbol import forcing, gives
from house.tree import ROOT

PAGE = ROOT / "docs" / "how-to" / "gradients.md"
HELD = {"company": 1.0, "reward": 0.0}
MINUTE = 1 / 60


def finite_difference(outcome, chosen, name, by=1e-5):
    """Central difference of an outcome along one parameter's first element."""
    place = (0,) * chosen[name].ndim
    up, down = (outcome({**chosen, name: chosen[name].at[place].multiply(1 + s * by)}) for s in (1, -1))
    return (up - down) / (2 * by * chosen[name][place])


def agrees(outcome, names):
    """Whether the gradient by each parameter is what central differences give, to 1e-6."""
    with double():
        chosen = {name: jnp.asarray(typical_day.drawn(1)[name]) for name in names}
        both = jax.jit(jax.value_and_grad(outcome))  # compiled once for all
        gradient = both(chosen)[1]
        for name in names:
            by_hand = finite_difference(lambda values: both(values)[0], chosen, name)
            assert abs(by_hand) > 1e-9, name
            assert gradient[name].ravel()[0] == pytest.approx(float(by_hand), rel=1e-6), name


def two_days():
    """Mean connection and bond over the second of two compiled days with a dose on the first, by parameters."""
    life = typical_day.holding(typical_day.system(), HELD)
    program = integrate.program(life, Grid(4), ("connection", "bond"), (("site", (0,)),))
    doses = Events(program.grid, 2, ("site[0]",), 1)
    doses.add(9.0, "site[0]", np.array([typical_day.nanomoles(50.0)]))
    nothing = Events(program.grid, 2, tuple(life.of("forcing")), 1)
    person = chunk.Chunk(np.arange(1), typical_day.drawn(1), doses, nothing)
    watch = chunk.Watch(np.array([24.0]), np.array([48.0]))
    return program, person, watch


@pytest.mark.slow
def test_a_run_of_a_study_has_the_gradient_that_finite_differences_give():
    names = ("body/disposition.clearance", "opioid/connection.gain", "opioid/peptide.tone")
    watched = differentiable(*two_days(), seed=0)
    agrees(lambda chosen: watched(chosen).sum(), names)


@pytest.mark.slow
def test_what_is_differentiated_is_what_a_study_computes():
    program, person, watch = two_days()
    with double():
        found = np.asarray(differentiable(program, person, watch, seed=0)({}))
    np.testing.assert_allclose(found, chunk.simulate(program, person, watch, 0).values, rtol=1e-12)


ABSENT = ("disinhibition", "dat_block", "dat_outflow")
AT_REST = ("burst", "capacity", "store", "d2", "inherited_d2", "dat")


def fast_states():
    """Peptide and dopamine as shipped, on the moment clock, in a world of two dials."""
    dials = made.mechanism_of(
        "made/dials",
        company_met=forcing("1", "warmth of company"),
        good=forcing("1", "reward"),
        reward_now=gives("1")(lambda good: good * 1),
        **{name: gives("1")(lambda company_met: company_met * 0) for name in ABSENT},
        **{name: gives("1")(lambda company_met: company_met * 0 + 1) for name in AT_REST},
    )
    return made.system_of(dials, *map(read_mechanism, ("opioid/peptide", "dopamine/tonic")), clock="moment")


def test_a_minute_on_the_moment_clock_has_the_gradient_that_finite_differences_give():
    system, names = (
        fast_states(),
        ("opioid/peptide.tone", "opioid/peptide.clearance_time", "dopamine/tonic.turnover"),
    )
    parameters = {name: typical_day.drawn(1)[name] for name in system.of("parameter")}
    met = {"company_met": 1.0, "good": [(0, 1.0), (MINUTE / 2, 0.0)]}

    def outcome(chosen):
        seen = moment.trace(system, {**parameters, **chosen}, MINUTE, MINUTE / 60, held=met)
        return sum(signal.mean() for signal in seen.signals.values())

    agrees(outcome, names)


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 1])
def test_the_examples_of_the_page_are_true(turn, capsys):
    """The page's code runs, and what it says it prints is what it prints."""
    blocks = re.findall(r"```(?:python|text)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    code, told = blocks[2 * turn : 2 * turn + 2]
    exec(compile(code, str(PAGE), "exec"), {})
    assert capsys.readouterr().out.split() == told.split()
