"""Disinhibition: mu signal silences the interneurons that hold dopamine cells back; alcohol and nicotine add to it.

    disinhibition = by_mu (mu_background - mu_rest) + by_nicotinic nicotinic + by_gaba gaba - by_kappa kappa

The mu part follows tone and drugs, which reach the midbrain, and not what company evokes: imaging sees that release in
thalamus, caudate and insula (manninen-2017).

Source      opioids excite dopamine neurons by hyperpolarisation of local interneurons (johnson-north-1992); drugs that
            raise accumbens dopamine, and kappa agonists that lower it (findings: da-opioids-raise-sign).
Leaves out  adaptation of the interneurons beyond that of the receptor.
"""

from equipoise.engine.symbol import gives, needs, parameter

mu_background = needs("1", "signal that tone and drugs make")
mu_rest = needs("1", "own signal at rest and free of drugs")
nicotinic_signal = needs("1", "what nicotinic receptors let through")
gaba_signal = needs("1", "effect of alcohol on inhibition")
kappa_signal = needs("1", "signal of the kappa receptor")
by_mu = parameter("1", "rise of dopamine firing per unit of mu signal")
by_nicotinic = parameter("1", "rise of dopamine firing per unit of nicotinic signal")
by_gaba = parameter("1", "rise of dopamine firing at the full effect of alcohol")
by_kappa = parameter("1", "fall of dopamine firing per unit of kappa signal")


@gives("1")
def disinhibition(
    mu_background,
    mu_rest,
    nicotinic_signal,
    gaba_signal,
    kappa_signal,
    by_mu,
    by_nicotinic,
    by_gaba,
    by_kappa,
):
    """Change of dopamine firing by drugs and tone, in units of firing at rest."""
    freed = by_mu * (mu_background - mu_rest) + by_nicotinic * nicotinic_signal + by_gaba * gaba_signal
    return freed - by_kappa * kappa_signal
