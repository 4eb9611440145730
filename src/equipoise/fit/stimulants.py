"""Calibrate the stimulants: `python -m equipoise.fit.stimulants` refits their free numbers and writes their files.

Not asked: the dose of cocaine that holds half of a baboon's transporters, and the occupancy that a high needs, which is
of a feeling. Methamphetamine is taken from its publication as it stands, dexamphetamine from recalled figures.
"""

from equipoise.fit.calibrate import Task, run
from equipoise.fit.measures import (
    WEIGHT,
    Measure,
    Schedule,
    area,
    half_life,
    half_occupying,
    occupancy,
    peak,
    peak_time,
    rate_half_time,
)  # fmt: skip

CIGARETTE = 1.76  # mg drawn in, of which 1.5 mg is absorbed: the middle of the published 1 to 2 mg
SCANNED = 2 / 3  # h over which a scan of cocaine's occupancy runs


def vein(mg: float, hours: float) -> Schedule:
    """One dose into a vein."""
    return Schedule("intravenous", mg, hours)


def by_mouth(mg: float, hours: float = 24.0) -> Schedule:
    """One dose by mouth."""
    return Schedule("oral", mg, hours)


def blocked(per_kg: float) -> Measure:
    """Transporters held by cocaine during a scan."""
    return occupancy("dat", vein(per_kg * WEIGHT, SCANNED), 0.0, SCANNED)


COCAINE = Task(
    "cocaine",
    {
        "substances.cocaine.volume": 70.0,
        "substances.cocaine.shallow_flow": 100.0,
        "substances.cocaine.shallow_volume": 70.0,
        "substances.cocaine.entry_rate": 20.0,
        "substances.cocaine.partition": 0.3,
        "routes.smoked.rate": 38.0,
        "routes.nasal.rate": 3.6,
    },
    {
        "pk-cocaine-distribution-half-life": half_life("cocaine", vein(42, 4), 0.02, 0.2),
        "pk-cocaine-elimination-half-life": half_life("cocaine", vein(42, 6), 1.0, 6.0),
        "pk-cocaine-half-life-chow": half_life("cocaine", vein(42, 6), 1.0, 6.0),
        "pk-cocaine-half-life-iv-javaid": half_life("cocaine", vein(42, 6), 1.0, 6.0),
        "pk-cocaine-half-life-nasal": half_life("cocaine", Schedule("nasal", 106, 8), 2.0, 6.0),
        "pk-cocaine-half-life-oral": half_life("cocaine", by_mouth(140, 8), 2.0, 6.0),
        "pk-cocaine-absorption-smoked": rate_half_time("routes.smoked.rate"),
        "pk-cocaine-absorption-nasal": rate_half_time("routes.nasal.rate"),
        "pk-brain-peak-cocaine": peak_time("cocaine", vein(42, 0.5), "brain"),
        "rc-cocaine-dat-low": blocked(0.3),
        "rc-cocaine-dat-high": blocked(0.6),
    },
)
METHYLPHENIDATE = Task(
    "methylphenidate",
    {
        "routes.oral.rate": 0.8,
        "substances.methylphenidate.volume": 600.0,
        "substances.methylphenidate.entry_rate": 6.0,
        "substances.methylphenidate.partition": 3.0,
    },
    {
        **{f"rc-mph-dat-{mg}mg": occupancy("dat", by_mouth(mg, 4), 2.0) for mg in (5, 10, 20, 40, 60)},
        "pk-brain-peak-oral-mph": peak_time("methylphenidate", by_mouth(20, 8), "brain"),
    },
    {
        "wargin-1983:peak-time": (2.2, 0.25, peak_time("methylphenidate", by_mouth(21))),
        "wargin-1983:peak-0.3mgkg": (7.8e-3, 0.1, peak("methylphenidate", by_mouth(21))),
    },
)
METHAMPHETAMINE = Task(
    "methamphetamine",
    {"substances.methamphetamine.entry_rate": 6.0},
    {
        "pk-brain-peak-meth": peak_time("methamphetamine", vein(30, 2), "brain"),
        "pk-meth-half-life": half_life("methamphetamine", vein(30, 48), 12, 48),
        "pk-meth-tmax-nasal": peak_time("methamphetamine", Schedule("nasal", 50, 12)),
        "pk-meth-tmax-smoked": peak_time("methamphetamine", Schedule("smoked", 30, 12)),
        "pk-damph-from-meth-half-life": half_life("d-amphetamine", vein(30, 72), 24, 72),
    },
)
DEXAMPHETAMINE = Task(
    "d-amphetamine",
    {},
    {
        "pk-damph-cmax": peak("d-amphetamine", by_mouth(40)),
        "pk-damph-tmax": peak_time("d-amphetamine", by_mouth(40)),
        "pk-damph-half-life": half_life("d-amphetamine", by_mouth(40, 48), 12, 48),
    },
)
NICOTINE = Task(
    "nicotine",
    {
        "substances.nicotine.volume": 60.0,
        "substances.nicotine.shallow_flow": 90.0,
        "substances.nicotine.shallow_volume": 120.0,
        "substances.nicotine.entry_rate": 60.0,
        "substances.nicotine.nicotinic_affinity": 5.4,
        "substances.cotinine.clearance": 2.7,
    },
    {
        "pk-nicotine-half-life": half_life("nicotine", vein(2, 8), 2.0, 8.0),
        "pk-nicotine-distribution-half-life": half_life("nicotine", vein(2, 8), 0.02, 0.25),
        "pk-cotinine-half-life": half_life("cotinine", vein(2, 72), 24.0, 72.0),
        "pk-nicotine-cmax-cigarette": peak("nicotine", Schedule("smoked", CIGARETTE, 2)),
        "pk-nicotine-tmax-cigarette": peak_time("nicotine", Schedule("smoked", CIGARETTE, 2)),
        "pk-brain-peak-nicotine": peak_time("nicotine", vein(2, 0.5), "brain"),
        "rc-nachr-ec50-plasma": half_occupying("nicotine", "nicotinic"),
        "rc-nachr-ec50-thalamus": half_occupying("nicotine", "nicotinic"),
        "rc-nachr-ec50-brainstem": half_occupying("nicotine", "nicotinic"),
        "rc-nachr-ec50-cerebellum": half_occupying("nicotine", "nicotinic"),
        "rc-nachr-occ-1cig": occupancy("nicotinic", Schedule("smoked", CIGARETTE, 3.1), 0.0, 3.1),
    },
)
MDMA = Task(
    "mdma",
    {
        "routes.oral.rate": 1.5,
        "substances.mdma.volume": 400.0,
        "substances.mdma.maximum_rate": 50000.0,
        "substances.mdma.half_rate": 600.0,
        "substances.mdma.residual_clearance": 20.0,
        "substances.mdma.inactivation": 0.5,
    },
    {
        "pk-mdma-cmax-75-a": peak("mdma", by_mouth(75)),
        "pk-mdma-cmax-75-b": peak("mdma", by_mouth(75)),
        "pk-mdma-cmax-125-a": peak("mdma", by_mouth(125)),
        "pk-mdma-cmax-125-b": peak("mdma", by_mouth(125)),
        "pk-mdma-tmax": peak_time("mdma", by_mouth(100)),
        "pk-mdma-half-life": half_life("mdma", by_mouth(100), 8, 24),
        "pk-mdma-auc24-75": area("mdma", by_mouth(75)),
        "pk-mdma-auc24-125": area("mdma", by_mouth(125)),
        "pk-mdma-auc-ratio": lambda drug, values: (
            area("mdma", by_mouth(125))(drug, values) / area("mdma", by_mouth(75))(drug, values)
        ),
        "pk-mdma-cmax-1mgkg": peak("mdma", by_mouth(WEIGHT)),
    },
)
TASKS = (COCAINE, METHYLPHENIDATE, METHAMPHETAMINE, DEXAMPHETAMINE, NICOTINE, MDMA)


def main() -> None:
    """Fit, write and print."""
    run(TASKS)


if __name__ == "__main__":
    main()
