"""Randomness with an address: a draw depends on (seed, purpose, person, step) and on nothing else.

Adding a person, changing the chunk size or the order of work changes nobody's draws.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .precision import double

DRAWS = {"uniform": jax.random.uniform, "normal": jax.random.normal}


def address(seed: int, purpose: str) -> Any:
    """Key of one purpose under one seed of up to 64 bits."""
    key = jax.random.key(np.uint32(seed & 0xFFFFFFFF))
    key = jax.random.fold_in(key, np.uint32(seed >> 32))
    return jax.random.fold_in(key, np.uint32(zlib.crc32(purpose.encode())))


def keys(seed: int, purpose: str, people: Any) -> Any:
    """One key per person: [person]."""
    return jax.vmap(jax.random.fold_in, (None, 0))(
        address(seed, purpose), jnp.asarray(people, dtype=jnp.uint32)
    )


def sample(form: str, key: Any, shape: Sequence[int]) -> Any:
    """Draws of a "uniform" (0-1) or standard "normal" form from one key, in double precision."""
    return DRAWS[form](key, tuple(shape), dtype=jnp.float64)


def draws(
    form: str,
    seed: int,
    purposes: Sequence[str],
    people: np.ndarray,
    steps: Any = 0,
    shape: Sequence[int] = (),
) -> np.ndarray:
    """Draws on the host, [purpose, person, *shape]; `steps` is one step for all or one per person."""
    with double():
        bases = jnp.stack([address(seed, purpose) for purpose in purposes])
        who = jnp.asarray(people, dtype=jnp.uint32)
        at = jnp.broadcast_to(jnp.asarray(steps, dtype=jnp.uint32), who.shape)
        return np.asarray(_many(form, tuple(shape))(bases, who, at))


@lru_cache(maxsize=64)
def _many(form: str, shape: tuple[int, ...]) -> Any:
    def one(base: Any, person: Any, step: Any) -> Any:
        return sample(form, jax.random.fold_in(jax.random.fold_in(base, person), step), shape)

    return jax.jit(jax.vmap(jax.vmap(one, (None, 0, 0)), (0, None, None)))
