"""A signal read as it is, in a unit of its own: no error, no rounding, no range. Nobody could, but a model can.

reported = truth
"""

from equipoise.measure.instrument import Array, Instrument, in_unit


def observe(
    truth: Array, instrument: Instrument, noise: Array, person_noise: Array, expectancy: Array
) -> Array:
    """The signal [person, occasion, item] in the unit of the instrument; nothing that people do reaches it."""
    return in_unit(truth, instrument)
