"""Gradients: JAX differentiates what a person lives through, and finite differences say the same."""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import made, typical_day
from equipoise.assembly import read_mechanism
from equipoise.engine import integrate, moment, randomness
from equipoise.engine.events import Events
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


def a_day(names):
    """Mean connection and bond over a compiled day with a dose at nine, as a function of some parameters."""
    life = typical_day.holding(typical_day.system(), HELD)
    program = integrate.program(life, Grid(1), ("connection", "bond"), (("site", (0,)),))
    doses = Events(program.grid, 1, ("site[0]",), 1)
    doses.add(9.0, "site[0]", np.array([typical_day.nanomoles(50.0)]))
    nothing = Events(program.grid, 1, tuple(life.of("forcing")), 1)

    def outcome(chosen):
        rows = {"dose": jnp.asarray(doses.rows[0]), "forcing": jnp.asarray(nothing.rows[0])}
        tables = {"dose": jnp.asarray(doses.table()), "forcing": jnp.asarray(nothing.table())}
        keys = {name: randomness.keys(0, name, np.arange(1)) for name in life.of("draw")}
        parameters = {**typical_day.drawn(1), **chosen}
        exact = program.prepare(parameters)
        day = program.day.__wrapped__  # not yet compiled: it is compiled here together with its gradient
        _, seen = day(program.start(1), parameters, exact, keys, 0, rows, tables, jnp.array([[0, 24]]))
        return seen.sum()

    return outcome


@pytest.mark.slow
def test_a_day_of_a_study_has_the_gradient_that_finite_differences_give():
    names = ("body/disposition.clearance", "opioid/connection.gain", "opioid/peptide.tone")
    agrees(a_day(names), names)


def fast_states():
    """Peptide and dopamine as shipped, on the moment clock, in a world of two dials."""
    dials = made.mechanism_of(
        "made/dials",
        company=forcing("1", "warmth of company"),
        good=forcing("1", "reward"),
        reward_now=gives("1")(lambda good: good * 1),
        disinhibition=gives("1")(lambda company: company * 0),
    )
    return made.system_of(dials, *map(read_mechanism, ("opioid/peptide", "dopamine/tonic")), clock="moment")


def test_a_minute_on_the_moment_clock_has_the_gradient_that_finite_differences_give():
    system, names = (
        fast_states(),
        ("opioid/peptide.tone", "opioid/peptide.clearance_time", "dopamine/tonic.turnover"),
    )
    parameters = {name: typical_day.drawn(1)[name] for name in system.of("parameter")}
    met = {"company": 1.0, "good": [(0, 1.0), (MINUTE / 2, 0.0)]}

    def outcome(chosen):
        seen = moment.trace(system, {**parameters, **chosen}, MINUTE, MINUTE / 60, held=met)
        return sum(signal.mean() for signal in seen.signals.values())

    agrees(outcome, names)


@pytest.mark.slow
def test_the_example_of_the_page_is_true(capsys):
    """The page's code runs, and what it says it prints is what it prints."""
    code, told = re.findall(r"```(?:python|text)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[:2]
    exec(compile(code, str(PAGE), "exec"), {})
    assert capsys.readouterr().out.split() == told.split()
