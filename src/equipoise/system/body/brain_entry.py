"""Entry into the brain: free drug at the receptor lags behind plasma and is a fraction of it.

    dbrain/dt = entry_rate (partition plasma - brain)

Source      effect-compartment link (sheiner-1979); rates per drug in its data file.
Leaves out  active transport and binding to brain tissue.
"""

from equipoise.engine.symbol import needs, parameter, rate, state

plasma = needs("nM", "plasma concentration", axes=("substance",))
entry_rate = parameter("1/h", "rate at which brain follows plasma", axes=("substance",))
partition = parameter("1", "brain concentration over plasma concentration at rest", axes=("substance",))
brain = state("nM", "free concentration at the receptors", axes=("substance",), form="linear")


@rate("brain")
def d_brain(plasma, brain, entry_rate, partition):
    """Brain follows plasma."""
    return entry_rate * (partition * plasma - brain)
