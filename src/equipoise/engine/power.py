"""Powers whose exponent is a person's own number."""

from typing import Any

import jax.numpy as jnp


def power(base: Any, exponent: Any) -> Any:
    """base ** exponent for a positive base, elementwise, by way of the logarithm.

    The compiler works out exp and log of many people at once, and `**` person by person, which takes three times as
    long.
    """
    return jnp.exp(exponent * jnp.log(base))
