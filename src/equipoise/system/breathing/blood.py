"""Oxygen and CO2 in blood: how much it holds at given pressures of both, and what pressures a mixture has.

    content = molar_volume capacity F^(1/a) / (1 + F^(1/a)),   F = pressure (1 + beta other) / (K (1 + alpha other))

Arterial blood is what leaves the lungs mixed with what went around them; its pressures come from its contents by the
inverse, which is closed.

Source      Spencer's dissociation curves (spencer-1979), as the overdose model uses them (fda-opioid-model).
Leaves out  acid, temperature, haemoglobin that differs between people.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter

alveolar_oxygen = needs("mmHg", "oxygen pressure in the lungs")
alveolar_carbon_dioxide = needs("mmHg", "CO2 pressure in the lungs")
brain_oxygen = needs("mmHg", "oxygen pressure in the brain")
brain_carbon_dioxide = needs("mmHg", "CO2 pressure in the brain")
tissue_oxygen = needs("mmHg", "oxygen pressure in tissue")
tissue_carbon_dioxide = needs("mmHg", "CO2 pressure in tissue")
brain_flow = needs("L/h", "blood flow of the brain")
tissue_flow = needs("L/h", "blood flow of all other tissue")
shunt = parameter("1", "share of blood that passes the lungs by")
molar_volume = parameter("L/mmol", "volume of a gas")
oxygen_capacity = parameter("mmol/L", "most oxygen that blood binds")
carbon_dioxide_capacity = parameter("mmol/L", "most CO2 that blood binds")
oxygen_half = parameter("mmHg", "oxygen pressure of half binding without CO2")
carbon_dioxide_half = parameter("mmHg", "CO2 pressure of half binding without oxygen")
oxygen_exponent = parameter("1", "exponent of the oxygen curve")
carbon_dioxide_exponent = parameter("1", "exponent of the CO2 curve")
bohr_down = parameter("1/mmHg", "how CO2 hinders oxygen (alpha)")
bohr_up = parameter("1/mmHg", "how CO2 hinders oxygen (beta)")
haldane_down = parameter("1/mmHg", "how oxygen hinders CO2 (alpha)")
haldane_up = parameter("1/mmHg", "how oxygen hinders CO2 (beta)")


def _content(pressure, other, half, exponent, down, up, most):
    load = pressure * (1 + up * other) / (half * (1 + down * other))
    bound = jnp.exp(jnp.log(jnp.maximum(load, 0)) / exponent)
    return most * bound / (1 + bound)


def _load(content, most, half, exponent):
    share = content / most
    return half * jnp.exp(exponent * jnp.log(share / (1 - share)))


def _mixed(brain, tissue, brain_flow, tissue_flow):
    return (brain_flow * brain + tissue_flow * tissue) / (brain_flow + tissue_flow)


@gives("1")
def lung_blood_oxygen(
    alveolar_oxygen, alveolar_carbon_dioxide, oxygen_half, oxygen_exponent, bohr_down, bohr_up, molar_volume,
    oxygen_capacity,
):  # fmt: skip
    """Oxygen in blood that leaves the lungs, as a share of its volume."""
    most = molar_volume * oxygen_capacity
    return _content(
        alveolar_oxygen, alveolar_carbon_dioxide, oxygen_half, oxygen_exponent, bohr_down, bohr_up, most
    )


@gives("1")
def lung_blood_carbon_dioxide(
    alveolar_oxygen, alveolar_carbon_dioxide, carbon_dioxide_half, carbon_dioxide_exponent, haldane_down, haldane_up,
    molar_volume, carbon_dioxide_capacity,
):  # fmt: skip
    """CO2 in blood that leaves the lungs, as a share of its volume."""
    most, exponent = molar_volume * carbon_dioxide_capacity, carbon_dioxide_exponent
    return _content(
        alveolar_carbon_dioxide,
        alveolar_oxygen,
        carbon_dioxide_half,
        exponent,
        haldane_down,
        haldane_up,
        most,
    )


@gives("1")
def brain_blood_oxygen(
    brain_oxygen,
    brain_carbon_dioxide,
    oxygen_half,
    oxygen_exponent,
    bohr_down,
    bohr_up,
    molar_volume,
    oxygen_capacity,
):
    """Oxygen in blood that leaves the brain."""
    most = molar_volume * oxygen_capacity
    return _content(
        brain_oxygen, brain_carbon_dioxide, oxygen_half, oxygen_exponent, bohr_down, bohr_up, most
    )


@gives("1/mmHg")
def brain_steepness(brain_oxygen, brain_blood_oxygen, oxygen_exponent, molar_volume, oxygen_capacity):
    """Oxygen that blood leaving the brain gains per pressure, at the CO2 there."""
    left = 1 - brain_blood_oxygen / (molar_volume * oxygen_capacity)
    return jnp.where(brain_oxygen > 0, brain_blood_oxygen * left / oxygen_exponent / brain_oxygen, 0)


@gives("1")
def brain_blood_carbon_dioxide(
    brain_oxygen, brain_carbon_dioxide, carbon_dioxide_half, carbon_dioxide_exponent, haldane_down, haldane_up,
    molar_volume, carbon_dioxide_capacity,
):  # fmt: skip
    """CO2 in blood that leaves the brain."""
    most, exponent = molar_volume * carbon_dioxide_capacity, carbon_dioxide_exponent
    return _content(
        brain_carbon_dioxide, brain_oxygen, carbon_dioxide_half, exponent, haldane_down, haldane_up, most
    )


@gives("1")
def tissue_blood_oxygen(
    tissue_oxygen, tissue_carbon_dioxide, oxygen_half, oxygen_exponent, bohr_down, bohr_up, molar_volume,
    oxygen_capacity,
):  # fmt: skip
    """Oxygen in blood that leaves tissue."""
    most = molar_volume * oxygen_capacity
    return _content(
        tissue_oxygen, tissue_carbon_dioxide, oxygen_half, oxygen_exponent, bohr_down, bohr_up, most
    )


@gives("1")
def tissue_blood_carbon_dioxide(
    tissue_oxygen, tissue_carbon_dioxide, carbon_dioxide_half, carbon_dioxide_exponent, haldane_down, haldane_up,
    molar_volume, carbon_dioxide_capacity,
):  # fmt: skip
    """CO2 in blood that leaves tissue."""
    most, exponent = molar_volume * carbon_dioxide_capacity, carbon_dioxide_exponent
    return _content(
        tissue_carbon_dioxide, tissue_oxygen, carbon_dioxide_half, exponent, haldane_down, haldane_up, most
    )


@gives("1")
def venous_oxygen(brain_blood_oxygen, tissue_blood_oxygen, brain_flow, tissue_flow):
    """Oxygen in blood that comes back to the lungs."""
    return _mixed(brain_blood_oxygen, tissue_blood_oxygen, brain_flow, tissue_flow)


@gives("1")
def venous_carbon_dioxide(brain_blood_carbon_dioxide, tissue_blood_carbon_dioxide, brain_flow, tissue_flow):
    """CO2 in blood that comes back to the lungs."""
    return _mixed(brain_blood_carbon_dioxide, tissue_blood_carbon_dioxide, brain_flow, tissue_flow)


@gives("1")
def arterial_blood_oxygen(lung_blood_oxygen, venous_oxygen, shunt):
    """Oxygen in arterial blood."""
    return lung_blood_oxygen + shunt * (venous_oxygen - lung_blood_oxygen)


@gives("1")
def arterial_blood_carbon_dioxide(lung_blood_carbon_dioxide, venous_carbon_dioxide, shunt):
    """CO2 in arterial blood."""
    return lung_blood_carbon_dioxide + shunt * (venous_carbon_dioxide - lung_blood_carbon_dioxide)


@gives("mmHg")
def oxygen_load(arterial_blood_oxygen, molar_volume, oxygen_capacity, oxygen_half, oxygen_exponent):
    """What arterial oxygen's pressure would be without CO2."""
    return _load(arterial_blood_oxygen, molar_volume * oxygen_capacity, oxygen_half, oxygen_exponent)


@gives("mmHg")
def carbon_dioxide_load(
    arterial_blood_carbon_dioxide,
    molar_volume,
    carbon_dioxide_capacity,
    carbon_dioxide_half,
    carbon_dioxide_exponent,
):
    """What arterial CO2's pressure would be without oxygen."""
    most = molar_volume * carbon_dioxide_capacity
    return _load(arterial_blood_carbon_dioxide, most, carbon_dioxide_half, carbon_dioxide_exponent)


@gives("mmHg")
def arterial_carbon_dioxide(oxygen_load, carbon_dioxide_load, bohr_down, bohr_up, haldane_down, haldane_up):
    """CO2 pressure in arterial blood: the positive root of the quadratic that both curves leave."""
    square = bohr_up + bohr_down * haldane_up * oxygen_load
    both = haldane_down * bohr_down * carbon_dioxide_load * oxygen_load
    half = (1 + haldane_up * oxygen_load - bohr_up * carbon_dioxide_load - both) / (2 * square)
    return jnp.sqrt(half**2 + carbon_dioxide_load * (1 + haldane_down * oxygen_load) / square) - half


@gives("mmHg")
def arterial_oxygen(oxygen_load, arterial_carbon_dioxide, bohr_down, bohr_up):
    """Oxygen pressure in arterial blood at that CO2 pressure."""
    return oxygen_load * (1 + bohr_down * arterial_carbon_dioxide) / (1 + bohr_up * arterial_carbon_dioxide)
