"""Disposition: three compartments for each substance, and metabolites made of what is cleared.

    dcentral/dt = absorbed + first_pass + made - clearance plasma - exchange with shallow and deep
    dshallow/dt = shallow_flow (plasma - shallow / shallow_volume),  dperipheral likewise for deep
    made_i = sum_j formed_ij clearance_j plasma_j

A substance without a compartment has zero flow to it.

Source      mamillary compartments (gabrielsson-weiner); numbers per drug in its data file.
Leaves out  saturable elimination.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter, rate, state

absorbed = needs("nmol/h", "unchanged drug reaching the blood", axes=("substance",))
first_pass = needs("nmol/h", "metabolite reaching the blood from gut and liver", axes=("substance",))
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
def plasma(central, volume):
    """Plasma concentration."""
    return central / volume


@gives("nmol/h", axes=("substance",))
def cleared(plasma, clearance):
    """Substance leaving the body or turned into another."""
    return clearance * plasma


@gives("nmol/h", axes=("substance",))
def to_shallow(plasma, shallow, shallow_flow, shallow_volume):
    """Net flow into the shallow compartment."""
    return shallow_flow * (plasma - shallow / shallow_volume)


@gives("nmol/h", axes=("substance",))
def to_deep(plasma, deep, deep_flow, deep_volume):
    """Net flow into the deep compartment."""
    return deep_flow * (plasma - deep / deep_volume)


@gives("nmol/h", axes=("substance",))
def made(cleared, formed):
    """Metabolite made of what is cleared."""
    return (formed * cleared[None]).sum(axis=SUBSTANCE + 1)


@rate("central")
def d_central(absorbed, first_pass, made, cleared, to_shallow, to_deep):
    """Arrival, formation, clearance and exchange."""
    return absorbed + first_pass + made - cleared - to_shallow - to_deep


@rate("shallow")
def d_shallow(to_shallow):
    """The shallow compartment fills and empties."""
    return to_shallow


@rate("deep")
def d_deep(to_deep):
    """The deep compartment fills and empties."""
    return to_deep
