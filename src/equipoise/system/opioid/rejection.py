"""Rejection: being left out hurts, and the person's own opioids soften it.

    social_pain = rejection exp(-softening (mu_signal / typical_signal - 1))

A low tone softens less, so that the same event hurts more (claim S08).

Source      mu-opioid release in rejection and its relation to distress (hsu-2013).
Leaves out  loneliness that builds up over months, and appraisal.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import forcing, gives, needs, parameter

mu_signal = needs("1", "signal of the mu receptor now")
rejection = forcing("1", "strength of being rejected now; 1 as in a laboratory task")
softening = parameter("1", "softening per unit of own signal relative to a typical person's at rest")
typical_signal = parameter("1", "mu signal of a typical person at rest")


@gives("1")
def social_pain(rejection, mu_signal, softening, typical_signal):
    """How much rejection hurts now, 1 in a typical person."""
    return rejection * jnp.exp(-softening * (mu_signal / typical_signal - 1))
