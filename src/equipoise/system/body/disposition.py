"""Disposition: three compartments for each substance, and metabolites made of what is cleared.

    dcentral/dt = absorbed + made - cleared - exchange,   made_i = sum_j formed_ij cleared_j
    plasma = level - removed / volume,   level = central / volume

A substance whose elimination saturates has no clearance: `level` counts all that ever arrived, and `removed` is what
saturable elimination has taken away since. For all others nothing is removed, and plasma is the level.

Source      three-compartment kinetics with metabolites (gabrielsson-weiner); numbers per drug in its data file.
Leaves out  exchange and metabolites of a substance whose elimination saturates.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter, rate, state

absorbed = needs("nmol/h", "substance reaching the blood", axes=("substance",))
removed = needs("nmol", "what saturable elimination has taken away", axes=("substance",))
clearance = parameter("L/h", "clearance from plasma", axes=("substance",))
volume = parameter("L", "central volume", axes=("substance",))
shallow_flow = parameter("L/h", "exchange with the shallow compartment", axes=("substance",))
shallow_volume = parameter("L", "volume of the shallow compartment", axes=("substance",))
deep_flow = parameter("L/h", "exchange with the deep compartment", axes=("substance",))
deep_volume = parameter("L", "volume of the deep compartment", axes=("substance",))
formed = parameter(
    "1", "fraction of cleared substance j that becomes metabolite i", axes=("product", "substance")
)
central = state("nmol", "amount in the central compartment", axes=("substance",), form="linear")
shallow = state("nmol", "amount in the shallow compartment", axes=("substance",), form="linear")
deep = state("nmol", "amount in the deep compartment", axes=("substance",), form="linear")


@gives("nM", axes=("substance",))
def level(central, volume):
    """Concentration in the central compartment before saturable elimination."""
    return central / volume


@gives("nM", axes=("substance",))
def plasma(level, removed, volume):
    """Plasma concentration."""
    return level - removed / volume


@gives("nmol/h", axes=("substance",))
def cleared(level, clearance):
    """Substance leaving the body or turned into another."""
    return clearance * level


@gives("nmol/h", axes=("substance",))
def to_shallow(level, shallow, shallow_flow, shallow_volume):
    """Net flow into the shallow compartment."""
    return shallow_flow * (level - shallow / shallow_volume)


@gives("nmol/h", axes=("substance",))
def to_deep(level, deep, deep_flow, deep_volume):
    """Net flow into the deep compartment."""
    return deep_flow * (level - deep / deep_volume)


@gives("nmol/h", axes=("substance",))
def made(cleared, formed):
    """Metabolite made of what is cleared."""
    return (formed * cleared[None]).sum(axis=SUBSTANCE + 1)


@rate("central")
def d_central(absorbed, made, cleared, to_shallow, to_deep):
    """Arrival, formation, clearance and exchange."""
    return absorbed + made - cleared - to_shallow - to_deep


@rate("shallow")
def d_shallow(to_shallow):
    """The shallow compartment fills and empties."""
    return to_shallow


@rate("deep")
def d_deep(to_deep):
    """The deep compartment fills and empties."""
    return to_deep
