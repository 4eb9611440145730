"""Withdrawal: what the brain has come to expect less what it gets, for each class of drug on its own clock.

    opioid   = max(dependence - max(mu_drive, 0), 0)
    alcohol  = max(calm_expected - gaba_signal, 0)
    nicotine = max(spark_expected - nicotinic_signal, 0)
    crash    = max(-ln dopamine - slack, 0)
    withdrawal = opioid + alcohol + nicotine + by_crash crash
    d calm_expected/dt = (gaba_signal - calm_expected) / t_alcohol
    d spark_expected/dt = (nicotinic_signal - spark_expected) / t_nicotine

Spontaneous, tapered and precipitated withdrawal are the same equation met in three ways. An antagonist takes away the
drug's drive and no more, so that it does nothing here to somebody who depends on nothing.

Source      adaptation against present drug effect (see receptor/adaptation); clocks from the withdrawal rows.
Leaves out  kindling, and withdrawal learned by cues.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter, rate, state

dependence = needs("1", "mu drive that the brain has come to expect")
mu_drive = needs("1", "what the receptors would add to their rest if nothing had adapted")
gaba_signal = needs("1", "effect of alcohol on inhibition")
nicotinic_signal = needs("1", "what nicotinic receptors let through")
dopamine = needs("1", "tonic dopamine relative to the person's own healthy level")
t_alcohol = parameter("h", "time over which alcohol comes to be expected")
t_nicotine = parameter("h", "time over which nicotine comes to be expected")
slack = parameter("1", "log dopamine below rest that is not felt")
by_crash = parameter("1", "withdrawal per unit of log dopamine below that")
calm_expected = state("1", "effect of alcohol that the brain has come to expect")
spark_expected = state("1", "nicotinic signal that the brain has come to expect")


@gives("1")
def opioid_withdrawal(dependence, mu_drive):
    """Withdrawal from opioids."""
    return jnp.maximum(dependence - jnp.maximum(mu_drive, 0), 0)


@rate("calm_expected")
def d_calm_expected(calm_expected, gaba_signal, t_alcohol):
    """Alcohol comes to be expected."""
    return (gaba_signal - calm_expected) / t_alcohol


@gives("1")
def alcohol_withdrawal(calm_expected, gaba_signal):
    """Withdrawal from alcohol."""
    return jnp.maximum(calm_expected - gaba_signal, 0)


@rate("spark_expected")
def d_spark_expected(spark_expected, nicotinic_signal, t_nicotine):
    """Nicotine comes to be expected."""
    return (nicotinic_signal - spark_expected) / t_nicotine


@gives("1")
def nicotine_withdrawal(spark_expected, nicotinic_signal):
    """Withdrawal from nicotine."""
    return jnp.maximum(spark_expected - nicotinic_signal, 0)


@gives("1")
def crash(dopamine, slack):
    """Dopamine below the range about the person's own healthy level, on the log scale."""
    return jnp.maximum(-jnp.log(dopamine) - slack, 0)


@gives("1")
def withdrawal(opioid_withdrawal, alcohol_withdrawal, nicotine_withdrawal, crash, by_crash):
    """Withdrawal of all kinds together."""
    return opioid_withdrawal + alcohol_withdrawal + nicotine_withdrawal + by_crash * crash
