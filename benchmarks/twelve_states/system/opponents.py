"""Two opponents, of a day and of a month, answer the pleasure; what is left of it is the hedonic state.

drive = r2 (dopamine / (dopamine + half_drive) - rest) (1 + r1 occupancy)
dfast/dt = (weight_fast drive - fast) / tau_fast, likewise slow,  dhedonic/dt = follow (drive - fast - slow - hedonic)
"""

from equipoise.engine.symbol import gives, needs, parameter, rate, state

occupancy = needs("1", "occupied fraction of the drug's receptor")
dopamine = needs("nM", "dopamine outside the cell")
r1 = needs("1", "receptors of the drug")
r2 = needs("1", "dopamine receptors")
half_drive = parameter("nM", "dopamine with half the pleasure")
rest = parameter("1", "pleasure that counts as none")
weight_fast = parameter("1", "fast opponent called up per unit of drive")
weight_slow = parameter("1", "slow opponent called up per unit of drive")
tau_fast = parameter("h", "time of the fast opponent")
tau_slow = parameter("h", "time of the slow opponent")
follow = parameter("1/h", "rate at which the hedonic state follows")
fast = state("1", "fast opponent")
slow = state("1", "slow opponent")
hedonic = state("1", "hedonic state")


@gives("1")
def drive(dopamine, r1, r2, occupancy, half_drive, rest):
    """Pleasure before its opponents."""
    return r2 * (dopamine / (dopamine + half_drive) - rest) * (1 + r1 * occupancy)


@rate("fast")
def d_fast(fast, drive, weight_fast, tau_fast):
    """The fast opponent follows the drive."""
    return (weight_fast * drive - fast) / tau_fast


@rate("slow")
def d_slow(slow, drive, weight_slow, tau_slow):
    """The slow opponent follows the drive."""
    return (weight_slow * drive - slow) / tau_slow


@rate("hedonic")
def d_hedonic(hedonic, drive, fast, slow, follow):
    """The hedonic state follows what the opponents leave."""
    return follow * (drive - fast - slow - hedonic)
