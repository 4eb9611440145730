"""The pleasure-pain balance: every tip of dopamine off its level calls up a slower answer on the other side.

    liking = log(dopamine)
    dpleasure/dt = (liking - pleasure) / rise,  dpain/dt = (weight pleasure - pain) / fall
    hedonic_tone = pleasure - pain

With weight 1 a tip that comes and goes leaves no net area, and a tip that stays is levelled out.

Source      opponent-process theory of motivation (solomon-corbit-1974); fold change (karin-alon-2022).
Leaves out  the growth of `weight` with use.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter, rate, state

dopamine = needs("1", "tonic dopamine relative to the person's own healthy level")
weight = parameter("1", "pain called up per unit of pleasure")
rise = parameter("h", "time in which pleasure follows dopamine")
fall = parameter("h", "time in which pain builds up and lets go")
pleasure = state("1", "pleasure side")
pain = state("1", "pain side")


@gives("1")
def liking(dopamine):
    """Fold change of dopamine, as it is felt at this moment."""
    return jnp.log(dopamine)


@rate("pleasure")
def d_pleasure(liking, pleasure, rise):
    """Pleasure follows what is liked."""
    return (liking - pleasure) / rise


@rate("pain")
def d_pain(pleasure, pain, weight, fall):
    """Pain answers pleasure, later and longer."""
    return (weight * pleasure - pain) / fall


@gives("1")
def hedonic_tone(pleasure, pain):
    """Which way, and how far, the balance is tipped."""
    return pleasure - pain
