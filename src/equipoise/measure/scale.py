"""A rating: a feeling put on a scale with steps and ends.

    reported = centre + gain * transform(truth) + person_error * person_noise + expectancy + error * noise

then rounded to the scale's steps and kept between its ends.

Leaves out  response styles (extreme, acquiescent) and drift of the scale's use over weeks.
"""

from equipoise.measure.instrument import Array, Instrument, in_range, signal


def observe(
    truth: Array, instrument: Instrument, noise: Array, person_noise: Array, expectancy: Array
) -> Array:
    """Ratings: [person, occasion, item] -> [person, occasion, item]."""
    return in_range(signal(truth, instrument, noise, person_noise) + expectancy[:, :, None], instrument)
