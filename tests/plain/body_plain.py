"""The plain page of the body and of what a drug meets there: kinetics, receptors, own opioids.

Written from the docstrings of the mechanisms. `p` holds the numbers of one person by mechanism; a number of substances
is a list. Substances are counted 0, 1, ...; states are `central_0` and so on.
"""

import numpy as np

RECEPTOR = ("desensitised", "tolerance", "deep_tolerance", "closed", "d2", "dat")


def body_states(p):
    """Where drug waits, then everything that there is one of for every substance."""
    places = range(len(p["body/disposition"]["volume"]))
    waits = [f"site_{k}" for k in range(len(p["body/absorption"]["absorption_rate"]))]
    parts = ("central", "shallow", "deep", "entered", "held")
    return [*waits, *(f"{part}_{i}" for part in parts for i in places)], places


def kinetics(p, s, places):
    """Rates of change of what is in the body, and the concentration in plasma of each substance.

    Nothing saturates: what is entered is the brain's concentration, and plasma is what arrived less what was cleared.
    """
    taken, spread, entry = p["body/absorption"], p["body/disposition"], p["body/brain_entry"]
    assert not any(entry["saturates"]), "this page has no saturable elimination"
    plasma = [s[f"central_{i}"] / spread["volume"][i] for i in places]
    left = np.array([rate * s[f"site_{k}"] for k, rate in enumerate(taken["absorption_rate"])])
    cleared = [spread["clearance"][i] * plasma[i] for i in places]
    d = {f"site_{k}": np.dot(taken["onward"][k], left) - left[k] for k in range(len(left))}
    for i in places:
        arrived, made = np.dot(taken["delivers"][i], left), np.dot(spread["formed"][i], cleared)
        out = {}
        for name in ("shallow", "deep"):
            level = s[f"{name}_{i}"] / spread[f"{name}_volume"][i]
            d[f"{name}_{i}"] = out[name] = spread[f"{name}_flow"][i] * (plasma[i] - level)
        d[f"central_{i}"] = arrived + made - cleared[i] - out["shallow"] - out["deep"]
        d[f"entered_{i}"] = entry["entry_rate"][i] * (entry["partition"][i] * plasma[i] - s[f"entered_{i}"])
    return d, plasma


def site(brain, affinity):
    """Each drug's load at a site, and the share of it that is taken."""
    loads = np.asarray(brain) / np.asarray(affinity)
    return loads, loads.sum() / (1 + loads.sum())


def through(loads, efficacy):
    """Signal of a site that drugs hold in equilibrium."""
    return np.dot(efficacy, loads) / (1 + loads.sum())


def own_opioid(p, world):
    """Own peptide now, and its tone."""
    q = p["opioid/peptide"]
    release = q["by_company"] * world["company"] + q["by_kindness"] * world["kindness"]
    release += q["by_warmth"] * max(world["object_temperature"], 0)
    return q["tone"] * (1 + release), q["tone"]


def mu(p, s, peptide, tone, places):
    """What the mu receptor holds and signals, and how fast slow ligands move."""
    b, t, a = p["receptor/binding"], p["receptor/transduction"], p["receptor/adaptation"]
    own, off = b["peptide_affinity"], np.asarray(b["mu_off_rate"])
    loads = np.array([s[f"entered_{i}"] for i in places]) / np.asarray(b["mu_affinity"])
    held = np.array([s[f"held_{i}"] for i in places])
    fast = np.where(off > 0, 0, loads)
    free = (1 - held.sum()) / (1 + fast.sum() + peptide / own)
    if_tone = (1 - held.sum()) / (1 + fast.sum() + tone / own) * tone / own
    at_rest = tone / (tone + own)
    number = t["number"] * (1 + t["variant"] * t["variant_effect"])
    drugs = np.dot(t["mu_efficacy"], held + free * fast)
    factor = 1 + a["by_minutes"] * max(s["desensitised"], 0) + a["by_days"] * max(s["tolerance"], 0)
    factor += a["by_weeks"] * max(s["deep_tolerance"], 0)

    def signal(bound, drugs=0.0, factor=1.0):
        stimulus = (drugs + t["peptide_efficacy"] * bound) / factor
        return number * stimulus / (1 + stimulus)

    now, background = signal(free * peptide / own, drugs, factor), signal(if_tone, drugs, factor)
    rest = signal(at_rest)
    seen = {
        "mu_signal": now,
        "mu_background": background,
        "mu_rest": rest,
        "mu_evoked": now - background,
        "mu_drive": signal(if_tone, drugs) - rest,
        "mu_occupancy": 1 - free * (1 + tone / own),
        "dependence": (1 - a["lasting"]) * s["tolerance"] + a["lasting"] * s["deep_tolerance"],
    }
    pace = off / (1 + off * b["arrival"] * loads)
    moved = {f"held_{i}": pace[i] * (free * loads[i] - held[i]) for i in places}
    moved["desensitised"] = (seen["mu_drive"] - s["desensitised"]) / a["t_minutes"]
    moved["tolerance"] = (seen["mu_drive"] - s["tolerance"]) / a["t_days"]
    moved["deep_tolerance"] = (s["tolerance"] - s["deep_tolerance"]) / a["t_weeks"]
    return seen, moved


def other_sites(p, s, places):
    """Transporters, nicotinic receptors, alcohol's effect and kappa."""
    brain = [s[f"entered_{i}"] for i in places]
    dat, nicotinic = p["receptor/transporter"], p["receptor/nicotinic"]
    loads, _ = site(brain, dat["dat_affinity"])
    release = np.asarray(dat["dat_release"])
    opened, taken = site(brain, nicotinic["nicotinic_affinity"])
    drink, _ = site(brain, p["receptor/gaba"]["gaba_affinity"])
    kappa, _ = site(brain, p["receptor/kappa"]["kappa_affinity"])
    seen = {
        "dat_block": np.dot(1 - release, loads),
        "dat_outflow": through(loads, release),
        "nicotinic_signal": through(opened, nicotinic["nicotinic_efficacy"])
        * (1 - nicotinic["depth"] * s["closed"]),
        "gaba_signal": through(drink, p["receptor/gaba"]["gaba_efficacy"]),
        "kappa_signal": through(kappa, p["receptor/kappa"]["kappa_efficacy"]),
    }
    return seen, {"closed": (taken - s["closed"]) / nicotinic["t_close"]}


def receptor_numbers(p, s, burden):
    """How D2 receptors and transporters move, and the rate at which what is lowered comes back."""
    r = p["receptor/regulation"]
    back = r["recovery"] / r["t_recover"] + (1 - r["recovery"]) / r["t_stuck"]
    back /= 1 + r["stiffening"] * s["wear"]
    moved, down = {}, r["t_down"]
    for name in ("d2", "dat"):
        gap = 1 - r[f"{name}_loss"] * burden - s[name]
        moved[name] = gap / down if gap < 0 else gap * back
    return moved, back
