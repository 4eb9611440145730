"""Regulated numbers: D2 receptors and dopamine transporters move to a set point that exposure lowers.

    d d2/dt = gap / t_down while falling, gap return_rate while rising,   gap = 1 - d2_loss burden - d2;   dat likewise
    return_rate = (recovery / t_recover + (1 - recovery) / t_stuck) / (1 + stiffening wear)
    d2_number = inherited d2

Protein turnover takes days, so a loss that lasts months is a moved set point and a slow return; in some people, who do
not recover, it takes more than a year.

Source      nader-2006 (fall within a week, lasting loss in some), volkow-2001 (transporters after a year).
Leaves out  regional differences, and affinity states.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter, rate, state

burden = needs("1", "how far recent exposure pushes set points, 0-1")
wear = needs("1", "years of use as they add up")
d2_loss = parameter("1", "fall of the D2 set point at full burden")
dat_loss = parameter("1", "fall of the transporter set point at full burden")
t_down = parameter("h", "time constant of the fall")
t_recover = parameter("h", "time constant of the return in those who recover")
t_stuck = parameter("h", "time constant of the return in those who do not")
recovery = parameter("1", "1 in those who recover, 0 in those who do not")
stiffening = parameter("1", "lengthening of the return per unit of wear")
inherited = parameter("1", "own healthy D2 number relative to a typical person's")
d2 = state("1", "D2 receptors relative to the person's own healthy number", start=1)
dat = state("1", "dopamine transporters relative to the person's own healthy number", start=1)


@gives("1/h")
def return_rate(recovery, t_recover, t_stuck, wear, stiffening):
    """Rate at which a lowered number comes back."""
    return (recovery / t_recover + (1 - recovery) / t_stuck) / (1 + stiffening * wear)


@rate("d2")
def d_d2(d2, burden, d2_loss, t_down, return_rate):
    """D2 receptors move to their set point."""
    gap = 1 - d2_loss * burden - d2
    return jnp.where(gap < 0, gap / t_down, gap * return_rate)


@rate("dat")
def d_dat(dat, burden, dat_loss, t_down, return_rate):
    """Transporters move to their set point."""
    gap = 1 - dat_loss * burden - dat
    return jnp.where(gap < 0, gap / t_down, gap * return_rate)


@gives("1")
def inherited_d2(inherited):
    """The person's own healthy D2 number relative to a typical person's."""
    return inherited * 1


@gives("1")
def d2_number(d2, inherited):
    """D2 receptors relative to a typical healthy person's."""
    return d2 * inherited
