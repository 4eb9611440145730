"""Competitive binding at the mu receptor: drugs, their metabolites and the body's own peptide share one site.

    bound_i = (c_i / K_i) / (1 + sum_j c_j / K_j + peptide / K_peptide)

Source      Gaddum equation (gaddum-1937); affinities per drug in its data file.
Leaves out  slow association and dissociation of high-affinity ligands, other receptors.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter

brain = needs("nM", "free concentration at the receptors", axes=("substance",))
peptide = needs("1", "own opioid peptide, 1 at a typical person's rest")
peptide_tone = needs("1", "own opioid peptide at rest")
mu_affinity = parameter("nM", "concentration that holds half the receptors", axes=("substance",))
peptide_affinity = parameter("1", "own peptide that holds half the receptors")


@gives("1", axes=("substance",))
def load(brain, mu_affinity):
    """Each drug's concentration over its affinity."""
    return brain / mu_affinity


@gives("1")
def drug_load(load):
    """All drugs together, in units of half-occupying concentrations."""
    return load.sum(axis=SUBSTANCE)


@gives("1")
def bound_peptide(peptide, peptide_affinity, drug_load):
    """Share of receptors held by the body's own peptide."""
    return peptide / peptide_affinity / (1 + drug_load + peptide / peptide_affinity)


@gives("1")
def bound_tone(peptide_tone, peptide_affinity, drug_load):
    """Share that the peptide would hold if nothing had released more than its tone."""
    return peptide_tone / peptide_affinity / (1 + drug_load + peptide_tone / peptide_affinity)


@gives("1")
def bound_at_rest(peptide_tone, peptide_affinity):
    """Share that the tone holds when there is no drug."""
    return peptide_tone / (peptide_affinity + peptide_tone)


@gives("1", axes=("substance",))
def bound_drug(load, drug_load, peptide, peptide_affinity):
    """Share of receptors held by each drug."""
    return load / (1 + drug_load + peptide / peptide_affinity)


@gives("1")
def mu_occupancy(drug_load, peptide, peptide_tone, peptide_affinity):
    """Fall of the receptors left for a tracer, against a drug-free rest: what a scan calls occupancy."""
    return 1 - (1 + peptide_tone / peptide_affinity) / (1 + drug_load + peptide / peptide_affinity)
