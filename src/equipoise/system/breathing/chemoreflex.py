"""The chemoreflex: what blood gases add to ventilation, heard only after the blood has carried them to the receptors.

    peripheral' = (sensitivity gain (firing(delayed arterial gases) - rest) - peripheral) / time
    central'    = (sensitivity gain (delayed brain CO2 - rest) - central) / time
    chemoreflex = max(0, readiness peripheral + central)

Delays are a volume of blood over the flow; readiness follows brain oxygen over minutes.

Source      Ursino's and Magosso's chemoreflex (ursino-2001), with the numbers of the overdose model
            (fda-opioid-model).
Leaves out  lung stretch receptors, sleep.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import delayed, gives, needs, parameter, rate, state

blood_flow = needs("L/h", "blood flow of brain and tissue")
brain_oxygen = needs("mmHg", "oxygen pressure in the brain")
sensitivity = needs("1", "share of the chemoreflex that the opioid leaves")
failing_flow = parameter("L/h", "blood flow below which delays are not counted")
heard_oxygen = delayed(
    "mmHg", "arterial oxygen as it reaches the carotid bodies", "arterial_oxygen", "peripheral_delay"
)
heard_carbon_dioxide = delayed(
    "mmHg", "arterial CO2 as it reaches the carotid bodies", "arterial_carbon_dioxide", "peripheral_delay"
)
heard_brain_carbon_dioxide = delayed(
    "mmHg", "brain CO2 as it is felt", "brain_carbon_dioxide", "central_delay"
)
peripheral_blood = parameter("L", "blood between lungs and carotid bodies")
central_blood = parameter("L", "blood between lungs and brain stem")
firing_gain = parameter("1", "firing per e-fold of arterial CO2")
firing_start = parameter("mmHg", "arterial CO2 at which firing starts")
firing_highest = parameter("1/h", "firing without oxygen")
firing_lowest = parameter("1/h", "firing in plenty of oxygen")
firing_rest = parameter("1/h", "firing at rest")
oxygen_half = parameter("mmHg", "arterial oxygen at half the range of firing")
oxygen_width = parameter("mmHg", "width of that range")
peripheral_gain = parameter("L", "ventilation per firing")
central_gain = parameter("L/h/mmHg", "ventilation per brain CO2")
brain_rest = parameter("mmHg", "brain CO2 at rest")
peripheral_time = parameter("h", "time in which the peripheral drive follows")
central_time = parameter("h", "time in which the central drive follows")
readiness_gain = parameter("1", "how strongly brain oxygen moves readiness")
oxygen_low = parameter("mmHg", "brain oxygen below which readiness falls no further")
oxygen_rest = parameter("mmHg", "brain oxygen at which readiness is 1")
oxygen_high = parameter("mmHg", "brain oxygen above which readiness rises no further")
readiness_time = parameter("h", "time in which readiness follows")
peripheral_drive = state("L/h", "drive by the carotid bodies")
central_drive = state("L/h", "drive by the brain stem")
readiness = state("1", "how much of the peripheral drive the brain passes on", start=1)


def _delay(blood, flow, failing_flow):
    return jnp.where(flow < failing_flow, 0, blood / jnp.maximum(flow, failing_flow))


@gives("h")
def peripheral_delay(blood_flow, peripheral_blood, failing_flow):
    """Time from the lungs to the carotid bodies."""
    return _delay(peripheral_blood, blood_flow, failing_flow)


@gives("h")
def central_delay(blood_flow, central_blood, failing_flow):
    """Time until the brain stem feels the brain's CO2."""
    return _delay(central_blood, blood_flow, failing_flow)


@gives("1/h")
def firing(
    heard_carbon_dioxide, heard_oxygen, firing_gain, firing_start, firing_highest, firing_lowest, oxygen_half,
    oxygen_width,
):  # fmt: skip
    """Firing of the carotid bodies: more with CO2, much more without oxygen."""
    plenty = 1 / (1 + jnp.exp((oxygen_half - heard_oxygen) / oxygen_width))
    ceiling = firing_highest + (firing_lowest - firing_highest) * plenty
    return firing_gain * jnp.log(heard_carbon_dioxide / firing_start) * ceiling


@rate("peripheral_drive")
def d_peripheral(peripheral_drive, firing, firing_rest, sensitivity, peripheral_gain, peripheral_time):
    """Follows firing within seconds."""
    return (sensitivity * peripheral_gain * (firing - firing_rest) - peripheral_drive) / peripheral_time


@rate("central_drive")
def d_central(central_drive, heard_brain_carbon_dioxide, brain_rest, sensitivity, central_gain, central_time):
    """Follows brain CO2 within a minute."""
    return (
        sensitivity * central_gain * (heard_brain_carbon_dioxide - brain_rest) - central_drive
    ) / central_time


@rate("readiness")
def d_readiness(
    readiness, brain_oxygen, readiness_gain, oxygen_low, oxygen_rest, oxygen_high, readiness_time
):
    """A brain short of oxygen passes on less."""
    within = jnp.clip(brain_oxygen, oxygen_low, oxygen_high)
    return (1 + readiness_gain * (within - oxygen_rest) / oxygen_rest - readiness) / readiness_time


@gives("L/h")
def chemoreflex(peripheral_drive, central_drive, readiness):
    """Ventilation that the chemoreflex adds, never less than none."""
    passed = jnp.where(peripheral_drive < 0, peripheral_drive, readiness * peripheral_drive)
    return jnp.maximum(passed + central_drive, 0)
