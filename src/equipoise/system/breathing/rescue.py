"""Naloxone into a muscle, once somebody has seen that breathing fails: from the syringe to the receptor.

The syringe holds the dose until `wait` after ventilation first fell below `alarm` of its usual value.

    depot' = -transit_rate depot,   transit' = bioavailability transit_rate depot - transit_rate transit
    muscle' = transit_rate transit - absorption_rate muscle
    volume level' = crowding (absorption_rate muscle - clearance level - exchange (level - peripheral))
    effect' = entry_rate (level - effect)

Source      transit absorption and two compartments (fda-opioid-model).
Leaves out  second doses, nasal and intravenous routes, a rescuer who breathes for the person.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import decides, gives, needs, parameter, rate, state

ventilation = needs("L/h", "air breathed in")
crowding = needs("1", "rise of plasma concentrations while blood flow is far above rest")
alarm = parameter("1", "share of usual ventilation below which somebody notices")
wait = parameter("h", "time from noticing to the injection")
bioavailability = parameter("1", "share of the dose that reaches the blood")
transit_rate = parameter("1/h", "rate of passing each transit step")
absorption_rate = parameter("1/h", "rate of leaving the muscle")
clearance = parameter("L/h", "plasma cleared of naloxone")
volume = parameter("L", "plasma compartment of naloxone")
exchange = parameter("L/h", "exchange with the peripheral compartment")
peripheral_volume = parameter("L", "peripheral compartment of naloxone")
entry_rate = parameter("1/h", "rate at which the effect site follows plasma")
usual_ventilation = state("L/h", "ventilation before any drug", form="held")
alarmed = state("1", "1 once ventilation fell below the alarm", form="held")
alarm_age = state("h", "time since the alarm")
depot = state("nmol", "naloxone in the syringe, then at the needle's end")
transit = state("nmol", "naloxone on its way")
muscle = state("nmol", "naloxone about to enter the blood")
naloxone_level = state("nM", "naloxone in plasma")
naloxone_peripheral = state("nM", "naloxone in the peripheral compartment")
naloxone_effect = state("nM", "naloxone at the receptors")


@decides("usual_ventilation")
def keep(usual_ventilation):
    """What was usual stays so."""
    return usual_ventilation * 1


@decides("alarmed")
def notice(alarmed, ventilation, usual_ventilation, alarm):
    """Somebody notices once, and then knows."""
    return jnp.where(ventilation < alarm * usual_ventilation, 1, alarmed)


@rate("alarm_age")
def d_alarm_age(alarmed):
    """Time runs from the alarm on."""
    return alarmed


@gives("1")
def injected(alarmed, alarm_age, wait):
    """1 once the rescue has been given."""
    return jnp.where(alarm_age >= wait, alarmed, 0)


@rate("depot")
def d_depot(depot, injected, transit_rate):
    """Leaves once injected."""
    return -injected * transit_rate * depot


@rate("transit")
def d_transit(depot, transit, injected, bioavailability, transit_rate):
    """What is not lost passes on."""
    return transit_rate * (bioavailability * injected * depot - transit)


@rate("muscle")
def d_muscle(transit, muscle, transit_rate, absorption_rate):
    """Filled by transit, emptied into the blood."""
    return transit_rate * transit - absorption_rate * muscle


@rate("naloxone_level")
def d_level(
    muscle, naloxone_level, naloxone_peripheral, absorption_rate, clearance, exchange, volume, crowding
):
    """Absorbed, cleared and exchanged."""
    gain = absorption_rate * muscle - clearance * naloxone_level
    return crowding / volume * (gain - exchange * (naloxone_level - naloxone_peripheral))


@rate("naloxone_peripheral")
def d_peripheral(naloxone_level, naloxone_peripheral, exchange, peripheral_volume):
    """Exchange with plasma."""
    return exchange / peripheral_volume * (naloxone_level - naloxone_peripheral)


@rate("naloxone_effect")
def d_effect(naloxone_level, naloxone_effect, entry_rate):
    """The effect site follows plasma."""
    return entry_rate * (naloxone_level - naloxone_effect)
