"""A laboratory task: each item is met `count` times, rated each time, and the ratings are averaged.

Each single rating is rounded and kept in range as on a scale, so the average falls between the steps.

Leaves out  learning and tiredness within a task.
"""

import numpy as np

from equipoise.measure.instrument import Array, Instrument, in_range, signal


def counts(instrument: Instrument) -> tuple[int, ...]:
    """Ratings behind each item, in the order of the instrument's items."""
    return tuple(item.count for item in instrument.items)


def observe(
    truth: Array, instrument: Instrument, noise: Array, person_noise: Array, expectancy: Array
) -> Array:
    """Mean ratings of the truth [person, occasion, item] from noise [person, occasion, item, rating].

    Draws beyond an item's count are not used, so that a longer task leaves a shorter one's answers alone.
    """
    noise = noise[..., None] if noise.ndim == truth.ndim else noise
    count = np.array(counts(instrument) or (1,) * truth.shape[-1])
    if len(count) != truth.shape[-1] or noise.shape[-1] < count.max():
        wanted = f"{len(count)} items of up to {count.max()} ratings"
        raise ValueError(
            f"{instrument.title}: {wanted}, not {truth.shape[-1]} items and {noise.shape[-1]} draws"
        )
    ratings = signal(truth, instrument, noise, person_noise) + expectancy[:, :, None, None]
    used = np.arange(noise.shape[-1]) < count[:, None]
    return np.where(used, in_range(ratings, instrument), 0).sum(axis=-1) / count
