"""A drug from the gut through two compartments to its site of effect.

dgut/dt = -ka gut,  dcentral/dt = ka gut - CL plasma - Q (plasma - peripheral / Vp),  dsite/dt = ke0 (plasma - site)
"""

from equipoise.engine.symbol import gives, parameter, rate, state

ka = parameter("1/h", "rate of absorption")
clearance = parameter("L/h", "clearance from plasma")
volume = parameter("L", "central volume")
flow = parameter("L/h", "exchange with the peripheral compartment")
peripheral_volume = parameter("L", "peripheral volume")
ke0 = parameter("1/h", "rate at which the site of effect follows plasma")
gut = state("ug", "drug in the gut", form="linear")
central = state("ug", "drug in the central compartment", form="linear")
peripheral = state("ug", "drug in the peripheral compartment", form="linear")
site = state("ug/L", "concentration at the site of effect", form="linear")


@gives("ug/L")
def plasma(central, volume):
    """Plasma concentration."""
    return central / volume


@gives("ug/h")
def outward(plasma, peripheral, flow, peripheral_volume):
    """Net flow to the peripheral compartment."""
    return flow * (plasma - peripheral / peripheral_volume)


@rate("gut")
def d_gut(gut, ka):
    """The gut empties."""
    return -ka * gut


@rate("central")
def d_central(gut, ka, plasma, clearance, outward):
    """Absorption, clearance and exchange."""
    return ka * gut - clearance * plasma - outward


@rate("peripheral")
def d_peripheral(outward):
    """The peripheral compartment fills and empties."""
    return outward


@rate("site")
def d_site(site, plasma, ke0):
    """The site of effect follows plasma."""
    return ke0 * (plasma - site)
