"""Disinhibition: mu signal silences the interneurons that hold dopamine cells back.

    disinhibition = gain (mu_background - mu_rest)

It follows tone and drugs, which reach the midbrain, and not what company evokes: imaging sees that release in thalamus,
caudate and insula (manninen-2017).

Source      opioids excite dopamine neurons by hyperpolarisation of local interneurons (johnson-north-1992).
Leaves out  adaptation of the interneurons.
"""

from equipoise.engine.symbol import gives, needs, parameter

mu_background = needs("1", "signal that tone and drugs make")
mu_rest = needs("1", "own signal at rest and free of drugs")
gain = parameter("1", "rise of dopamine firing per unit of mu signal")


@gives("1")
def disinhibition(mu_background, mu_rest, gain):
    """Change of dopamine firing by the mu receptor, in units of firing at rest."""
    return gain * (mu_background - mu_rest)
