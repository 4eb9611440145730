"""Felt connection: a trait, and what company, kind words or warmth evoke through the mu receptor.

    connection = trait + gain mu_evoked
    dbond/dt = (mu_evoked / evoked_unit - bond) / memory

Connection does not pass through dopamine, so blocking the receptor lowers it and leaves pleasure (claims S03, S04).

Source      inagaki-2016; size from loseth-2024 (see the evidence file for what was fitted).
Leaves out  loneliness as a stressor, and the meaning of a bond beyond its warmth.
"""

from equipoise.engine.symbol import gives, needs, parameter, rate, state

mu_evoked = needs("1", "signal evoked on top of the background")
trait = parameter("1", "usual connection, in standard deviations between people")
gain = parameter("1", "connection per unit of evoked mu signal")
memory = parameter("h", "time over which contact is remembered")
evoked_unit = parameter("1", "evoked mu signal that counts as one unit of bond")
bond = state("1", "warmth of contact over the last days")


@gives("1")
def connection(trait, gain, mu_evoked):
    """Felt connection now."""
    return trait + gain * mu_evoked


@rate("bond")
def d_bond(bond, mu_evoked, evoked_unit, memory):
    """Contact is remembered for a while."""
    return (mu_evoked / evoked_unit - bond) / memory
