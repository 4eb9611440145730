"""Calibrate the vaccine: `python -m equipoise.fit.vaccine` refits how long a response lasts, and writes it.

Fitted to   months of the peak titre and of the return to baseline.
Held        antibodies appear after the second dose, not the first (at most a twentieth of the peak): printed beside.
Kept        all rows of martell-2009; the size of the response is an assumption that says so.
Three doses, a month apart, for a typical person; a titre of a hundredth of the peak counts as baseline.
"""

import numpy as np
from scipy.optimize import least_squares

from equipoise import evidence
from equipoise.assembly import read_mechanism
from equipoise.engine import reference
from equipoise.engine.system import System, assemble
from equipoise.engine.timeline import Dose
from equipoise.evidence.drug import Drug
from equipoise.evidence.files import system_file
from equipoise.evidence.rewrite import update_values
from equipoise.people.body import arrivals, sizes
from equipoise.people.person import gather
from equipoise.vocabulary import VOCABULARY

BODY = ("body/absorption", "body/disposition", "body/elimination", "body/vaccine")
MONTH = 24 * 365.25 / 12
INJECTION = 0.36  # mg
MONTHS = 16
DAILY = np.arange(0, MONTHS * MONTH, 24.0)
BASELINE = 0.01  # of the peak
EARLY = 0.05  # of the peak: at most so much is there before the second dose
# Each finding: published, and the standard deviation that it is weighed with.
FITTED = {
    "va-tacd-peak-month": (3.0, 0.5),
    "va-tacd-baseline-month": (12.0, 1.0),
}
START = {"cell_life": 1200.0}


def vaccinated(drug: Drug) -> System:
    """A body that answers a vaccine, and nothing else."""
    return assemble(map(read_mechanism, BODY), VOCABULARY, sizes([drug]))


def titre(values: dict[str, float]) -> np.ndarray:
    """Antibody of a typical person, in mg/L, daily from the first of three doses."""
    drug = evidence.load_drug("heroin-vaccine")
    system = vaccinated(drug)
    found = gather(system, [drug], evidence.load_people("healthy-adults")).fixed
    parameters = {name: np.asarray(found[name])[..., None] for name in system.of("parameter")}
    parameters |= {f"body/vaccine.{name}": np.array([value]) for name, value in values.items()}
    route = next(iter(drug.routes))
    doses = [
        Dose(dose * MONTH, state, amount, place)
        for dose in range(3)
        for (state, place), amount in arrivals(drug, route, INJECTION, [drug]).items()
    ]
    return reference.live(system, parameters, DAILY.tolist(), doses=doses, tolerance=1e-8)["antibody"]


def findings(level: np.ndarray) -> dict[str, float]:
    """Share of the peak that is there before the second dose, month of the peak, month of the return to baseline."""
    peak = int(level.argmax())
    low = np.flatnonzero(level[peak:] < BASELINE * level[peak])
    back = float("inf")
    if len(low):
        around = slice(peak + low[0] - 1, peak + low[0] + 1)
        back = float(np.interp(-np.log(BASELINE * level[peak]), -np.log(level[around]), DAILY[around]))
    before = level[int(MONTH / 24)] / level[peak]
    return {
        "va-tacd-first-dose": float(before),
        "va-tacd-peak-month": DAILY[peak] / MONTH,
        "va-tacd-baseline-month": back / MONTH,
    }


def residuals(logs: np.ndarray) -> np.ndarray:
    """Weighted misfit of every finding."""
    found = findings(titre(dict(zip(START, np.exp(logs), strict=True))))
    return np.array([(min(found[key], MONTHS) - value) / width for key, (value, width) in FITTED.items()])


def main() -> None:
    """Fit, print ours beside the published, and write the values."""
    start = np.log(list(START.values()))
    best = least_squares(residuals, start, diff_step=2e-2, x_scale=0.3)
    values = {key: float(f"{value:.3g}") for key, value in zip(START, np.exp(best.x), strict=True)}
    level = titre(values)
    for key, found in findings(level).items():
        print(f"{key:<28}{FITTED.get(key, (EARLY, 0))[0]:>8.3g}{found:>8.3g}")
    print(f"peak of a typical person {level.max():.3g} mg/L; {values}")
    update_values(system_file("system/body/vaccine"), values)


if __name__ == "__main__":
    main()
