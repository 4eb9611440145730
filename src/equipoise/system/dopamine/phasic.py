"""Bursts and dips: firing answers the fold change of reward and is called back by an integral of its own excess.

    dburst/dt = quick (drive + log_gain ln R - (drive - 1) restraint - burst)        burst kept above zero
    drestraint/dt = call_back brake_weight / (drive - 1) (burst - 1)
    R = max(1 + reward_now + cue_pull cue_value cue, lowest)

Firing and drive are in units of firing at rest, restraint in units of its own level there. Because restraint integrates
burst - 1, the area of a burst above rest equals the area of the dip that follows once R is back (claim D10), and firing
returns to rest whatever R is (claim D03). On the life clock, where seconds are nothing, burst is at rest.

Source      reward-taxis with integral feedback (karin-alon-2022).
Leaves out  prediction: what was expected (see learning).
"""

import jax.numpy as jnp

from equipoise.engine.symbol import forcing, gives, needs, parameter, rate, settles, state

reward_now = needs("1", "reward met now")
cue_value = needs("1", "value that a drug's cue has come to have")
cue = forcing("1", "1 while a drug's cue is seen")
cue_pull = parameter("1", "reward that a cue of full value promises")
lowest = parameter("1", "lowest reward ratio, so that its logarithm stays finite")
drive = parameter("1", "drive at rest")
log_gain = parameter("1", "answer to a unit of log reward")
brake_weight = parameter("1", "weight of the integral that calls firing back")
quick = parameter("1/h", "rate at which firing follows its input")
call_back = parameter("1/h", "rate at which the integral builds up")
burst = state("1", "firing on the moment clock relative to rest", start=1, form="settled")
restraint = state("1", "integral of the excess, relative to its level at rest", start=1, form="settled")


@gives("1")
def reward_ratio(reward_now, cue_value, cue, cue_pull, lowest):
    """Reward now over reward at rest, that of a cue included."""
    return jnp.maximum(1 + reward_now + cue_pull * cue_value * cue, lowest)


@gives("1")
def input_now(reward_ratio, drive, log_gain):
    """Drive that firing would follow without the integral."""
    return drive + log_gain * jnp.log(reward_ratio)


@rate("burst")
def d_burst(burst, restraint, input_now, drive, quick):
    """Firing follows its input less the integral, and does not fall below zero."""
    pull = quick * (input_now - (drive - 1) * restraint - burst)
    return jnp.where((burst <= 0) & (pull < 0), 0.0, pull)


@rate("restraint")
def d_restraint(burst, call_back, brake_weight, drive):
    """The integral of what is above rest."""
    return call_back * brake_weight / (drive - 1) * (burst - 1)


@settles("burst")
def settled_burst(reward_now):
    """Firing is back at rest, whatever is met."""
    return jnp.ones_like(reward_now)


@settles("restraint")
def settled_restraint(input_now, drive):
    """The integral that holds firing at rest."""
    return (input_now - 1) / (drive - 1)
