"""The body's stores of oxygen and CO2: lungs, brain, all other tissue.

    lung_volume pressure' = ventilation (inspired - pressure) + conversion flow (venous - arterial)
    volume content' = flow (arterial - venous) -+ metabolism

Opioids slow metabolism a little, down to a floor; it fails where there is almost no oxygen.

Source      Ursino's and Magosso's gas stores (ursino-2001), with the numbers of the overdose model
            (fda-opioid-model).
Leaves out  exercise, temperature, oxygen debt.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import eases, gives, needs, parameter, rate, state

alveolar_ventilation = needs("L/h", "air that exchanges with the blood")
blood_flow = needs("L/h", "blood flow of brain and tissue")
brain_flow = needs("L/h", "blood flow of the brain")
tissue_flow = needs("L/h", "blood flow of all other tissue")
brain_blood_oxygen = needs("1", "oxygen in blood that leaves the brain")
brain_blood_carbon_dioxide = needs("1", "CO2 in blood that leaves the brain")
tissue_blood_oxygen = needs("1", "oxygen in blood that leaves tissue")
tissue_blood_carbon_dioxide = needs("1", "CO2 in blood that leaves tissue")
venous_oxygen = needs("1", "oxygen in blood that comes back to the lungs")
venous_carbon_dioxide = needs("1", "CO2 in blood that comes back to the lungs")
arterial_blood_oxygen = needs("1", "oxygen in arterial blood")
arterial_blood_carbon_dioxide = needs("1", "CO2 in arterial blood")
brain_steepness = needs("1/mmHg", "oxygen that blood leaving the brain gains per pressure")
awake = needs("1", "share of the waking drive that is left")
lung_volume = parameter("L", "air in the lungs")
conversion = parameter("mmHg", "pressure of a gas whose volume equals the air's")
inspired_oxygen = parameter("mmHg", "oxygen pressure of the air breathed in")
brain_volume = parameter("L", "volume of the brain")
tissue_volume = parameter("L", "volume of all other tissue")
bicarbonate = parameter("1", "CO2 held as bicarbonate")
carbon_dioxide_solubility = parameter("1/mmHg", "CO2 dissolved per pressure")
oxygen_solubility = parameter("1/mmHg", "oxygen dissolved per pressure")
brain_oxygen_use = parameter("L/h", "oxygen that the waking brain uses")
brain_carbon_dioxide_made = parameter("L/h", "CO2 that the waking brain makes")
tissue_oxygen_use = parameter("L/h", "oxygen that tissue uses when awake")
tissue_carbon_dioxide_made = parameter("L/h", "CO2 that tissue makes when awake")
metabolic_exponent = parameter("1", "how metabolism follows wakefulness")
least_oxygen_use = parameter("1", "least use of oxygen against waking")
least_carbon_dioxide = parameter("1", "least making of CO2 against waking")
failing_oxygen = parameter("mmHg", "oxygen pressure below which metabolism fails")
alveolar_oxygen = state("mmHg", "oxygen pressure in the lungs")
alveolar_carbon_dioxide = state("mmHg", "CO2 pressure in the lungs")
brain_oxygen_store = state("1", "oxygen dissolved in the brain")
brain_carbon_dioxide_store = state("1", "CO2 in the brain")
tissue_oxygen_store = state("1", "oxygen dissolved in tissue")
tissue_carbon_dioxide_store = state("1", "CO2 in tissue")


@gives("mmHg")
def brain_oxygen(brain_oxygen_store, oxygen_solubility):
    """Oxygen pressure in the brain."""
    return jnp.maximum(brain_oxygen_store, 0) / oxygen_solubility


@gives("mmHg")
def brain_carbon_dioxide(brain_carbon_dioxide_store, bicarbonate, carbon_dioxide_solubility):
    """CO2 pressure in the brain."""
    return (brain_carbon_dioxide_store - bicarbonate) / carbon_dioxide_solubility


@gives("mmHg")
def tissue_oxygen(tissue_oxygen_store, oxygen_solubility):
    """Oxygen pressure in tissue."""
    return jnp.maximum(tissue_oxygen_store, 0) / oxygen_solubility


@gives("mmHg")
def tissue_carbon_dioxide(tissue_carbon_dioxide_store, bicarbonate, carbon_dioxide_solubility):
    """CO2 pressure in tissue."""
    return (tissue_carbon_dioxide_store - bicarbonate) / carbon_dioxide_solubility


@gives("1")
def slowed(awake, metabolic_exponent):
    """Metabolism left when wakefulness is dulled, before its floor."""
    return jnp.exp(metabolic_exponent * jnp.log(awake))


@gives("1")
def oxygen_use(slowed, least_oxygen_use):
    """Oxygen used, against waking."""
    return jnp.maximum(slowed, least_oxygen_use)


@gives("1")
def carbon_dioxide_made(slowed, least_carbon_dioxide):
    """CO2 made, against waking."""
    return jnp.maximum(slowed, least_carbon_dioxide)


@rate("alveolar_oxygen")
def d_alveolar_oxygen(
    alveolar_oxygen, alveolar_ventilation, inspired_oxygen, blood_flow, venous_oxygen, arterial_blood_oxygen,
    conversion, lung_volume,
):  # fmt: skip
    """Breathed in, taken up by blood."""
    breathed = alveolar_ventilation * (inspired_oxygen - alveolar_oxygen)
    return (breathed + conversion * blood_flow * (venous_oxygen - arterial_blood_oxygen)) / lung_volume


@rate("alveolar_carbon_dioxide")
def d_alveolar_carbon_dioxide(
    alveolar_carbon_dioxide, alveolar_ventilation, blood_flow, venous_carbon_dioxide, arterial_blood_carbon_dioxide,
    conversion, lung_volume,
):  # fmt: skip
    """Brought by blood, breathed out."""
    brought = conversion * blood_flow * (venous_carbon_dioxide - arterial_blood_carbon_dioxide)
    return (brought - alveolar_ventilation * alveolar_carbon_dioxide) / lung_volume


@rate("brain_oxygen_store")
def d_brain_oxygen(
    brain_oxygen, brain_flow, arterial_blood_oxygen, brain_blood_oxygen, oxygen_use, brain_oxygen_use,
    failing_oxygen, brain_volume,
):  # fmt: skip
    """Brought by blood, used."""
    used = brain_oxygen_use * oxygen_use * jnp.minimum(brain_oxygen / failing_oxygen, 1)
    return (brain_flow * (arterial_blood_oxygen - brain_blood_oxygen) - used) / brain_volume


@rate("brain_carbon_dioxide_store")
def d_brain_carbon_dioxide(
    brain_oxygen, brain_flow, arterial_blood_carbon_dioxide, brain_blood_carbon_dioxide, carbon_dioxide_made,
    brain_carbon_dioxide_made, failing_oxygen, brain_volume,
):  # fmt: skip
    """Made, taken away by blood."""
    made = brain_carbon_dioxide_made * carbon_dioxide_made * jnp.minimum(brain_oxygen / failing_oxygen, 1)
    return (brain_flow * (arterial_blood_carbon_dioxide - brain_blood_carbon_dioxide) + made) / brain_volume


@rate("tissue_oxygen_store")
def d_tissue_oxygen(
    tissue_oxygen, tissue_flow, arterial_blood_oxygen, tissue_blood_oxygen, oxygen_use, tissue_oxygen_use,
    failing_oxygen, tissue_volume,
):  # fmt: skip
    """Brought by blood, used."""
    used = tissue_oxygen_use * oxygen_use * jnp.minimum(tissue_oxygen / failing_oxygen, 1)
    return (tissue_flow * (arterial_blood_oxygen - tissue_blood_oxygen) - used) / tissue_volume


@rate("tissue_carbon_dioxide_store")
def d_tissue_carbon_dioxide(
    tissue_oxygen, tissue_flow, arterial_blood_carbon_dioxide, tissue_blood_carbon_dioxide, carbon_dioxide_made,
    tissue_carbon_dioxide_made, failing_oxygen, tissue_volume,
):  # fmt: skip
    """Made, taken away by blood."""
    made = tissue_carbon_dioxide_made * carbon_dioxide_made * jnp.minimum(tissue_oxygen / failing_oxygen, 1)
    return (
        tissue_flow * (arterial_blood_carbon_dioxide - tissue_blood_carbon_dioxide) + made
    ) / tissue_volume


@eases("brain_oxygen_store")
def brain_pace(brain_oxygen, brain_flow, brain_steepness, oxygen_solubility, brain_volume):
    """How fast blood renews the brain's little oxygen."""
    return brain_flow * brain_steepness / oxygen_solubility / brain_volume
