"""The 5-HT2A receptor: psychedelics hold it and signal through it.

    serotonin_2a_occupancy = reach L / (1 + L),  L = sum_i c_i / K_i
    serotonin_2a_signal = sum_i efficacy_i (c_i / K_i) / (1 + L)

A scan sees at most `reach` of the receptors taken, however high the dose.

Source      occupancy by psilocin in people (madsen-2019); Gaddum equation (gaddum-1937).
Leaves out  tolerance over days, and serotonin itself.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter

brain = needs("nM", "free concentration at the receptors", axes=("substance",))
serotonin_2a_affinity = parameter("nM", "concentration that holds half the receptors", axes=("substance",))
serotonin_2a_efficacy = parameter("1", "signal of a receptor held by each drug", axes=("substance",))
reach = parameter("1", "largest share of receptors that a scan sees taken")


@gives("1", axes=("substance",))
def serotonin_2a_load(brain, serotonin_2a_affinity):
    """Each drug's concentration over its affinity."""
    return brain / serotonin_2a_affinity


@gives("1")
def serotonin_2a_occupancy(serotonin_2a_load, reach):
    """Share of receptors that a scan sees taken."""
    return reach * (1 - 1 / (1 + serotonin_2a_load.sum(axis=SUBSTANCE)))


@gives("1")
def serotonin_2a_signal(serotonin_2a_load, serotonin_2a_efficacy):
    """Signal of the receptors that are held."""
    held = (serotonin_2a_efficacy * serotonin_2a_load).sum(axis=SUBSTANCE)
    return held / (1 + serotonin_2a_load.sum(axis=SUBSTANCE))
