"""Craving, with a cue and without.

    d wanting/dt = (burden - wanting) / t_rise while rising, / t_decay while falling
    uncued_craving = wanting (base + by_deficit max(-(hedonic_tone + hedonic_level), 0))
    cued_craving   = cue cue_power
    craving        = uncued_craving + cued_craving + by_comedown max(-hedonic_tone, 0)

Craving follows the deficit: it is strongest in the dip after a reward, not during it (claim D11).

Source      uncued craving falls in abstinence while cue craving rises (wang-2013, bedi-2011).
Leaves out  craving called up by stress or by other drugs.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import forcing, gives, needs, parameter, rate, state

burden = needs("1", "how far recent exposure pushes set points, 0-1")
hedonic_tone = needs("1", "tip of the balance")
hedonic_level = needs("1", "where the balance settles")
cue_power = needs("1", "what a cue can do to craving now")
cue = forcing("1", "1 while a drug's cue is seen")
t_rise = parameter("h", "time constant at which wanting grows")
t_decay = parameter("h", "time constant at which it decays")
base = parameter("1", "craving per unit of wanting without a deficit")
by_deficit = parameter("1", "rise of craving per unit of deficit")
by_comedown = parameter("1", "craving in a come-down, per unit of hedonic tone below level")
wanting = state("1", "wanting that use has left")


@rate("wanting")
def d_wanting(wanting, burden, t_rise, t_decay):
    """Wanting grows with use and decays without."""
    gap = burden - wanting
    return jnp.where(gap > 0, gap / t_rise, gap / t_decay)


@gives("1")
def uncued_craving(wanting, hedonic_tone, hedonic_level, base, by_deficit):
    """Craving without a cue."""
    return wanting * (base + by_deficit * jnp.maximum(-(hedonic_tone + hedonic_level), 0))


@gives("1")
def cued_craving(cue, cue_power):
    """Craving that a cue calls up."""
    return cue * cue_power


@gives("1")
def craving(uncued_craving, cued_craving, hedonic_tone, by_comedown):
    """Craving now."""
    return uncued_craving + cued_craving + by_comedown * jnp.maximum(-hedonic_tone, 0)
