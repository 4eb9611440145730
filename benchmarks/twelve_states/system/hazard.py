"""A hazard that low spirits raise, added up.

dhazard/dt = at_rest exp(-steepness hedonic)
"""

import jax.numpy as jnp

from equipoise.engine.symbol import needs, parameter, rate, state

hedonic = needs("1", "hedonic state")
at_rest = parameter("1/h", "hazard at a hedonic state of zero")
steepness = parameter("1", "how steeply the hazard answers the hedonic state")
hazard = state("1", "cumulative hazard")


@rate("hazard")
def d_hazard(hedonic, at_rest, steepness):
    """Hazard per hour."""
    return at_rest * jnp.exp(-steepness * hedonic)
