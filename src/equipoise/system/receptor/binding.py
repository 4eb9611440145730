"""Binding at the mu receptor: drugs, their metabolites and the body's own peptide share one site.

    free = (1 - sum_i held_i) / (1 + sum_fast c_i / K_i + peptide / K_peptide)
    bound_i = free c_i / K_i                                for a fast ligand, always in equilibrium
    dheld_i/dt = pace_i (free c_i / K_i - held_i)           for a slow one, with an off rate of its own
    pace_i = off_i / (1 + off_i arrival (c_i / K_i))        so that it needs `arrival` to come, however much there is
    bound_i = held_i                                        and lets go at its own pace

At rest a slow ligand holds what the competitive equilibrium gives it; where there is none of it left, it goes at its
off rate.

Source      Gaddum equation (gaddum-1937); mass action; affinities and off rates per drug in its data file.
Leaves out  spare binding states and the slope of 0.5-1 of binding assays.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter, rate, state

brain = needs("nM", "free concentration at the receptors", axes=("substance",))
peptide = needs("1", "own opioid peptide, 1 at a typical person's rest")
peptide_tone = needs("1", "own opioid peptide at rest")
mu_affinity = parameter("nM", "concentration that holds half the receptors", axes=("substance",))
mu_off_rate = parameter("1/h", "off rate of a slow ligand; 0 for a fast one", axes=("substance",))
peptide_affinity = parameter("1", "own peptide that holds half the receptors")
arrival = parameter("h", "shortest time in which a slow ligand comes to hold the receptors")
held = state("1", "share of receptors held by slow ligands", axes=("substance",))


@gives("1", axes=("substance",))
def load(brain, mu_affinity):
    """Each drug's concentration over its affinity."""
    return brain / mu_affinity


@gives("1")
def fast_load(load, mu_off_rate):
    """All fast ligands together, in units of half-occupying concentrations."""
    return (load * (mu_off_rate <= 0)).sum(axis=SUBSTANCE)


@gives("1")
def not_held(held):
    """Share of receptors that no slow ligand holds."""
    return 1 - held.sum(axis=SUBSTANCE)


@gives("1")
def free(not_held, fast_load, peptide, peptide_affinity):
    """Share of receptors that nothing holds."""
    return not_held / (1 + fast_load + peptide / peptide_affinity)


@rate("held")
def d_held(held, free, load, mu_off_rate, arrival):
    """A slow ligand takes free receptors and lets go at its own rate."""
    return mu_off_rate / (1 + mu_off_rate * arrival * load) * (free * load - held)


@gives("1")
def bound_peptide(peptide, peptide_affinity, free):
    """Share of receptors held by the body's own peptide."""
    return free * peptide / peptide_affinity


@gives("1")
def bound_tone(peptide_tone, peptide_affinity, fast_load, not_held):
    """Share that the peptide would hold if nothing had released more than its tone."""
    return not_held * peptide_tone / peptide_affinity / (1 + fast_load + peptide_tone / peptide_affinity)


@gives("1")
def bound_at_rest(peptide_tone, peptide_affinity):
    """Share that the tone holds when there is no drug."""
    return peptide_tone / (peptide_affinity + peptide_tone)


@gives("1", axes=("substance",))
def bound_drug(load, free, held, mu_off_rate):
    """Share of receptors held by each drug."""
    return held + free * load * (mu_off_rate <= 0)


@gives("1")
def mu_occupancy(free, peptide_tone, peptide_affinity):
    """Fall of the receptors left for a tracer, against a drug-free rest: what a scan calls occupancy."""
    return 1 - free * (1 + peptide_tone / peptide_affinity)
