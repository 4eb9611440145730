"""Absorption by mouth: a dose leaves the gut at a constant fractional rate.

    dgut/dt = -rate gut
    absorbed = bioavailability rate gut
    first_pass_i = sum_j converted_ij rate gut_j      (metabolite i made of drug j before either reaches the blood)

Source      one-compartment absorption (gabrielsson-weiner); fractions per drug in its data file.
Leaves out  saturable first pass and other routes.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, parameter, rate, state

absorption_rate = parameter("1/h", "fractional rate at which a dose leaves the gut", axes=("substance",))
bioavailability = parameter("1", "fraction of a dose that reaches the blood unchanged", axes=("substance",))
converted = parameter("1", "fraction of drug j that arrives as metabolite i", axes=("product", "substance"))
gut = state("nmol", "drug waiting in the gut", axes=("substance",), form="linear")


@rate("gut")
def d_gut(gut, absorption_rate):
    """A dose leaves the gut."""
    return -absorption_rate * gut


@gives("nmol/h", axes=("substance",))
def absorbed(gut, absorption_rate, bioavailability):
    """Unchanged drug reaching the blood."""
    return bioavailability * absorption_rate * gut


@gives("nmol/h", axes=("substance",))
def first_pass(gut, absorption_rate, converted):
    """Metabolite reaching the blood straight from the gut and liver."""
    return (converted * (absorption_rate * gut)[None]).sum(axis=SUBSTANCE + 1)
