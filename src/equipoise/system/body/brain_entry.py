"""Entry into the brain: free drug at the receptor lags behind plasma and is a fraction of it.

    dentered/dt = entry_rate (partition level - entered)
    brain = entered, or partition plasma for a substance whose elimination saturates

Source      effect-compartment link (sheiner-1979); rates per drug in its data file.
Leaves out  active transport, binding to brain tissue, and the lag of a substance whose elimination saturates (ethanol
            is in the brain within minutes).
"""

from equipoise.engine.symbol import gives, needs, parameter, rate, state

level = needs("nM", "plasma concentration before saturable elimination", axes=("substance",))
plasma = needs("nM", "plasma concentration", axes=("substance",))
entry_rate = parameter("1/h", "rate at which brain follows plasma", axes=("substance",))
partition = parameter("1", "brain concentration over plasma concentration at rest", axes=("substance",))
saturates = parameter("1", "1 for a substance whose elimination saturates, else 0", axes=("substance",))
entered = state("nM", "free concentration that follows plasma", axes=("substance",), form="linear")


@gives("nM", axes=("substance",))
def brain(entered, plasma, partition, saturates):
    """Free concentration at the receptors."""
    return entered + saturates * (partition * plasma - entered)


@rate("entered")
def d_entered(level, entered, entry_rate, partition):
    """Brain follows plasma."""
    return entry_rate * (partition * level - entered)
