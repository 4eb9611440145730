"""The stress axis with glands whose mass follows the hormones that drive them.

    x1 = u G(x3) / x3,  x2 = x1 P G(x3),  dx3/dt = ln 2 / T (x2 A - x3)     CRH, ACTH with beta-endorphin, cortisol
    G(x) = (K^n + 1) / (K^n + x^n)
    dP/dt = ln 2 / T_P P (x1 - 1),  dA/dt = ln 2 / T_A A (x2 - 1)                   masses of pituitary and adrenal
    u = 1 + x above zero, 1 / (1 - x) below, of x = stress + by_use burden + by_withdrawal withdrawal

CRH and ACTH turn over in minutes and are settled here, cortisol in an hour or two; the glands take weeks, so that when
a long input stops the axis, and with it beta-endorphin, stays low for weeks.

Source      gland-mass model of the axis (hpa-gland).
Leaves out  the daily rhythm, and the delays between the hormones.
"""

import jax.numpy as jnp

from equipoise.engine.power import power
from equipoise.engine.symbol import forcing, gives, needs, parameter, rate, state

burden = needs("1", "how far recent exposure pushes set points, 0-1")
withdrawal = needs("1", "withdrawal of all kinds together")
stress = forcing("1", "input to the axis from outside, in units of its input at rest")
by_use = parameter("1", "input to the axis at full burden of use")
by_withdrawal = parameter("1", "input to the axis per unit of withdrawal")
feedback_half = parameter("1", "cortisol that halves what its receptor lets through")
feedback_slope = parameter("1", "steepness of that receptor")
t_pituitary = parameter("h", "half-life of the pituitary's mass")
t_adrenal = parameter("h", "half-life of the adrenal's mass")
t_cortisol = parameter("h", "half-life of cortisol")
pituitary = state("1", "mass of the pituitary's corticotrophs", start=1)
adrenal = state("1", "mass of the adrenal cortex", start=1)
cortisol = state("1", "cortisol relative to rest", start=1)


@gives("1")
def axis_input(stress, burden, withdrawal, by_use, by_withdrawal):
    """Input to the axis, 1 at rest."""
    push = stress + by_use * burden + by_withdrawal * withdrawal
    return (1 + jnp.maximum(push, 0)) / (1 + jnp.maximum(-push, 0))


@gives("1")
def feedback(cortisol, feedback_half, feedback_slope):
    """What cortisol lets through at each of its two receptors, 1 at rest."""
    half = power(feedback_half, feedback_slope)
    return (half + 1) / (half + power(cortisol, feedback_slope))


@gives("1")
def crh(axis_input, cortisol, feedback):
    """CRH relative to rest."""
    return axis_input * feedback / cortisol


@gives("1")
def endorphin(crh, pituitary, feedback):
    """ACTH, and beta-endorphin that is made with it, relative to rest."""
    return crh * pituitary * feedback


@rate("cortisol")
def d_cortisol(endorphin, adrenal, cortisol, t_cortisol):
    """Cortisol follows ACTH times the adrenal's mass."""
    return jnp.log(2) / t_cortisol * (endorphin * adrenal - cortisol)


@rate("pituitary")
def d_pituitary(pituitary, crh, t_pituitary):
    """The pituitary grows under CRH."""
    return jnp.log(2) / t_pituitary * pituitary * (crh - 1)


@rate("adrenal")
def d_adrenal(adrenal, endorphin, t_adrenal):
    """The adrenal grows under ACTH."""
    return jnp.log(2) / t_adrenal * adrenal * (endorphin - 1)
