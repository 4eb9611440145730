"""Dopamine outside the cell, from a store that the drug empties.

    dstore/dt = refill (1 - store) - use effect store
    ddopamine/dt = resting_release (1 + effect) store (1 + brake) / (1 + brake dopamine / base) - uptake(dopamine)
    uptake = vmax dopamine / (km + dopamine),  resting_release = uptake(base)

Dopamine turns over in a fraction of a second, so on the life clock it sits where release equals uptake: the positive
root of a quadratic.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter, rate, settles, state

effect = needs("1", "release added to that at rest, as a multiple of it")
refill = parameter("1/h", "rate at which the store refills")
use = parameter("1/h", "rate at which a unit of effect empties the store")
base = parameter("nM", "dopamine at rest")
brake = parameter("1", "strength of the autoreceptor at rest")
km = parameter("nM", "dopamine at which uptake runs at half its maximum")
vmax = parameter("nM/h", "largest uptake")
store = state("1", "filling of the store", start=1)
dopamine = state("nM", "dopamine outside the cell", form="settled")


@gives("1")
def unbraked(effect, store, base, brake, km):
    """Release without the autoreceptor, as a fraction of the largest uptake."""
    return base / (km + base) * (1 + brake) * (1 + effect) * store


@rate("store")
def d_store(store, effect, refill, use):
    """The store refills and is used."""
    return refill * (1 - store) - use * effect * store


@rate("dopamine")
def d_dopamine(dopamine, unbraked, base, brake, km, vmax):
    """Release against uptake."""
    return vmax * (unbraked / (1 + brake * dopamine / base) - dopamine / (km + dopamine))


@settles("dopamine")
def settled_dopamine(unbraked, base, brake, km):
    """Dopamine at which release equals uptake."""
    scale = base / brake
    middle = scale / 2 * (unbraked - 1)
    return middle + jnp.sqrt(middle**2 + km * scale * unbraked)
