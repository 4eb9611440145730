"""Two receptors that turn over and give way to what binds them.

dr1/dt = kdeg_1 (1 - r1 (1 + gain_1 occupancy)),  dr2/dt = kdeg_2 (1 - r2 (1 + gain_2 dopamine / (dopamine + half_r2)))
"""

from equipoise.engine.symbol import needs, parameter, rate, state

occupancy = needs("1", "occupied fraction of the drug's receptor")
dopamine = needs("nM", "dopamine outside the cell")
kdeg_1 = parameter("1/h", "turnover of the drug's receptor")
kdeg_2 = parameter("1/h", "turnover of the dopamine receptor")
gain_1 = parameter("1", "down-regulation by occupancy")
gain_2 = parameter("1", "down-regulation by dopamine")
half_r2 = parameter("nM", "dopamine that down-regulates by half")
r1 = state("1", "receptors of the drug, relative to none ever bound", start=1)
r2 = state("1", "dopamine receptors, relative to none ever bound", start=1)


@rate("r1")
def d_r1(r1, occupancy, kdeg_1, gain_1):
    """Synthesis against degradation."""
    return kdeg_1 * (1 - r1 * (1 + gain_1 * occupancy))


@rate("r2")
def d_r2(r2, dopamine, kdeg_2, gain_2, half_r2):
    """Synthesis against degradation."""
    return kdeg_2 * (1 - r2 * (1 + gain_2 * dopamine / (dopamine + half_r2)))
