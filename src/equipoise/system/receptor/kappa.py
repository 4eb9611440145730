"""The kappa receptor: agonists there hold dopamine cells back, antagonists only take the place.

    kappa_signal = sum_i efficacy_i (c_i / K_i) / (1 + sum_j c_j / K_j)

Source      kappa agonists lower accumbens dopamine (findings: da-kappa-lowers-sign); Gaddum equation (gaddum-1937).
Leaves out  dynorphin, the body's own ligand, and its rise with stress and use.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter

brain = needs("nM", "free concentration at the receptors", axes=("substance",))
kappa_affinity = parameter("nM", "concentration that holds half the receptors", axes=("substance",))
kappa_efficacy = parameter(
    "1", "signal of a receptor held by each drug; 0 for an antagonist", axes=("substance",)
)


@gives("1", axes=("substance",))
def kappa_load(brain, kappa_affinity):
    """Each drug's concentration over its affinity."""
    return brain / kappa_affinity


@gives("1")
def kappa_signal(kappa_load, kappa_efficacy):
    """Signal of the kappa receptor."""
    return (kappa_efficacy * kappa_load).sum(axis=SUBSTANCE) / (1 + kappa_load.sum(axis=SUBSTANCE))
