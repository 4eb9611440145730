"""Transduction: what is bound at the mu receptor becomes a signal, with a ceiling.

    signal = number S / (1 + S),   S = peptide_efficacy bound_peptide + sum_i mu_efficacy_i bound_i

A partial agonist has a small efficacy, an antagonist none.

Source      operational model of agonism (black-leff-1983).
Leaves out  adaptation: the receptor number is a person's own and stays.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter

bound_peptide = needs("1", "share of receptors held by own peptide")
bound_tone = needs("1", "share that tone alone would hold")
bound_at_rest = needs("1", "share that tone holds without drugs")
bound_drug = needs("1", "share of receptors held by each drug", axes=("substance",))
peptide_efficacy = parameter("1", "efficacy of own peptide")
mu_efficacy = parameter("1", "efficacy of each drug; 0 for an antagonist", axes=("substance",))
number = parameter("1", "receptor number relative to a typical person's")


@gives("1")
def drug_stimulus(bound_drug, mu_efficacy):
    """Stimulus of the drugs that are bound."""
    return (mu_efficacy * bound_drug).sum(axis=SUBSTANCE)


@gives("1")
def mu_signal(drug_stimulus, bound_peptide, peptide_efficacy, number):
    """Signal of the mu receptor now."""
    return number * (1 - 1 / (1 + drug_stimulus + peptide_efficacy * bound_peptide))


@gives("1")
def mu_background(drug_stimulus, bound_tone, peptide_efficacy, number):
    """Signal that tone and drugs alone would make."""
    return number * (1 - 1 / (1 + drug_stimulus + peptide_efficacy * bound_tone))


@gives("1")
def mu_evoked(mu_signal, mu_background):
    """Signal evoked on top of the background by what the person meets."""
    return mu_signal - mu_background


@gives("1")
def mu_rest(bound_at_rest, peptide_efficacy, number):
    """The person's own signal at rest and free of drugs."""
    return number * (1 - 1 / (1 + peptide_efficacy * bound_at_rest))
