"""Blood flow: CO2 and want of oxygen open the vessels; a heart too long without oxygen stops.

    brain_flow = brain_rest (1 + by_carbon_dioxide + by_oxygen) pump
    tissue_flow = tissue_rest (1 + tissue_share by_oxygen) pump

Arterial oxygen at or below `collapse_oxygen` starts a clock once; if it is still that low when the clock reaches
`endurance`, the pump fails, faster with CO2, and does not recover.

Source      Magosso's and Ursino's regulation of flow (ursino-2001) and the rule of collapse of the overdose model
            (fda-opioid-model).
Leaves out  arrhythmia, resuscitation, a second clock for somebody who recovered and relapsed.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import decides, gives, needs, parameter, rate, state

arterial_oxygen = needs("mmHg", "oxygen pressure in arterial blood")
arterial_carbon_dioxide = needs("mmHg", "CO2 pressure in arterial blood")
brain_rest = parameter("L/h", "blood flow of the brain at rest")
tissue_rest = parameter("L/h", "blood flow of all other tissue at rest")
usual_flow = parameter("L/h", "blood flow of both in balance")
brain_mass = parameter("mg", "mass of the brain")
carbon_dioxide_least = parameter("L/h/mg", "change of brain flow with no CO2")
carbon_dioxide_range = parameter("L/h/mg", "range of brain flow that CO2 commands")
carbon_dioxide_half = parameter("mmHg", "CO2 at half that range")
carbon_dioxide_width = parameter("mmHg", "width of that range")
carbon_dioxide_time = parameter("h", "time in which flow follows CO2")
oxygen_gain = parameter("1", "how strongly want of oxygen opens vessels")
oxygen_width = parameter("mmHg", "fall of oxygen that opens them e-fold")
oxygen_rest = parameter("mmHg", "oxygen at which they are at rest")
oxygen_most = parameter("1", "most that want of oxygen can add")
oxygen_time = parameter("h", "time in which flow follows oxygen")
tissue_share = parameter("1", "how much tissue follows oxygen, against the brain")
collapse_oxygen = parameter("mmHg", "arterial oxygen at which the heart's clock starts")
endurance = parameter("h", "time that the heart endures it")
failure_rate = parameter("1/h", "rate at which the pump fails at the CO2 of `failure_carbon_dioxide`")
failure_base = parameter("1", "part of the failure that does not need CO2")
failure_carbon_dioxide = parameter("mmHg", "arterial CO2 at which the pump fails at its own rate")
arrest_flow = parameter("L/h", "blood flow at or below which the heart has stopped")
crowding_most = parameter("1", "most that high flow adds to plasma concentrations")
crowding_half = parameter("1", "flow over usual flow at half of that")
crowding_width = parameter("1", "width of that step")
by_carbon_dioxide = state("1", "brain flow added by CO2")
by_oxygen = state("1", "flow added by want of oxygen")
pump = state("1", "what is left of the heart's pumping", start=1)
airless = state("1", "1 once arterial oxygen was low enough to start the clock", form="held")
airless_age = state("h", "time since then")
judged = state("1", "1 once the clock has run out", form="held")
collapsing = state("1", "1 if oxygen was still low when it did", form="held")


@gives("L/h")
def brain_flow(by_carbon_dioxide, by_oxygen, pump, brain_rest):
    """Blood flow of the brain."""
    return brain_rest * (1 + by_carbon_dioxide + by_oxygen) * pump


@gives("L/h")
def tissue_flow(by_oxygen, pump, tissue_rest, tissue_share):
    """Blood flow of all other tissue."""
    return tissue_rest * (1 + tissue_share * by_oxygen) * pump


@gives("L/h")
def blood_flow(brain_flow, tissue_flow):
    """Blood flow of brain and tissue."""
    return brain_flow + tissue_flow


@gives("1")
def crowding(blood_flow, usual_flow, crowding_most, crowding_half, crowding_width):
    """Rise of plasma concentrations while blood flow is far above rest."""
    return 1 + crowding_most / (1 + jnp.exp((crowding_half - blood_flow / usual_flow) / crowding_width))


@rate("by_carbon_dioxide")
def d_by_carbon_dioxide(
    by_carbon_dioxide, arterial_carbon_dioxide, carbon_dioxide_least, carbon_dioxide_range, carbon_dioxide_half,
    carbon_dioxide_width, carbon_dioxide_time, brain_mass, brain_rest,
):  # fmt: skip
    """Follows arterial CO2."""
    open_share = 1 / (1 + jnp.exp((carbon_dioxide_half - arterial_carbon_dioxide) / carbon_dioxide_width))
    added = (carbon_dioxide_least + carbon_dioxide_range * open_share) * brain_mass / brain_rest
    return (added - by_carbon_dioxide) / carbon_dioxide_time


@rate("by_oxygen")
def d_by_oxygen(by_oxygen, arterial_oxygen, oxygen_gain, oxygen_width, oxygen_rest, oxygen_most, oxygen_time):
    """Follows want of arterial oxygen."""
    want = jnp.exp(-arterial_oxygen / oxygen_width) - jnp.exp(-oxygen_rest / oxygen_width)
    return (jnp.minimum(oxygen_gain * want, oxygen_most) - by_oxygen) / oxygen_time


@rate("pump")
def d_pump(pump, collapsing, arterial_carbon_dioxide, failure_rate, failure_base, failure_carbon_dioxide):
    """Fails once collapse has begun."""
    pace = failure_base + (1 - failure_base) * arterial_carbon_dioxide / failure_carbon_dioxide
    return -collapsing * failure_rate * pace * pump


@decides("airless")
def start_clock(airless, arterial_oxygen, collapse_oxygen):
    """The first time that oxygen is that low starts the clock."""
    return jnp.where(arterial_oxygen <= collapse_oxygen, 1, airless)


@rate("airless_age")
def d_airless_age(airless):
    """Time runs from then on."""
    return airless


@decides("judged")
def judge(judged, airless_age, endurance):
    """The clock runs out once."""
    return jnp.where(airless_age >= endurance, 1, judged)


@decides("collapsing")
def collapse(collapsing, judged, airless_age, endurance, arterial_oxygen, collapse_oxygen):
    """Decided at that moment and never again."""
    low = jnp.where(arterial_oxygen <= collapse_oxygen, 1, 0)
    return jnp.where(airless_age >= endurance, jnp.where(judged > 0, collapsing, low), collapsing)


@gives("1")
def arrested(blood_flow, arrest_flow):
    """1 once the heart has stopped."""
    return jnp.where(blood_flow <= arrest_flow, 1, 0)
