"""Dropout and adherence: who stops when, which doses are taken, which diary entries are made."""

import numpy as np

from equipoise.engine.randomness import draws
from equipoise.study.calendar import Calendar
from equipoise.study.study import Study


def stops(study: Study, calendar: Calendar, seed: int, who: np.ndarray, on_drug: np.ndarray) -> np.ndarray:
    """Hour of the calendar at which each person stops; infinite for those who finish: [person].

    on_drug: [person, period]. A person who is going to stop does so at any moment of that period alike.
    """
    periods = on_drug.shape[1]
    luck, moment = draws("uniform", seed, ["dropout", "moment of dropout"], who, shape=(periods,))
    chance = np.where(on_drug, study.dropout.active, study.dropout.control)
    when = np.array(calendar.starts) + moment * calendar.length
    return np.where(luck < chance, when, np.inf).min(axis=1)


def taken(study: Study, seed: int, who: np.ndarray, doses: int) -> np.ndarray:
    """Which planned doses are taken: [person, dose], over the whole trial in order of time."""
    if study.adherence.taken == 1 or not doses:
        return np.ones((len(who), doses), dtype=bool)
    return draws("uniform", seed, ["dose taken"], who, shape=(doses,))[0] < study.adherence.taken


def entered(study: Study, seed: int, who: np.ndarray, occasions: int) -> np.ndarray:
    """Which diary entries are made: [person, occasion]."""
    if study.adherence.diary == 1 or not occasions:
        return np.ones((len(who), occasions), dtype=bool)
    return draws("uniform", seed, ["diary entry"], who, shape=(occasions,))[0] < study.adherence.diary
