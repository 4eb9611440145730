"""Adaptation of the mu receptor on three clocks: minutes, about a day, and weeks.

    d desensitised/dt = (drive - desensitised) / t_minutes,  d tolerance/dt = (drive - tolerance) / t_days
    d deep_tolerance/dt = (tolerance - deep_tolerance) / t_weeks
    mu_adaptation = 1 + by_minutes desensitised + by_days tolerance + by_weeks deep_tolerance    (each kept above 0)
    mu_shift = min(f (tau - 1) / (tau - f), largest_shift),  f = mu_adaptation       for an agonist of efficacy tau
    dependence = (1 - lasting) tolerance + lasting deep_tolerance

Tolerance is the factor mu_adaptation; dependence is what is left to be felt when the drive is gone. The slowest state
follows the middle one, so that a single dose hardly moves it.

Source      tolerance grows with a half-life of a day in the rat (ekblom-1993) and is gone after weeks (ouellet-1995);
            desensitisation recovers within half an hour (findings: rc-mor-desens-recovery).
Leaves out  differences between agonists in what they engage.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter, rate, state

mu_drive = needs("1", "what the receptors would add to their rest if nothing had adapted")
t_minutes = parameter("h", "time constant of desensitisation")
t_days = parameter("h", "time constant of tolerance")
t_weeks = parameter("h", "time constant of deep tolerance")
by_minutes = parameter("1", "rise of the factor per unit of desensitisation")
by_days = parameter("1", "rise of the factor per unit of tolerance")
by_weeks = parameter("1", "rise of the factor per unit of deep tolerance")
reference_efficacy = parameter("1", "efficacy of the agonist whose shift is told")
largest_shift = parameter("1", "shift that is told where no concentration sends half of the signal")
lasting = parameter("1", "share of dependence that rests on deep tolerance")
desensitised = state("1", "desensitisation within minutes")
tolerance = state("1", "tolerance that grows in a day")
deep_tolerance = state("1", "tolerance that grows over weeks")


@rate("desensitised")
def d_desensitised(mu_drive, desensitised, t_minutes):
    """Desensitisation follows the drive."""
    return (mu_drive - desensitised) / t_minutes


@rate("tolerance")
def d_tolerance(mu_drive, tolerance, t_days):
    """Tolerance follows the drive."""
    return (mu_drive - tolerance) / t_days


@rate("deep_tolerance")
def d_deep_tolerance(tolerance, deep_tolerance, t_weeks):
    """Deep tolerance follows tolerance."""
    return (tolerance - deep_tolerance) / t_weeks


@gives("1")
def mu_adaptation(desensitised, tolerance, deep_tolerance, by_minutes, by_days, by_weeks):
    """Factor by which adaptation divides the stimulus."""
    grown = by_minutes * jnp.maximum(desensitised, 0) + by_days * jnp.maximum(tolerance, 0)
    return 1 + grown + by_weeks * jnp.maximum(deep_tolerance, 0)


@gives("1")
def mu_shift(mu_adaptation, reference_efficacy, largest_shift):
    """Concentration at which a reference agonist sends half of the signal, over that in the drug-naive.

    From S / f = 1 with S = tau c / (K + c): c / K = f / (tau - f). Without end once tolerance eats up the reserve.
    """
    asked = mu_adaptation * (reference_efficacy - 1)
    return asked / jnp.maximum(reference_efficacy - mu_adaptation, asked / largest_shift)


@gives("1")
def dependence(tolerance, deep_tolerance, lasting):
    """Drive that the brain has come to expect."""
    return (1 - lasting) * tolerance + lasting * deep_tolerance
