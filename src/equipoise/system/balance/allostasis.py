"""The level itself: where the balance settles when nothing tips it.

    hedonic_level = by_inherited ln(inherited) - tilt (pain_weight - 1) + by_endorphin ln(endorphin)
                    + by_capacity ln(capacity) - by_withdrawal withdrawal
    tonic_level   = inherited dopamine

Four parts on four clocks: withdrawal lasts hours to days, the tilt of a pain side that use has made heavy about ten
days, beta-endorphin weeks, release capacity months. What is inherited stays.

Source      a hedonic level that use moves (ahmed-koob-1998), put together from this system's own slow states.
Leaves out  learning, and what circumstances do to a life.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter

pain_weight = needs("1", "pain called up per unit of pleasure")
endorphin = needs("1", "beta-endorphin relative to rest")
capacity = needs("1", "release capacity relative to the person's own healthy one")
withdrawal = needs("1", "withdrawal of all kinds together")
dopamine = needs("1", "tonic dopamine relative to the person's own healthy level")
inherited = parameter("1", "own healthy tonic dopamine relative to a typical person's")
by_inherited = parameter("1", "level per unit of log inherited tonic dopamine; its sign is uncertain")
tilt = parameter("1", "fall of the level per unit of the pain side's extra weight")
by_endorphin = parameter("1", "level per unit of log beta-endorphin")
by_capacity = parameter("1", "level per unit of log capacity")
by_withdrawal = parameter("1", "fall of the level per unit of withdrawal")


@gives("1")
def hedonic_level(
    pain_weight, endorphin, capacity, withdrawal, inherited, by_inherited, tilt, by_endorphin, by_capacity,
    by_withdrawal,
):  # fmt: skip
    """Where the balance settles."""
    lasting = by_inherited * jnp.log(inherited) + by_capacity * jnp.log(capacity)
    return lasting - tilt * (pain_weight - 1) + by_endorphin * jnp.log(endorphin) - by_withdrawal * withdrawal


@gives("1")
def tonic_level(inherited, dopamine):
    """Tonic dopamine relative to a typical healthy person's."""
    return inherited * dopamine
