"""The plain page of dopamine on the life clock: what is released, taken up and stored. Written from the docstrings."""

from scipy.optimize import brentq

DOPAMINE = ("store", "capacity")


def freed(p, seen):
    """Change of firing by drugs and tone."""
    q = p["opioid/disinhibition"]
    by_mu = q["by_mu"] * (seen["mu_background"] - seen["mu_rest"])
    added = q["by_nicotinic"] * seen["nicotinic_signal"] + q["by_gaba"] * seen["gaba_signal"]
    return by_mu + added - q["by_kappa"] * seen["kappa_signal"]


def level(p, s, seen, reward):
    """The level at which release equals uptake; 1 at rest. Firing on the moment clock is at rest."""
    q = p["dopamine/tonic"]
    evoked = s["capacity"] * (q["by_reward"] * reward + freed(p, seen))
    firing = max(1 + evoked, q["floor"])
    release = firing * s["store"] * (1 - q["tonic_share"] * (1 - s["capacity"]))
    outflow = q["outflow_gain"] * seen["dat_outflow"] * s["capacity"] * s["store"]
    full = q["brake"] * p["receptor/regulation"]["inherited"]
    half, forward = q["uptake_half"], s["dat"] * (1 - seen["dat_outflow"])

    def engaged(c):
        return c / (c + q["brake_half"])

    def surplus(c):
        braking = (1 + full * s["d2"] * engaged(c)) / (1 + full * engaged(1))
        passed = (1 - q["leak"]) * forward * c * (half + 1) / (half * (1 + seen["dat_block"]) + c)
        return release / braking + outflow - passed - q["leak"] * c

    return brentq(surplus, 1e-6, 1e4, xtol=1e-14, rtol=1e-14)


def stores(p, s, over, burden, back):
    """How the vesicle store and the release capacity move."""
    q = p["dopamine/capacity"]
    gap, sink, slower = 1 - q["capacity_loss"] * burden - s["capacity"], q["t_sink"], q["slower"]
    return {
        "store": (1 - s["store"]) / q["refill"] - q["use_up"] * over * s["store"],
        "capacity": gap / sink if gap < 0 else gap * back * slower,
    }
