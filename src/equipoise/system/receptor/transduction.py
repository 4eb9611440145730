"""Transduction: what is bound at the mu receptor becomes a signal, with a ceiling.

    signal = number S / (1 + S),   S = (peptide_efficacy bound_peptide + sum_i mu_efficacy_i bound_i) / mu_adaptation
    number = inherited (1 + variant variant_effect)

A partial agonist has a small efficacy, an antagonist none. Adaptation divides the stimulus, so that the same effect
takes a higher concentration: tolerance is a right shift that comes out and never goes in.

Source      operational model of agonism (black-leff-1983); one common variant of the gene, of effect 0 by default.
Leaves out  biased signalling.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter

bound_peptide = needs("1", "share of receptors held by own peptide")
bound_tone = needs("1", "share that tone alone would hold")
bound_at_rest = needs("1", "share that tone holds without drugs")
bound_drug = needs("1", "share of receptors held by each drug", axes=("substance",))
mu_adaptation = needs("1", "factor by which adaptation divides the stimulus, 1 in the drug-naive")
peptide_efficacy = parameter("1", "efficacy of own peptide")
mu_efficacy = parameter("1", "efficacy of each drug; 0 for an antagonist", axes=("substance",))
number = parameter("1", "receptor number relative to a typical person's")
variant = parameter("1", "1 in carriers of the common variant of the receptor's gene, 0 in others")
variant_effect = parameter("1", "change of receptor number in a carrier, as a share")


@gives("1")
def receptors(number, variant, variant_effect):
    """Receptor number of this person."""
    return number * (1 + variant * variant_effect)


@gives("1")
def drug_stimulus(bound_drug, mu_efficacy):
    """Stimulus of the drugs that are bound."""
    return (mu_efficacy * bound_drug).sum(axis=SUBSTANCE)


@gives("1")
def mu_signal(drug_stimulus, bound_peptide, peptide_efficacy, mu_adaptation, receptors):
    """Signal of the mu receptor now."""
    stimulus = drug_stimulus + peptide_efficacy * bound_peptide
    return receptors * (1 - 1 / (1 + stimulus / mu_adaptation))


@gives("1")
def mu_background(drug_stimulus, bound_tone, peptide_efficacy, mu_adaptation, receptors):
    """Signal that tone and drugs alone would make."""
    stimulus = drug_stimulus + peptide_efficacy * bound_tone
    return receptors * (1 - 1 / (1 + stimulus / mu_adaptation))


@gives("1")
def mu_evoked(mu_signal, mu_background):
    """Signal evoked on top of the background by what the person meets."""
    return mu_signal - mu_background


@gives("1")
def mu_rest(bound_at_rest, peptide_efficacy, receptors):
    """The person's own signal at rest, drug-free and drug-naive."""
    return receptors * (1 - 1 / (1 + peptide_efficacy * bound_at_rest))


@gives("1")
def mu_drive(drug_stimulus, bound_tone, peptide_efficacy, mu_rest, receptors):
    """What the receptors would add to their signal at rest if nothing had adapted: what adaptation follows."""
    return receptors * (1 - 1 / (1 + drug_stimulus + peptide_efficacy * bound_tone)) - mu_rest
