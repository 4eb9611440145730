"""Dopamine in the dorsal striatum, where uptake is quicker and drugs that free firing reach less.

    as dopamine/tonic, with release 1 + reach (release - 1) before the brake, and a turnover of its own

Source      uptake 1.5-2 against 4 uM/s (findings of the release-uptake model); drugs raise accumbens dopamine above
            that of the caudate (findings: da-opioids-raise-sign).
Leaves out  feedback of its own receptors' regulation: they follow those of the accumbens.
"""

from equipoise.engine.symbol import gives, needs, parameter, rate, settles, state
from equipoise.system.dopamine.tonic import balance, settled_level

release_drive = needs("1", "release before the brake in the accumbens, 1 at rest")
outflow = needs("1", "release through transporters run backwards")
brake_now = needs("1", "strength of the brake with the receptors that are there")
brake_full = needs("1", "strength of the brake with the person's own healthy receptors")
uptake_now = needs("1", "transporters that are there and run forwards")
dat_block = needs("1", "load of transporter blockers")
reach = parameter("1", "share of a change of release that reaches here")
brake_half = parameter("1", "dopamine that engages half the autoreceptors")
uptake_half = parameter("1", "dopamine at which uptake runs at half its maximum")
leak = parameter("1", "share of the loss at rest that does not pass the transporter")
turnover = parameter("1/h", "rate at which dopamine is renewed here")
dorsal_dopamine = state("1", "dopamine of the dorsal striatum relative to rest", start=1, form="settled")


@gives("1")
def dorsal_drive(release_drive, reach):
    """Release here before the brake, 1 at rest."""
    return 1 + reach * (release_drive - 1)


@rate("dorsal_dopamine")
def d_dorsal_dopamine(
    dorsal_dopamine, dorsal_drive, outflow, brake_now, brake_full, brake_half, uptake_now, uptake_half, dat_block,
    leak, turnover,
):  # fmt: skip
    """Release against loss."""
    known = (
        dorsal_drive,
        outflow,
        brake_now,
        brake_full,
        brake_half,
        uptake_now,
        uptake_half,
        dat_block,
        leak,
    )
    return -turnover * balance(dorsal_dopamine, *known)


@settles("dorsal_dopamine")
def settled_dorsal_dopamine(
    dorsal_drive, outflow, brake_now, brake_full, brake_half, uptake_now, uptake_half, dat_block, leak
):
    """Level at which release equals loss."""
    return settled_level(
        dorsal_drive, outflow, brake_now, brake_full, brake_half, uptake_now, uptake_half, dat_block, leak
    )
