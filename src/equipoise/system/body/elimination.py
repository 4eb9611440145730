"""Saturable elimination: an enzyme works at most at its maximum rate, and a drug may put the enzyme out of action.

    dtaken/dt  = enzyme maximum_rate c / (half_rate + c) + residual_clearance c,   c = plasma
    denzyme/dt = enzyme_renewal (1 - enzyme) - inactivation c / (inactivation_half + c) enzyme

Only substances whose data file gives a maximum rate stand on the axis "saturable"; without any, nothing is computed.

Source      Michaelis-Menten elimination (gabrielsson-weiner); mechanism-based inactivation (yang-2006).
Leaves out  competition of two substances for one enzyme.
"""

from equipoise.engine.symbol import SATURABLE, SUBSTANCE, gives, needs, parameter, rate, state

plasma = needs("nM", "plasma concentration", axes=("substance",))
stands_for = parameter(
    "1", "1 where substance i is the one at place j of this axis", axes=("substance", "saturable")
)
maximum_rate = parameter("nmol/h", "elimination when the enzyme is saturated", axes=("saturable",))
half_rate = parameter("nM", "plasma concentration at half of the maximum rate", axes=("saturable",))
residual_clearance = parameter("L/h", "clearance beside the enzyme", axes=("saturable",))
enzyme_renewal = parameter("1/h", "rate at which lost enzyme is made anew", axes=("saturable",))
inactivation = parameter("1/h", "highest rate at which the drug inactivates the enzyme", axes=("saturable",))
inactivation_half = parameter(
    "nM", "plasma concentration at half of the highest inactivation", axes=("saturable",)
)
taken = state("nmol", "amount eliminated since the start", axes=("saturable",))
enzyme = state("1", "active enzyme, 1 without the drug", start=1, axes=("saturable",))


@gives("nM", axes=("saturable",))
def exposed(plasma, stands_for):
    """Plasma concentration of the substances on this axis."""
    return (stands_for * plasma[:, None]).sum(axis=SUBSTANCE)


@gives("nmol", axes=("substance",))
def removed(taken, stands_for):
    """What saturable elimination has taken away of each substance."""
    return (stands_for * taken[None]).sum(axis=SATURABLE + 1)


@rate("taken")
def d_taken(exposed, enzyme, maximum_rate, half_rate, residual_clearance):
    """The enzyme works, saturably; the rest is in proportion."""
    return enzyme * maximum_rate * exposed / (half_rate + exposed) + residual_clearance * exposed


@rate("enzyme")
def d_enzyme(exposed, enzyme, enzyme_renewal, inactivation, inactivation_half):
    """Enzyme is renewed, and lost to the drug."""
    return enzyme_renewal * (1 - enzyme) - inactivation * exposed / (inactivation_half + exposed) * enzyme
