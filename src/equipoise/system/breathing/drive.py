"""The drive to breathe: wakefulness and the chemoreflex, quietened by the opioid on the mu receptor.

    awake = 1 - bound^(wake_exponent kept),   sensitivity = 1 - bound^(reflex_exponent kept)
    kept = 1 + (tolerance - 1) exp(-abstinent / tolerance_time)
    ventilation = waking_drive awake + chemoreflex, cut off where the circulation fails

Tolerance is a number from 1 (never used) upwards: it raises both exponents, so that the same share of receptors held
quietens less. Without the drug it goes.

Source      Mann's model of overdose (fda-opioid-model), whose long-term users have 1.47; half of ventilation is
            lost at 4.3 times the fentanyl in long-term users (algera-2020).
Leaves out  how tolerance comes about: it is given. That it goes exponentially is assumed.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter

bound_opioid = needs("1", "share of mu receptors held by the opioid")
blood_flow = needs("L/h", "blood flow of brain and tissue")
chemoreflex = needs("L/h", "ventilation that the chemoreflex adds")
waking_drive = parameter("L/h", "ventilation that wakefulness alone drives")
wake_exponent = parameter(
    "1", "how many receptors the opioid must hold to dull wakefulness, without tolerance"
)
reflex_exponent = parameter("1", "how many receptors it must hold to dull the chemoreflex, without tolerance")
tolerance = parameter("1", "both exponents relative to a person who never used opioids")
abstinent = parameter("h", "time since the last of the regular doses")
tolerance_time = parameter("h", "time in which tolerance falls to 1/e of what it was above 1")
failing_flow = parameter("L/h", "blood flow below which the drive fails")
least_flow = parameter("L/h", "blood flow at which the drive is gone")
alveolar_share = parameter("1", "share of ventilation that reaches the alveoli")


def _left(bound, exponent):
    return 1 - jnp.exp(exponent * jnp.log(jnp.maximum(bound, 0)))  # 1 where nothing is bound


@gives("1")
def kept_tolerance(tolerance, abstinent, tolerance_time):
    """Tolerance that abstinence has left."""
    return 1 + (tolerance - 1) * jnp.exp(-abstinent / tolerance_time)


@gives("1")
def awake(bound_opioid, wake_exponent, kept_tolerance):
    """Share of the waking drive that is left."""
    return _left(bound_opioid, wake_exponent * kept_tolerance)


@gives("1")
def sensitivity(bound_opioid, reflex_exponent, kept_tolerance):
    """Share of the chemoreflex that is left."""
    return _left(bound_opioid, reflex_exponent * kept_tolerance)


@gives("1")
def perfused(blood_flow, failing_flow, least_flow):
    """1 with enough blood; the drive fails with the flow, and ends before the flow does."""
    return jnp.where(blood_flow > least_flow, jnp.minimum(blood_flow / failing_flow, 1), 0)


@gives("L/h")
def ventilation(awake, chemoreflex, waking_drive, perfused):
    """Air breathed in."""
    return jnp.maximum(waking_drive * awake + chemoreflex, 0) * perfused


@gives("L/h")
def alveolar_ventilation(ventilation, alveolar_share):
    """Air that exchanges with the blood."""
    return ventilation * alveolar_share
