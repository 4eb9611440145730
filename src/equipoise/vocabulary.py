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
    "antibody": _word("mg/L", "specific antibody in plasma, in a study that vaccinates"),
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

# The moment clock's system of breathing under an opioid has words of its own.
BREATHING = {
    "opioid_effect": _word("nM", "opioid at the receptors"),
    "naloxone_effect": _word("nM", "naloxone at the receptors"),
    "bound_opioid": _word("1", "share of mu receptors held by the opioid"),
    "sensitivity": _word("1", "share of the chemoreflex that the opioid leaves"),
    "awake": _word("1", "share of the waking drive that is left"),
    "chemoreflex": _word("L/h", "ventilation that the chemoreflex adds"),
    "ventilation": _word("L/h", "air breathed in"),
    "alveolar_ventilation": _word("L/h", "air that exchanges with the blood"),
    "alveolar_oxygen": _word("mmHg", "oxygen pressure in the lungs"),
    "alveolar_carbon_dioxide": _word("mmHg", "CO2 pressure in the lungs"),
    "arterial_oxygen": _word("mmHg", "oxygen pressure in arterial blood"),
    "arterial_carbon_dioxide": _word("mmHg", "CO2 pressure in arterial blood"),
    "brain_oxygen": _word("mmHg", "oxygen pressure in the brain"),
    "brain_carbon_dioxide": _word("mmHg", "CO2 pressure in the brain"),
    "tissue_oxygen": _word("mmHg", "oxygen pressure in tissue"),
    "tissue_carbon_dioxide": _word("mmHg", "CO2 pressure in tissue"),
    "brain_blood_oxygen": _word("1", "oxygen in blood that leaves the brain"),
    "brain_blood_carbon_dioxide": _word("1", "CO2 in blood that leaves the brain"),
    "brain_steepness": _word("1/mmHg", "oxygen that blood leaving the brain gains per pressure"),
    "tissue_blood_oxygen": _word("1", "oxygen in blood that leaves tissue"),
    "tissue_blood_carbon_dioxide": _word("1", "CO2 in blood that leaves tissue"),
    "venous_oxygen": _word("1", "oxygen in blood that comes back to the lungs"),
    "venous_carbon_dioxide": _word("1", "CO2 in blood that comes back to the lungs"),
    "arterial_blood_oxygen": _word("1", "oxygen in arterial blood"),
    "arterial_blood_carbon_dioxide": _word("1", "CO2 in arterial blood"),
    "brain_flow": _word("L/h", "blood flow of the brain"),
    "tissue_flow": _word("L/h", "blood flow of all other tissue"),
    "blood_flow": _word("L/h", "blood flow of brain and tissue"),
    "crowding": _word("1", "rise of plasma concentrations while blood flow is far above rest"),
    "arrested": _word("1", "1 once the heart has stopped"),
}
