"""Disinhibition: mu signal silences the interneurons that hold dopamine cells back.

    disinhibition = gain (mu_signal - mu_rest)

Source      opioids excite dopamine neurons by hyperpolarisation of local interneurons (johnson-north-1992).
Leaves out  adaptation of the interneurons.
"""

from equipoise.engine.symbol import gives, needs, parameter

mu_signal = needs("1", "signal of the mu receptor now")
mu_rest = needs("1", "own signal at rest and free of drugs")
gain = parameter("1", "rise of dopamine firing per unit of mu signal")


@gives("1")
def disinhibition(mu_signal, mu_rest, gain):
    """Change of dopamine firing by the mu receptor, in units of firing at rest."""
    return gain * (mu_signal - mu_rest)
