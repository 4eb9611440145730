"""Diffrax in double precision: its adaptive solvers under vmap over people and a scan over days, compiled once.

Kvaerno5 for the problem as it is, which is stiff; Tsit5 for the problem with dopamine at its root, which is not.
"""

from collections.abc import Callable

import diffrax
import jax
import jax.numpy as jnp
import numpy as np

from equipoise.engine.precision import double

from . import problem

FAST = problem.STATES.index("dopamine")


def prepare(days: int, solver: str, rtol: float) -> Callable[[dict, int], np.ndarray]:
    """A function of parameters and number of people: [person, hour, state]."""
    settled = solver == "Tsit5"
    terms = diffrax.ODETerm(_settled_rates if settled else _rates)
    with double():
        steps = diffrax.PIDController(rtol=rtol, atol=rtol * jnp.asarray(problem.SMALL))
        hours = jnp.arange(problem.HOURS + 1.0)

    def day(state: jax.Array, p: dict) -> tuple[jax.Array, jax.Array]:
        state = state.at[0].add(problem.DOSE)
        saved = diffrax.SaveAt(ts=hours)
        done = diffrax.diffeqsolve(
            terms, getattr(diffrax, solver)(), 0.0, hours[-1], 1e-3, state, p,
            saveat=saved, stepsize_controller=steps, max_steps=16384,
        )  # fmt: skip
        seen = jax.vmap(lambda y: _with_root(y, p))(done.ys) if settled else done.ys
        return done.ys[-1], seen[:-1]

    @jax.jit
    @jax.vmap
    def live(p: dict) -> jax.Array:
        seen = jax.lax.scan(lambda state, _: day(state, p), jnp.asarray(problem.START), length=days)[1]
        return seen.reshape(-1, len(problem.STATES))

    def solve(parameters: dict, number: int) -> np.ndarray:
        with double():
            spread = {
                n: np.broadcast_to(v[:number] if np.ndim(v) else v, number) for n, v in parameters.items()
            }
            return np.asarray(live(spread))

    return solve


def _rates(time: float, y: jax.Array, p: dict) -> jax.Array:
    return problem.rates(time, y, p, jnp)


def _settled_rates(time: float, y: jax.Array, p: dict) -> jax.Array:
    return _rates(time, _with_root(y, p), p).at[FAST].set(0)


def _with_root(y: jax.Array, p: dict) -> jax.Array:
    effect = p["emax"] * y[3] / (p["ec50"] + y[3])
    unbraked = p["base"] / (p["km"] + p["base"]) * (1 + p["brake"]) * (1 + effect) * y[4]
    scale = p["base"] / p["brake"]
    middle = scale / 2 * (unbraked - 1)
    return y.at[FAST].set(middle + jnp.sqrt(middle**2 + p["km"] * scale * unbraked))
