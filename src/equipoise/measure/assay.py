"""A plasma assay: error that grows with the level, error that does not, and a limit below which it is silent.

    reported = level + sqrt((error * level)^2 + floor_error^2) * noise
    level    = (centre + gain * transform(truth)) * (1 + person_error * person_noise)

`error` and `person_error` (what a person's own samples share, such as recovery) are fractions of the level;
`floor_error`, optional, is a concentration. `low` is the lower limit of quantification.

Source      combined error model of pharmacometrics.
Leaves out  an upper limit: a sample above the range is diluted and measured again.
"""

import numpy as np

from equipoise.measure.instrument import Array, Instrument, in_unit, number, rounded, transformed

BELOW_LIMIT = "below limit"


def observe(
    truth: Array, instrument: Instrument, noise: Array, person_noise: Array, expectancy: Array
) -> Array:
    """Concentrations [person, occasion, item], NaN below the limit; expectancy does not reach a test tube."""
    level = number(instrument, "centre", 0) + number(instrument, "gain", 1) * transformed(truth, instrument)
    level = level * (1 + number(instrument, "person_error", 0) * person_noise[:, None, None])
    spread = np.hypot(number(instrument, "error", 0) * level, number(instrument, "floor_error", 0))
    found = in_unit(level + spread * noise, instrument)
    limit = number(instrument, "low", -np.inf)
    return np.where(found >= limit, np.maximum(rounded(found, instrument), limit), np.nan)
