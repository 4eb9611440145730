"""Every signal that crosses a border between mechanisms, or that the world outside the system may read."""

from equipoise.engine.symbol import Symbol

PER_SUBSTANCE = ("substance",)


def _word(unit: str, meaning: str, axes: tuple[str, ...] = ()) -> Symbol:
    return Symbol("word", unit, meaning, axes)


VOCABULARY = {
    "time_of_day": _word("h", "hours since midnight"),
    # world
    "awake": _word("1", "1 while awake, 0 asleep"),
    "company_met": _word("1", "warmth of company met now, by chance or brought by the study"),
    "in_company": _word("1", "1 in company, 0 alone"),
    "reward_now": _word("1", "reward or loss met now"),
    # body
    "absorbed": _word("nmol/h", "substance reaching the blood, as taken or as a metabolite", PER_SUBSTANCE),
    "level": _word("nM", "plasma concentration before saturable elimination", PER_SUBSTANCE),
    "removed": _word("nmol", "what saturable elimination has taken away", PER_SUBSTANCE),
    "plasma": _word("nM", "plasma concentration", PER_SUBSTANCE),
    "brain": _word("nM", "free concentration at the receptors", PER_SUBSTANCE),
    # opioid and receptor
    "peptide": _word("1", "own opioid peptide, 1 at a typical person's rest"),
    "peptide_tone": _word("1", "own opioid peptide at rest"),
    "release": _word("1", "release of own opioid evoked now, in units of the tone"),
    "bound_peptide": _word("1", "share of mu receptors held by own peptide"),
    "bound_tone": _word("1", "share that tone alone would hold"),
    "bound_at_rest": _word("1", "share that tone holds without drugs"),
    "bound_drug": _word("1", "share of mu receptors held by each drug", PER_SUBSTANCE),
    "mu_occupancy": _word("1", "fall of mu receptors left for a tracer, against a drug-free rest"),
    "mu_background": _word("1", "mu signal that tone and drugs make, without what is evoked"),
    "mu_rest": _word("1", "own mu signal at rest and free of drugs"),
    "mu_evoked": _word("1", "mu signal evoked on top of the background"),
    "bond": _word("1", "warmth of contact over the last days"),
    "connection": _word("1", "felt connection, in standard deviations between people"),
    # dopamine and balance
    "disinhibition": _word("1", "change of dopamine firing by the mu receptor"),
    "dopamine": _word("1", "tonic dopamine relative to the person's own healthy level"),
    "liking": _word("1", "fold change of dopamine as it is felt at this moment"),
    "hedonic_tone": _word("1", "tip of the balance: pleasure above zero, pain below"),
    "positive_affect": _word("1", "positive affect, in standard deviations between people"),
}
