"""Who is let in: candidates are screened until one has none of the conditions that a trial excludes."""

from collections.abc import Sequence

import numpy as np

from equipoise.engine.randomness import draws
from equipoise.errors import InvalidInput
from equipoise.evidence.population import Population

MOST_CANDIDATES = 64


def screen(population: Population, exclude: Sequence[str], seed: int, who: np.ndarray) -> np.ndarray:
    """The number of the first eligible candidate for each place in the trial: [person], 0 for the first.

    InvalidInput if the population does not know a condition, or if hardly anybody is free of all of them.
    """
    for name in exclude:
        if name not in population.conditions:
            known = ", ".join(population.conditions) or "none"
            raise InvalidInput(
                "[people] exclude", f'"{name}" is not a condition of {population.title}.', f"Known: {known}."
            )
    attempts = np.zeros(len(who), dtype=np.uint32)
    if not exclude:
        return attempts
    prevalence = np.array([[population.conditions[name].prevalence.value] for name in exclude])
    purposes = [f"condition {name}" for name in exclude]
    for _ in range(MOST_CANDIDATES):
        excluded = (draws("uniform", seed, purposes, who, attempts) < prevalence).any(axis=0)
        if not excluded.any():
            return attempts
        attempts[excluded] += 1
    raise InvalidInput(
        "[people] exclude", "hardly anybody of this population is eligible.", "Exclude fewer conditions."
    )
