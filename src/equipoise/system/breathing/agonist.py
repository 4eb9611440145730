"""An opioid given at once into a vein: three compartments and the site of its effect.

    plasma' = -(clearance + shallow_flow + deep_flow) plasma / volume + what returns
    effect' = entry_rate (plasma / volume x crowding - effect)

Source      three-compartment kinetics with an effect site (algera-2020), as the overdose model has it
            (fda-opioid-model); it narrows the plasma volume while blood flow is far above rest.
Leaves out  metabolites, infusions, repeated doses.
"""

from equipoise.engine.symbol import gives, needs, parameter, rate, state

crowding = needs("1", "rise of plasma concentrations while blood flow is far above rest")
clearance = parameter("L/h", "plasma cleared of opioid")
volume = parameter("L", "plasma compartment of the opioid")
shallow_flow = parameter("L/h", "exchange with the shallow compartment")
shallow_volume = parameter("L", "shallow compartment")
deep_flow = parameter("L/h", "exchange with the deep compartment")
deep_volume = parameter("L", "deep compartment")
entry_rate = parameter("1/h", "rate at which the effect site follows plasma")
opioid_plasma = state("nmol", "opioid in plasma")
opioid_shallow = state("nmol", "opioid in the shallow compartment")
opioid_deep = state("nmol", "opioid in the deep compartment")
opioid_effect = state("nM", "opioid at the receptors")


@gives("nM")
def opioid_level(opioid_plasma, volume, crowding):
    """Opioid concentration in plasma."""
    return opioid_plasma / volume * crowding


@rate("opioid_plasma")
def d_plasma(
    opioid_plasma,
    opioid_shallow,
    opioid_deep,
    clearance,
    volume,
    shallow_flow,
    shallow_volume,
    deep_flow,
    deep_volume,
):
    """Cleared, and exchanged with both compartments."""
    returned = shallow_flow / shallow_volume * opioid_shallow + deep_flow / deep_volume * opioid_deep
    return returned - (clearance + shallow_flow + deep_flow) / volume * opioid_plasma


@rate("opioid_shallow")
def d_shallow(opioid_plasma, opioid_shallow, volume, shallow_flow, shallow_volume):
    """Exchange with plasma."""
    return shallow_flow * (opioid_plasma / volume - opioid_shallow / shallow_volume)


@rate("opioid_deep")
def d_deep(opioid_plasma, opioid_deep, volume, deep_flow, deep_volume):
    """Exchange with plasma."""
    return deep_flow * (opioid_plasma / volume - opioid_deep / deep_volume)


@rate("opioid_effect")
def d_effect(opioid_effect, opioid_level, entry_rate):
    """The effect site follows plasma."""
    return entry_rate * (opioid_level - opioid_effect)
