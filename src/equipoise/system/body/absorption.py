"""Absorption: a dose waits at the site where it was put and leaves it at a constant fractional rate.

    dsite_j/dt = sum_k onward_jk leaving_k - leaving_j,   leaving_j = absorption_rate_j site_j
    absorbed_i = sum_j delivers_ij leaving_j              (as taken, or as a metabolite made on the way)

A depot may have several sites side by side, each with its share of the dose; several in a row spread a release over
time (a gamma distribution). What goes straight into the blood needs no site.

Source      first-order and transit absorption (gabrielsson-weiner); rates and shares per route in a drug's file.
Leaves out  saturable first pass, but for what a route says of larger doses.
"""

from equipoise.engine.symbol import SITE, gives, parameter, rate, state

absorption_rate = parameter("1/h", "fractional rate at which a dose leaves its site", axes=("site",))
delivers = parameter(
    "1", "share of what leaves site j that reaches the blood as substance i", axes=("substance", "site")
)
onward = parameter("1", "1 where what leaves site j goes on to the next site i", axes=("onward", "site"))
site = state("nmol", "drug waiting where it was put", axes=("site",), form="linear")


@gives("nmol/h", axes=("site",))
def leaving(site, absorption_rate):
    """What leaves each site."""
    return absorption_rate * site


@gives("nmol/h", axes=("substance",))
def absorbed(leaving, delivers):
    """Substance reaching the blood."""
    return (delivers * leaving[None]).sum(axis=SITE + 1)


@rate("site")
def d_site(leaving, onward):
    """What leaves one site may go on to the next."""
    return (onward * leaving[None]).sum(axis=SITE + 1) - leaving
