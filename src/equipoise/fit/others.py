"""Calibrate psilocybin: `python -m equipoise.fit.others` refits its free numbers, and holds codeine and caffeine up.

Codeine's numbers are published ones; all of its time courses are kept by the split, and are only compared.
"""

from equipoise.evidence.target import targets
from equipoise.fit.calibrate import Task, run
from equipoise.fit.measures import Schedule, area, half_life, level, occupancy, peak, peak_time


def by_mouth(mg: float, hours: float = 24.0) -> Schedule:
    """One dose by mouth."""
    return Schedule("oral", mg, hours)


def highest(mg: float):
    """Highest occupancy of 5-HT2A receptors after a dose, read at the peak of plasma."""
    return lambda drug, values: occupancy(
        "serotonin_2a", by_mouth(mg, 8), peak_time("psilocin", by_mouth(mg, 8))(drug, values)
    )(drug, values)


def hours_of(row: str) -> float:
    """Hours after the dose that a row of a time course is of: its id ends in h00.25."""
    return float(row.rpartition("-h")[2])


PSILOCYBIN = Task(
    "psilocybin",
    {
        "routes.oral.rate": 1.0,
        "substances.psilocin.clearance": 100.0,
        "substances.psilocin.volume": 250.0,
        "substances.psilocin.serotonin_2a_affinity": 30.0,
    },
    {
        **{f"pk-psilocin-cmax-{mg}mg": peak("psilocin", by_mouth(mg, 12)) for mg in (15, 25, 30)},
        "pk-psilocin-tmax": peak_time("psilocin", by_mouth(25, 12)),
        **{
            f"pk-psilocin-half-life-{mg}mg": half_life("psilocin", by_mouth(mg), 4, 12) for mg in (15, 25, 30)
        },
        "pk-psilocin-half-life-brown": half_life("psilocin", by_mouth(25), 4, 12),
        "rc-5ht2a-occ-max": highest(30),
    },
)
CAFFEINE = Task("caffeine", {}, {"pk-caffeine-half-life": half_life("caffeine", by_mouth(200), 2, 24)})
CODEINE = Task(
    "codeine",
    {},
    {
        **{f"pk-codeine-auc-{group}": area("codeine", by_mouth(30, 48)) for group in ("pm", "em", "um")},
        **{
            row: level("codeine", by_mouth(30, 48), hours_of(row))
            for row in targets()
            if row.startswith("pk-codeine-") and "-h" in row
        },
    },
)
TASKS = (PSILOCYBIN, CAFFEINE, CODEINE)


def main() -> None:
    """Fit, write and print."""
    run(TASKS)


if __name__ == "__main__":
    main()
