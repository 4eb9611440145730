"""Tonic dopamine, in units of the person's own healthy level (1 at rest).

    dc/dt = turnover (release - uptake)
    release = firing (1 + brake a(1)) / (1 + brake a(c)),   a(c) = c / (c + brake_half)
    uptake  = c (uptake_half + 1) / (uptake_half + c)
    firing  = 1 + by_reward reward_now + disinhibition

Turnover takes seconds, so on the life clock c sits at the positive root.

Source      release against saturable uptake with an autoreceptor brake (ejdrup-2026, dreyer-2010).
Leaves out  reuptake blockers, release capacity that adapts, differences between striatal regions.
"""

import jax.numpy as jnp

from equipoise.engine.settle import settle
from equipoise.engine.symbol import gives, needs, parameter, rate, settles, state

reward_now = needs("1", "reward met now")
disinhibition = needs("1", "change of firing by the mu receptor")
by_reward = parameter("1", "rise of firing per unit of reward")
floor = parameter("1", "lowest firing, as a fraction of firing at rest")
brake = parameter("1", "strength of the autoreceptor brake")
brake_half = parameter("1", "dopamine that engages half the autoreceptors")
uptake_half = parameter("1", "dopamine at which uptake runs at half its maximum")
turnover = parameter("1/h", "rate at which tonic dopamine is renewed")
dopamine = state("1", "tonic dopamine relative to the person's own healthy level", start=1, form="settled")


@gives("1")
def firing(reward_now, disinhibition, by_reward, floor):
    """Firing of dopamine cells relative to rest."""
    return jnp.maximum(1 + by_reward * reward_now + disinhibition, floor)


def _balance(level, firing, brake, brake_half, uptake_half):
    braking = 1 + brake * level / (level + brake_half)
    at_rest = 1 + brake / (1 + brake_half)
    slope_braking = brake * brake_half / (level + brake_half) ** 2
    release = firing * at_rest / braking
    uptake = level * (uptake_half + 1) / (uptake_half + level)
    slope_uptake = uptake_half * (uptake_half + 1) / (uptake_half + level) ** 2
    return uptake - release, slope_uptake + release * slope_braking / braking


@rate("dopamine")
def d_dopamine(dopamine, firing, brake, brake_half, uptake_half, turnover):
    """Release against uptake."""
    return -turnover * _balance(dopamine, firing, brake, brake_half, uptake_half)[0]


@settles("dopamine")
def settled_dopamine(firing, brake, brake_half, uptake_half):
    """Tonic level at which release equals uptake."""
    return settle(lambda c: _balance(c, firing, brake, brake_half, uptake_half), jnp.ones_like(firing))
