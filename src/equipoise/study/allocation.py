"""Allocation: which arm a person meets in which period.

"simple" tosses for every person alone; "balanced" fills permuted blocks in which each sequence (or arm) has its
share, so that numbers stay equal. Either way a person's draw has its own address.
"""

from itertools import permutations

import numpy as np

from equipoise.engine.randomness import draws
from equipoise.study.study import Study


def sequences(study: Study) -> tuple[tuple[str, ...], ...]:
    """The orders of arms that a person may be given, one arm per period, repeated by the ratio of the design."""
    arms = tuple(study.arms)
    if study.design.kind == "crossover":
        return (
            tuple(permutations(arms))
            if len(arms) < 4
            else tuple(arms[k:] + arms[:k] for k in range(len(arms)))
        )
    ratio = study.design.ratio or (1,) * len(arms)
    return tuple((arm,) for arm, share in zip(arms, ratio, strict=True) for _ in range(share))


def allocate(study: Study, seed: int, who: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Index into `sequences` for each person: [person].

    who: address of each person; number: place within the trial, from 0. Blocks are filled within a trial.
    """
    choices = len(sequences(study))
    if study.design.allocation == "simple":
        return np.minimum(draws("uniform", seed, ["allocation"], who)[0] * choices, choices - 1).astype(int)
    block = who - number % choices
    members = block[:, None] + np.arange(choices)
    luck = draws("uniform", seed, ["allocation"], members.ravel())[0].reshape(members.shape)
    order = luck.argsort(axis=1).argsort(axis=1)
    return np.take_along_axis(order, (number % choices)[:, None], axis=1)[:, 0]
