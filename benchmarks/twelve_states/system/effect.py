"""Effect of the drug: occupancy of its own receptor and the release it adds.

occupancy = site / (EC50 + site),  effect = Emax occupancy
"""

from equipoise.engine.symbol import gives, needs, parameter

site = needs("ug/L", "concentration at the site of effect")
ec50 = parameter("ug/L", "concentration with half the effect")
emax = parameter("1", "largest effect")


@gives("1")
def occupancy(site, ec50):
    """Occupied fraction of the drug's receptor."""
    return site / (ec50 + site)


@gives("1")
def effect(occupancy, emax):
    """Release added to that at rest, as a multiple of it."""
    return emax * occupancy
