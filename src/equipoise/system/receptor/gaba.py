"""Alcohol's effect on inhibition: a saturating effect of its concentration, with no single receptor behind it.

    gaba_signal = sum_i efficacy_i (c_i / C_i) / (1 + sum_j c_j / C_j)

Source      concentrations at which effects are half of their largest, per drug in its data file.
Leaves out  which receptors carry it (GABA-A, NMDA, glycine), and acute tolerance.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter

brain = needs("nM", "free concentration at the receptors", axes=("substance",))
gaba_affinity = parameter("nM", "concentration of half the largest effect", axes=("substance",))
gaba_efficacy = parameter("1", "largest effect of each drug", axes=("substance",))


@gives("1", axes=("substance",))
def gaba_load(brain, gaba_affinity):
    """Each drug's concentration over that of half effect."""
    return brain / gaba_affinity


@gives("1")
def gaba_signal(gaba_load, gaba_efficacy):
    """Effect on inhibition."""
    return (gaba_efficacy * gaba_load).sum(axis=SUBSTANCE) / (1 + gaba_load.sum(axis=SUBSTANCE))
