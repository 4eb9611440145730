"""What dopamine does to its receptors, and what a scan sees of it.

    d1_occupancy = c / (c + K1),  d2_occupancy = c / (c + K2)
    displacement = visible (1 - (1 + 1/K2) / (1 + c/K2))
    raclopride = d2_number (1 - displacement)           binding potential, 1 in a typical healthy person at rest

Only part of the receptors is open to competition on the time scale of a scan.

Source      depletion imaging for K2 (about 11 % in healthy people); displacement by amphetamine (cocaine imaging rows).
Leaves out  affinity states as such, and internalisation after release.
"""

from equipoise.engine.symbol import gives, needs, parameter

dopamine = needs("1", "tonic dopamine relative to the person's own healthy level")
d2_number = needs("1", "D2 receptors relative to a typical healthy person's")
d1_half = parameter("1", "dopamine that holds half the D1 receptors")
d2_half = parameter("1", "dopamine that holds half the D2 receptors")
visible = parameter("1", "share of D2 receptors at which a tracer and dopamine compete")


@gives("1")
def d1_occupancy(dopamine, d1_half):
    """Share of D1 receptors held by dopamine."""
    return dopamine / (dopamine + d1_half)


@gives("1")
def d2_occupancy(dopamine, d2_half):
    """Share of D2 receptors held by dopamine."""
    return dopamine / (dopamine + d2_half)


@gives("1")
def displacement(dopamine, d2_half, visible):
    """Fall of a D2 tracer's binding by dopamine above rest, as a share."""
    return visible * (1 - (1 + 1 / d2_half) / (1 + dopamine / d2_half))


@gives("1")
def raclopride(d2_number, displacement):
    """Binding potential of a D2 tracer relative to a typical healthy person at rest."""
    return d2_number * (1 - displacement)
