"""Nicotinic receptors: an agonist opens them, then they desensitise, and the brain comes to expect the rest.

    occupancy = L / (1 + L),  L = sum_i c_i / K_i;   opened = sum_i efficacy_i (c_i / K_i) / (1 + L)
    d closed/dt = (occupancy - closed) / t_close      (desensitised share)
    nicotinic_signal = opened (1 - depth closed)

Source      occupancy of alpha4beta2 receptors by smoking (brody-2006).
Leaves out  subtypes, and the up-regulation seen in smokers.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter, rate, state

brain = needs("nM", "free concentration at the receptors", axes=("substance",))
nicotinic_affinity = parameter("nM", "concentration that holds half the receptors", axes=("substance",))
nicotinic_efficacy = parameter("1", "signal of a receptor held by each drug", axes=("substance",))
t_close = parameter("h", "time constant of desensitisation")
depth = parameter("1", "share of the signal that desensitisation can take")
closed = state("1", "desensitised share")


@gives("1", axes=("substance",))
def nicotinic_load(brain, nicotinic_affinity):
    """Each drug's concentration over its affinity."""
    return brain / nicotinic_affinity


@gives("1")
def nicotinic_occupancy(nicotinic_load):
    """Share of nicotinic receptors held by drugs."""
    return 1 - 1 / (1 + nicotinic_load.sum(axis=SUBSTANCE))


@rate("closed")
def d_closed(closed, nicotinic_occupancy, t_close):
    """Receptors that are held desensitise."""
    return (nicotinic_occupancy - closed) / t_close


@gives("1")
def nicotinic_signal(nicotinic_load, nicotinic_efficacy, closed, depth):
    """What is opened and not desensitised."""
    opened = (nicotinic_efficacy * nicotinic_load).sum(axis=SUBSTANCE) / (
        1 + nicotinic_load.sum(axis=SUBSTANCE)
    )
    return opened * (1 - depth * closed)
