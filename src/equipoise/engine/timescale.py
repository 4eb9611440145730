"""The rule for settled states: they must be far faster than the step, and this is checked, not believed."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .system import System

FASTER = 4  # a settled state must let go at least this many times within a step


def time_constants(system: System, values: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Time constant in hours of each settled state at rest, -1 / (d rate / d state): {state: [person]}.

    values: parameters, forcings and the states that the life clock keeps, [axes..., person].
    """
    found = {}
    for step in (s for s in system.algebra if system.symbols[s.yields].form == "settled"):
        rate = system.rates[step.yields]
        known = system.evaluate([step.yields, *rate.reads], values)

        def at(
            level: Any, name: str = step.yields, known: Mapping[str, Any] = known, rate: Any = rate
        ) -> Any:
            return rate({**known, name: level})

        level = known[step.yields]
        _, slope = jax.jvp(at, (level,), (jnp.ones_like(level),))
        found[step.yields] = -1 / np.asarray(slope)
    return found


def too_slow(system: System, values: Mapping[str, Any], step: float) -> dict[str, float]:
    """Settled states that are not far faster than `step` hours, with their longest time constant in hours."""
    longest = {name: float(np.max(tau)) for name, tau in time_constants(system, values).items()}
    return {name: tau for name, tau in longest.items() if not 0 < tau * FASTER <= step}
