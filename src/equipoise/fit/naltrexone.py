"""Calibrate naltrexone: `python -m equipoise.fit.naltrexone` refits its kinetics and writes them to its data file.

Fitted to   peak plasma levels, half-lives, occupancy after 2, 15 and 50 mg, and how long blockade lasts.
Kept        occupancy after 5 mg (three scans) and daily 50 mg, time of the metabolite's peak, its area under the curve.
A weak prior (a factor of two about the starting values) holds what the findings leave open.
"""

import numpy as np
from scipy.optimize import least_squares

from equipoise import evidence
from equipoise.evidence.drug import Drug
from equipoise.evidence.files import find
from equipoise.evidence.rewrite import update_values
from equipoise.fit.levels import course, half_life, half_time, peak_time, with_values

SCAN = 4.0  # hours after the dose; the scans were made within eight hours
PRIOR = np.log(2)
START = {
    "routes.oral.rate": 1.5, "routes.oral.bioavailability": 0.3, "substances.naltrexone.volume": 100.0,
    "substances.naltrexone.shallow_flow": 130.0, "substances.naltrexone.shallow_volume": 200.0,
    "substances.naltrexone.deep_flow": 100.0, "substances.naltrexone.deep_volume": 6000.0,
    "substances.naltrexone.partition": 0.3,
    "substances.6b-naltrexol.volume": 60.0, "substances.6b-naltrexol.shallow_flow": 40.0,
    "substances.6b-naltrexol.shallow_volume": 250.0,
}  # fmt: skip

# Each finding: value, relative (or, for occupancy, absolute) standard deviation that it is weighed with.
FITTED = {
    "pk-ntx-cmax-50mg": (13.3, 0.1),
    "pk-ntx-tmax-50mg": (1.0, 0.25),
    "pk-ntx-half-life": (4.0, 0.15),
    "pk-ntx-slow-plasma-half-life": (96.0, 0.1),
    "pk-6bnaltrexol-cmax-50mg": (108.0, 0.1),
    "pk-6bnaltrexol-half-life": (12.5, 0.1),
    "rc-ntx-occ-2mg": (0.27, 0.03),
    "rc-ntx-occ-15mg": (0.61, 0.03),
    "rc-ntx-occ-50mg": (0.95, 0.03),
    "rc-ntx-blockade-half-time": (90.0, 0.1),
}
KEPT = {
    "rc-ntx-occ-5mg": 0.49, "rc-ntx-occ-50mg-daily": 0.949,
    "6b-naltrexol time of peak (h)": 1.0, "6b-naltrexol AUC after 50 mg (mg h/L)": 0.75,
}  # fmt: skip


def potency_ratio(values: dict[str, float], drug: Drug) -> dict[str, float]:
    """Brain entry of 6b-naltrexol that makes it a hundred times less potent in the living brain (ko-2006)."""
    affinity = {name: drug.substances[name]["mu_affinity"].single for name in drug.substances}
    share = (
        values["substances.naltrexone.partition"] * affinity["6b-naltrexol"] / affinity["naltrexone"] / 100
    )
    return {**values, "substances.6b-naltrexol.partition": share}


def findings(values: dict[str, float], kept: bool = False) -> dict[str, float]:
    """What a group shows on average for each fitted (and, on request, kept) finding."""
    base = evidence.load_drug("naltrexone")
    drug = with_values(base, potency_ratio(values, base))
    mass = [numbers["molar_mass"].value for numbers in drug.substances.values()]
    once = course(drug, [(0, 50)], 240)
    parent, metabolite = (once.plasma[i] * mass[i] * 1000 for i in range(2))  # mg/L to ng/mL
    scan = int(SCAN / once.time[1])
    found = {
        "pk-ntx-cmax-50mg": parent.max(),
        "pk-ntx-tmax-50mg": peak_time(once.time, parent),
        "pk-ntx-half-life": half_life(once.time, parent, 4, 12),
        "pk-ntx-slow-plasma-half-life": half_life(once.time, parent, 72, 168),
        "pk-6bnaltrexol-cmax-50mg": metabolite.max(),
        "pk-6bnaltrexol-half-life": half_life(once.time, metabolite, 8, 36),
        **{f"rc-ntx-occ-{mg}mg": course(drug, [(0, mg)], SCAN).occupancy[scan] for mg in (2, 15)},
        "rc-ntx-occ-50mg": once.occupancy[scan],
        "rc-ntx-blockade-half-time": half_time(once.time, once.occupancy),
    }
    if kept:
        daily = course(drug, [(24 * day, 50) for day in range(18)], 24 * 17 + SCAN)
        found["rc-ntx-occ-5mg"] = course(drug, [(0, 5)], SCAN).occupancy[scan]
        found["rc-ntx-occ-50mg-daily"] = daily.occupancy[-1]
        found["6b-naltrexol time of peak (h)"] = peak_time(once.time, metabolite)
        found["6b-naltrexol AUC after 50 mg (mg h/L)"] = metabolite.sum() * once.time[1] / 1000
    return found


def residuals(logs: np.ndarray) -> np.ndarray:
    """Weighted misfit of every fitted finding, then the prior."""
    found = findings(dict(zip(START, np.exp(logs), strict=True)))
    misfit = [
        (found[key] - value) / width if key.startswith("rc-ntx-occ") else np.log(found[key] / value) / width
        for key, (value, width) in FITTED.items()
    ]
    return np.array([*misfit, *((logs - np.log(list(START.values()))) / PRIOR)])


def fit() -> dict[str, float]:
    """Best values of the free numbers, in engine units."""
    start = np.log(list(START.values()))
    best = least_squares(residuals, start, diff_step=1e-2, x_scale=0.3)
    return dict(zip(START, np.exp(best.x), strict=True))


def main() -> None:
    """Fit, print both halves apart and write the values to the drug's data file."""
    values = fit()
    found = findings(values, kept=True)
    for title, rows in (("fitted", {k: v for k, (v, _) in FITTED.items()}), ("kept", KEPT)):
        print(f"\n{title:<42}{'published':>10}{'ours':>10}")
        for key, published in rows.items():
            print(f"{key:<42}{published:>10.4g}{found[key]:>10.4g}")
    drug = evidence.load_drug("naltrexone")
    written = {key: float(f"{value:.4g}") for key, value in potency_ratio(values, drug).items()}
    update_values(find("drugs", "naltrexone"), written)


if __name__ == "__main__":
    main()
