"""Transporters of dopamine and serotonin: blockers hold them, releasers run them backwards.

    dat_occupancy = L / (1 + L),  L = sum_i c_i / K_i
    dat_block = sum_i (1 - release_i) c_i / K_i          (competitive: it multiplies the uptake's half saturation)
    dat_outflow = sum_i release_i (c_i / K_i) / (1 + L)    (share of transporters run backwards)

Source      competitive transporter block; amphetamine-like release as outflow (sulzer-2011 reviews the mechanism).
Leaves out  vesicle emptying as a step of its own, and dopamine's own hold on its transporter.
"""

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter

brain = needs("nM", "free concentration at the receptors", axes=("substance",))
dat_affinity = parameter("nM", "concentration that holds half the dopamine transporters", axes=("substance",))
dat_release = parameter("1", "1 for a releaser, 0 for a blocker", axes=("substance",))
sert_affinity = parameter(
    "nM", "concentration that holds half the serotonin transporters", axes=("substance",)
)


@gives("1", axes=("substance",))
def dat_load(brain, dat_affinity):
    """Each drug's concentration over its affinity."""
    return brain / dat_affinity


@gives("1")
def dat_occupancy(dat_load):
    """Share of dopamine transporters held by drugs."""
    return 1 - 1 / (1 + dat_load.sum(axis=SUBSTANCE))


@gives("1")
def dat_block(dat_load, dat_release):
    """Load of blockers."""
    return ((1 - dat_release) * dat_load).sum(axis=SUBSTANCE)


@gives("1")
def dat_outflow(dat_load, dat_release):
    """Share of transporters that releasers run backwards."""
    return (dat_release * dat_load).sum(axis=SUBSTANCE) / (1 + dat_load.sum(axis=SUBSTANCE))


@gives("1")
def sert_occupancy(brain, sert_affinity):
    """Share of serotonin transporters held by drugs."""
    return 1 - 1 / (1 + (brain / sert_affinity).sum(axis=SUBSTANCE))
