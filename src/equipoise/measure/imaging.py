"""Scans. Occupancy by PET is never seen directly: it is the fall of a binding potential between two scans.

    occupancy = 100 * (1 - BP_drug / BP_baseline)
    BP_drug = (1 - truth) * exp(error * noise),    BP_baseline = exp(error * person_noise)

`error` is the test-retest standard deviation of the (log) binding potential. Both scans carry it, so a small
true occupancy can be reported as slightly negative: the range of such an instrument begins below 0. A person's one
baseline scan is shared by all later ones. Any other scan (a regional response) is read as
centre + gain * transform(truth) with additive errors.

Source      occupancy as a change of binding potential: Innis and others 2007, doi 10.1038/sj.jcbfm.9600493.
Leaves out  displacement of the tracer by the body's own ligands, partial volume, head movement.
"""

import numpy as np

from equipoise.measure.instrument import Array, Instrument, in_range, number, signal

OCCUPANCY = "occupancy"


def observe(
    truth: Array, instrument: Instrument, noise: Array, person_noise: Array, expectancy: Array
) -> Array:
    """Scan readings [person, occasion, item]; expectancy acts on reports, not on receptors.

    A signal whose name ends in "occupancy" is read by binding potentials, any other as a regional response.
    """
    if instrument.reads.endswith(OCCUPANCY):
        return in_range(occupancy(truth, number(instrument, "error", 0), noise, person_noise), instrument)
    return in_range(signal(truth, instrument, noise, person_noise), instrument)


def occupancy(truth: Array, error: float, noise: Array, person_noise: Array) -> Array:
    """Occupancy in percent from a true fraction, with the test-retest error of both scans."""
    remaining = (1 - truth) * np.exp(error * (noise - person_noise[:, None, None]))
    return 100 * (1 - remaining)
