"""What is watched of people as a function of their parameters that JAX can differentiate: `jax.grad`, `jax.jvp`."""

from collections.abc import Callable, Mapping
from typing import Any

import jax.numpy as jnp
import numpy as np

from . import randomness
from .chunk import Chunk, Watch
from .integrate import Program


def differentiable(
    program: Program, chunk: Chunk, watch: Watch, seed: int
) -> Callable[[Mapping[str, Any]], Any]:
    """A function of some parameters, {name: [axes..., person]}, to what is watched: [occasion, output row, person].

    Parameters that are not given stay as the chunk has them. It lives through the same compiled day as a study, with
    the same draws; call and differentiate it in `precision.double()`. A decision or a draw has no gradient: states that
    are decided jump, and what follows from them is as if they had been decided so in any case.
    """
    plan = watch.by_day(program.grid, chunk.doses.days)
    kept = [number for number, (which, _) in enumerate(plan) if len(which)]
    order = np.argsort(np.concatenate([which for which, _ in plan]), kind="stable")

    def watched(parameters: Mapping[str, Any]) -> Any:
        given = {
            name: jnp.asarray(value, dtype=float)
            for name, value in {**chunk.parameters, **parameters}.items()
        }
        exact = program.prepare(given)
        keys = {name: randomness.keys(seed, name, chunk.people) for name in program.system.of("draw")}
        tables = {"dose": jnp.asarray(chunk.doses.table()), "forcing": jnp.asarray(chunk.forcings.table())}
        carry, found = program.start(len(chunk.people)), []
        for number, (which, windows) in enumerate(plan[: max(kept, default=-1) + 1]):
            rows = {"dose": chunk.doses.rows[number], "forcing": chunk.forcings.rows[number]}
            carry, seen = program.pure_day(carry, given, exact, keys, np.int32(number), rows, tables, windows)
            found.append(seen[: len(which)])
        return jnp.concatenate(found)[order]

    return watched
