"""What an observer sees of a person: instruments add error, rounding and range, and some entries stay away.

In causal order: `instrument` (what they share), `scale` (a rating), `task` (many ratings averaged), `assay`
(plasma), `imaging` (scans), `reading` (a signal itself), `diary` (the entries that are not made). Everything here is a
pure function of its draws.

Expectancy acts on what people say (scale, task), never on what is measured in them (assay, imaging).
"""

import numpy as np
from numpy.typing import ArrayLike

from equipoise.errors import InvalidInput
from equipoise.measure import assay, diary, imaging, reading, scale, task
from equipoise.measure.instrument import Array, Instrument

NOT_MEASURED = "not measured"
KINDS = {
    "scale": scale.observe,
    "task": task.observe,
    "assay": assay.observe,
    "scan": imaging.observe,
    "signal": reading.observe,
}

__all__ = ["KINDS", "NOT_MEASURED", "Instrument", "draws_per_item", "missing_reason", "observe"]


def observe(
    truth: ArrayLike, instrument: Instrument, noise: ArrayLike, person_noise: ArrayLike, expectancy: ArrayLike
) -> Array:
    """What `instrument` reports of the truth: [person, occasion, item] -> [person, occasion, item].

    noise         standard normal, of the truth's shape; where several ratings are averaged, with one more axis
                  `rating`, `draws_per_item` long
    person_noise  standard normal [person]: the part of the error a person keeps
    expectancy    [person, occasion], in the instrument's unit

    A value that the instrument cannot give is NaN; `missing_reason` says why.
    """
    if instrument.kind not in KINDS:
        place = f"instrument {instrument.title}, kind"
        raise InvalidInput(place, f'"{instrument.kind}" is not known.', f"Write one of: {', '.join(KINDS)}.")
    truth = np.asarray(truth, float)
    draws = (np.asarray(draw, float) for draw in (noise, person_noise, expectancy))
    return KINDS[instrument.kind](truth, instrument, *draws)


def draws_per_item(instrument: Instrument) -> int:
    """How many noise draws one item of one occasion needs: more than one where a task averages ratings."""
    return max(task.counts(instrument), default=1) if instrument.kind == "task" else 1


def missing_reason(truth: ArrayLike, values: ArrayLike, missed: ArrayLike | None = None) -> np.ndarray:
    """Why a value is absent, as text of the values' shape; "" where it is present.

    missed  [person, occasion], the diary entries that were not made (`diary.missed`)
    """
    truth, values = np.asarray(truth, float), np.asarray(values, float)
    absent = np.zeros(values.shape, bool) if missed is None else np.asarray(missed, bool)[:, :, None]
    conditions = [np.isnan(truth), np.broadcast_to(absent, values.shape), np.isnan(values)]
    return np.select(conditions, [NOT_MEASURED, diary.NO_ENTRY, assay.BELOW_LIMIT], default="")
