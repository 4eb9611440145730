"""Double precision for our own computations, without changing JAX's setting for anybody else in the process."""

from contextlib import AbstractContextManager

import jax


def double() -> AbstractContextManager:
    """Context in which arrays are float64; the setting is local to the thread and ends with the block."""
    return jax.enable_x64(True)
