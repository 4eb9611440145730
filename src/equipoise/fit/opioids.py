"""Calibrate the opioids: `python -m equipoise.fit.opioids` refits their free numbers and writes them to their files.

Not asked: methadone after acid or alkaline urine (the kidney is not in the model), and the rat's minutes after heroin
(its enzymes are faster than ours). How long a depot of buprenorphine lasts is taken from its label, not fitted.
"""

from equipoise import evidence
from equipoise.evidence.drug import Drug
from equipoise.fit.calibrate import Task, run
from equipoise.fit.measures import (
    WEIGHT,
    Measure,
    Schedule,
    area,
    half_life,
    level,
    occupancy,
    peak,
    peak_time,
)
from equipoise.fit.plasma import Numbers, numbers_of

SCAN = 4.0  # h after the last tablet
DAYS = 21  # of maintenance before a level or a scan


def share_of_oral_morphine(drug: Drug, values: Numbers) -> float:
    """Morphine that arrives from oral heroin, over that from as much oral morphine."""
    morphine = numbers_of(evidence.load_drug("morphine"))["routes.oral.bioavailability"]
    return values["routes.oral.first_pass.morphine"] / morphine


def maintained(mg: float) -> Schedule:
    """Daily buprenorphine under the tongue."""
    return Schedule("sublingual", mg, 24.0, count=DAYS)


def vein(mg: float, hours: float) -> Schedule:
    """One dose into a vein."""
    return Schedule("intravenous", mg, hours)


def depot(mg: float) -> Schedule:
    """One injection of a naltrexone depot, followed for five weeks."""
    return Schedule("depot", mg, 35 * 24.0)


def depot_against_tablets(drug: Drug, values: Numbers) -> float:
    """Naltrexone in plasma over 28 days from a depot, over that from a 50 mg tablet a day."""
    days = 28
    one = area("naltrexone", Schedule("depot", 380, days * 24.0))(drug, values)
    return one / area("naltrexone", Schedule("oral", 50, 24.0, count=days))(drug, values)


def scanned(per_kg: float) -> Measure:
    """Occupancy by naloxone 45 to 65 min after a dose per kg into a vein."""
    return occupancy("mu", vein(per_kg * WEIGHT, 1.5), 0.75, 1.08)


HEROIN = Task(
    "heroin",
    {
        "substances.heroin.volume": 17.0,
        "substances.6-mam.volume": 100.0,
        "routes.oral.first_pass.morphine": 0.17,
    },
    {
        "pk-heroin-half-life-users": half_life("heroin", vein(10, 0.5), 0.05, 0.3),
        "pk-heroin-half-life-pain": half_life("heroin", vein(10, 0.5), 0.05, 0.3),
        "pk-6mam-half-life": half_life("6-mam", vein(10, 4), 1.0, 3.0),
        "pk-heroin-oral-morphine-share": share_of_oral_morphine,
    },
)
MORPHINE = Task(
    "morphine",
    {"substances.m6g.volume": 25.0},
    {
        "pk-morphine-half-life-iv": half_life("morphine", vein(5, 12), 1.0, 8.0),
        "pk-m6g-half-life": half_life("m6g", vein(5, 24), 6.0, 16.0),
    },
    also=("heroin", "codeine"),
)
METHADONE = Task(
    "methadone",
    {"substances.methadone.clearance": 7.8, "routes.oral.rate": 0.9},
    {
        "pk-methadone-half-life-chronic": half_life("methadone", Schedule("oral", 40, 96), 24, 96),
        "pk-methadone-tmax": peak_time("methadone", Schedule("oral", 40, 24)),
    },
)
BUPRENORPHINE = Task(
    "buprenorphine",
    {
        "substances.buprenorphine.volume": 60.0,
        "substances.buprenorphine.shallow_flow": 80.0,
        "substances.buprenorphine.shallow_volume": 100.0,
        "substances.buprenorphine.partition": 0.05,
        "routes.sublingual.bioavailability": 0.3,
    },
    {
        **{f"pk-bup-cmax-{mg}mg": peak("buprenorphine", maintained(mg)) for mg in (2, 16, 32)},
        **{f"pk-bup-iv10min-{mg}mg": level("buprenorphine", vein(mg, 1), 1 / 6) for mg in (2, 4, 8, 12, 16)},
        **{f"rc-bup-occ-{mg}mg": occupancy("mu", maintained(mg), SCAN) for mg in (2, 16, 32)},
        **{f"rc-bup-occ-liquid-{mg}mg": occupancy("mu", maintained(mg), SCAN) for mg in (2, 16)},
        "pk-bup-half-life-sl": half_life("buprenorphine", Schedule("sublingual", 16, 96), 24, 96),
        **{
            f"rc-bup-off-h{hours:02d}": occupancy("mu", Schedule("sublingual", 16, 80, count=DAYS), hours)
            for hours in (4, 28, 52, 76)
        },
    },
)
NALOXONE = Task(
    "naloxone",
    {"substances.naloxone.partition": 2.0},
    {
        **{f"rc-nlx-occ-{dose}-mayberg": scanned(float(dose)) for dose in ("0.001", "0.01", "0.1", "1")},
        **{f"rc-nlx-occ-{dose}-kim": scanned(float(dose)) for dose in ("0.002", "0.03")},
        **{
            f"rc-nlx-occ-{dose}-villemagne": scanned(float(dose))
            for dose in ("0.0005", "0.001", "0.005", "0.01")
        },
        "rc-nlx-occ-0.013-2024": scanned(0.013),
        **{f"pk-nlx-cmax-in-{mg}mg": peak("naloxone", Schedule("nasal", mg, 4)) for mg in (1, 2, 4)},
        "pk-nlx-cmax-im-0.4mg": peak("naloxone", Schedule("intramuscular", 0.4, 4)),
        "pk-nlx-half-life": half_life("naloxone", vein(2, 4), 0.5, 4.0),
    },
)
DEPOT = Task(
    "naltrexone",
    {"routes.depot.phases.erosion.rate": 0.0089},
    {
        **{f"pk-depot{mg}-day30": level("naltrexone", depot(mg), 30 * 24) for mg in (400, 200)},
        "pk-xrntx-peak-1": peak_time("naltrexone", Schedule("depot", 380, 12)),
        "pk-xrntx-peak-2": peak_time("naltrexone", depot(380)),
        "pk-xrntx-apparent-half-life": half_life("naltrexone", depot(380), 21 * 24, 35 * 24),
        "pk-xrntx-exposure-vs-oral": depot_against_tablets,
        "pk-xrntx-cmax": peak("naltrexone", depot(380)),
        "pk-xrntx-day28": level("naltrexone", depot(380), 28 * 24),
    },
)
TASKS = (HEROIN, MORPHINE, METHADONE, BUPRENORPHINE, NALOXONE, DEPOT)


def main() -> None:
    """Fit, write and print."""
    run(TASKS)


if __name__ == "__main__":
    main()
