"""Agonist and antagonist at the mu receptor: each comes and goes at its own pace, and they share the free receptors.

    bound' = off_rate ((level / affinity)^slope free - bound),   free = 1 - bound_opioid - bound_naloxone

Source      receptor kinetics with a slope, measured in membranes (fda-opioid-model); their association constant
            is off_rate / affinity^slope.
Leaves out  the body's own peptides, spare receptors, adaptation of the receptor itself (see drive).
"""

import jax.numpy as jnp

from equipoise.engine.symbol import eases, gives, needs, parameter, rate, state

opioid_effect = needs("nM", "opioid at the receptors")
naloxone_effect = needs("nM", "naloxone at the receptors")
opioid_affinity = parameter("nM", "opioid that holds half the receptors when alone")
opioid_off_rate = parameter("1/h", "rate at which the opioid lets go")
opioid_slope = parameter("1", "slope of its binding")
naloxone_affinity = parameter("nM", "naloxone that holds half the receptors when alone")
naloxone_off_rate = parameter("1/h", "rate at which naloxone lets go")
naloxone_slope = parameter("1", "slope of its binding")
bound_opioid = state("1", "share of mu receptors held by the opioid")
bound_naloxone = state("1", "share of mu receptors held by naloxone")


def _load(level, affinity, slope):
    return jnp.exp(slope * jnp.log(jnp.maximum(level, 0) / affinity))  # 0 where there is no drug


@gives("1")
def opioid_load(opioid_effect, opioid_affinity, opioid_slope):
    """Opioid at the receptors in units of what holds half of them."""
    return _load(opioid_effect, opioid_affinity, opioid_slope)


@gives("1")
def naloxone_load(naloxone_effect, naloxone_affinity, naloxone_slope):
    """Naloxone at the receptors in units of what holds half of them."""
    return _load(naloxone_effect, naloxone_affinity, naloxone_slope)


@rate("bound_opioid")
def d_opioid(bound_opioid, bound_naloxone, opioid_load, opioid_off_rate):
    """Binding to free receptors against letting go."""
    return opioid_off_rate * (opioid_load * (1 - bound_opioid - bound_naloxone) - bound_opioid)


@rate("bound_naloxone")
def d_naloxone(bound_opioid, bound_naloxone, naloxone_load, naloxone_off_rate):
    """Binding to free receptors against letting go."""
    return naloxone_off_rate * (naloxone_load * (1 - bound_opioid - bound_naloxone) - bound_naloxone)


@eases("bound_opioid")
def opioid_pace(opioid_load, opioid_off_rate):
    """How fast binding forgets where it was."""
    return opioid_off_rate * (1 + opioid_load)


@eases("bound_naloxone")
def naloxone_pace(naloxone_load, naloxone_off_rate):
    """How fast binding forgets where it was."""
    return naloxone_off_rate * (1 + naloxone_load)
