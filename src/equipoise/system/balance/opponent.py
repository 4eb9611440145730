"""The pleasure-pain balance: every tip of dopamine off its level calls up a slower answer on the other side.

    liking = (D2)^sensitivity log(dopamine)
    dpleasure/dt = (liking - pleasure) / rise,  dpain/dt = (called - pain) / fall
    called = pleasure + (pain_weight - 1) max(pleasure, 0)
    hedonic_tone = pleasure - pain
    dpain_weight/dt = (1 + growth burden - pain_weight) / t_grow while rising, / t_ease while falling

With weight 1 a tip that comes and goes leaves no net area, and a tip that stays is levelled out. Use lets the pain side
grow: then the area below level is the larger, and the balance does not stop at level (claim D25). Only pleasure is
answered with that extra weight: a loss is answered in kind, or a heavy pain side would turn lasting loss into joy.

Source      opponent-process theory of motivation (solomon-corbit-1974); fold change (karin-alon-2022).
Leaves out  opponents on clocks of their own for each drug.
"""

import jax.numpy as jnp

from equipoise.engine.power import power
from equipoise.engine.symbol import gives, needs, parameter, rate, state

dopamine = needs("1", "tonic dopamine relative to the person's own healthy level")
d2 = needs("1", "D2 receptors relative to the person's own healthy number")
burden = needs("1", "how far recent exposure pushes set points, 0-1")
sensitivity = parameter("1", "how much of what is felt rests on the number of D2 receptors")
rise = parameter("h", "time in which pleasure follows dopamine")
fall = parameter("h", "time in which pain builds up and lets go")
growth = parameter("1", "growth of the pain side at full burden")
t_grow = parameter("h", "time constant of that growth")
t_ease = parameter("h", "time constant at which it eases")
pleasure = state("1", "pleasure side")
pain = state("1", "pain side")
pain_weight = state("1", "pain called up per unit of pleasure", start=1)


@gives("1")
def liking(dopamine, d2, sensitivity):
    """Fold change of dopamine, as it is felt at this moment."""
    return power(d2, sensitivity) * jnp.log(dopamine)


@rate("pleasure")
def d_pleasure(liking, pleasure, rise):
    """Pleasure follows what is liked."""
    return (liking - pleasure) / rise


@rate("pain")
def d_pain(pleasure, pain, pain_weight, fall):
    """Pain answers pleasure, later and longer."""
    called = pleasure + (pain_weight - 1) * jnp.maximum(pleasure, 0)
    return (called - pain) / fall


@rate("pain_weight")
def d_pain_weight(pain_weight, burden, growth, t_grow, t_ease):
    """The pain side grows with use and eases without."""
    gap = 1 + growth * burden - pain_weight
    return jnp.where(gap > 0, gap / t_grow, gap / t_ease)


@gives("1")
def hedonic_tone(pleasure, pain):
    """Which way, and how far, the balance is tipped."""
    return pleasure - pain


@gives("1")
def above_level(hedonic_tone):
    """Pleasure above the level, zero below it."""
    return jnp.maximum(hedonic_tone, 0)


@gives("1")
def below_level(hedonic_tone):
    """Pain below the level, as a positive number."""
    return jnp.maximum(-hedonic_tone, 0)
