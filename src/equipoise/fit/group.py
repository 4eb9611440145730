"""What a mean over people is to a typical person's: trials publish means, and a fit runs one typical person.

    mean over a group = over x measure of the typical person,   over = mean of the measures of its people / the same

Clearances and volumes differ log-normally, so that means of levels and half-lives lie above the typical person's. How
far hardly depends on the numbers that are fitted: it is worked out at the start of a fit and again at its end.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from equipoise.evidence.drug import Drug
from equipoise.fit.measures import Measure
from equipoise.fit.plasma import Numbers, held
from equipoise.people.person import spread_out

PEOPLE = 64  # evenly over how people differ, a power of two
SEED = 20160115  # of calibration only: runs that show results draw other people


def over(measure: Measure, drug: Drug, values: Numbers) -> float:
    """Mean of a measure over a group, relative to that of the typical person whose numbers are `values`."""
    typical = measure(drug, values)
    return float(np.mean([measure(drug, person) for person in group(drug, values)])) / typical


def group(drug: Drug, values: Numbers) -> Iterator[Numbers]:
    """The numbers of people who differ as the drug's file says, about typical ones."""
    differ = [number for number in held(drug) if number.spread]
    if not differ:
        yield values
        return
    standing = ndtri(qmc.Sobol(len(differ), rng=SEED).random(PEOPLE)).T
    drawn = [
        spread_out(replace(number, value=values[number.name]), z)
        for number, z in zip(differ, standing, strict=True)
    ]
    for person in range(PEOPLE):
        yield {**values, **{number.name: own[person] for number, own in zip(differ, drawn, strict=True)}}
