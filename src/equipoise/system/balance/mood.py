"""Mood and its symptoms: separate readouts of one balance, each in standard deviations between healthy people.

    positive_affect = trait + gain (hedonic_tone + hedonic_level)
    dysphoria       = -gain (hedonic_tone + hedonic_level)
    anxiety         = by_cortisol ln(cortisol) + anxiety_by_withdrawal withdrawal
    irritability    = irritability_by_withdrawal withdrawal + irritability_by_dysphoria max(dysphoria, 0)
    insomnia        = insomnia_by_withdrawal withdrawal + insomnia_by_crh ln(crh)
    anhedonia       = -by_response ln(d2 capacity)
    preoccupation   = by_craving craving
    depression      = low_trait + by_dysphoria exp(proneness low_trait) max(dysphoria, 0)
                      + by_anxiety max(anxiety, 0) + by_insomnia max(insomnia, 0) + by_anhedonia anhedonia

Source      positive affect as a readout of reward against own level (rutledge-2014); six symptoms of the deficit state.
Leaves out  thoughts, and illness that does not come from use.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter

hedonic_tone = needs("1", "tip of the balance")
hedonic_level = needs("1", "where the balance settles")
cortisol = needs("1", "cortisol relative to rest")
crh = needs("1", "CRH relative to rest")
withdrawal = needs("1", "withdrawal of all kinds together")
craving = needs("1", "craving now")
d2 = needs("1", "D2 receptors relative to the person's own healthy number")
capacity = needs("1", "release capacity relative to the person's own healthy one")
trait = parameter("1", "usual positive affect, in standard deviations between people")
low_trait = parameter("1", "usual depression, in standard deviations between people")
gain = parameter("1", "positive affect per unit of hedonic tone")
by_cortisol = parameter("1", "anxiety per unit of log cortisol")
anxiety_by_withdrawal = parameter("1", "anxiety per unit of withdrawal")
irritability_by_withdrawal = parameter("1", "irritability per unit of withdrawal")
irritability_by_dysphoria = parameter("1", "irritability per unit of dysphoria")
insomnia_by_withdrawal = parameter("1", "insomnia per unit of withdrawal")
insomnia_by_crh = parameter("1", "insomnia per unit of log CRH")
by_response = parameter("1", "anhedonia per unit of log response lost")
by_craving = parameter("1", "preoccupation per unit of craving")
by_dysphoria = parameter("1", "depression per unit of dysphoria")
proneness = parameter("1", "rise of that, as a logarithm, with usual depression")
by_anxiety = parameter("1", "depression per unit of anxiety")
by_insomnia = parameter("1", "depression per unit of insomnia")
by_anhedonia = parameter("1", "depression per unit of anhedonia")


@gives("1")
def positive_affect(trait, gain, hedonic_tone, hedonic_level):
    """Positive affect now."""
    return trait + gain * (hedonic_tone + hedonic_level)


@gives("1")
def dysphoria(gain, hedonic_tone, hedonic_level):
    """Low mood that comes from the balance."""
    return -gain * (hedonic_tone + hedonic_level)


@gives("1")
def anxiety(cortisol, withdrawal, by_cortisol, anxiety_by_withdrawal):
    """Anxiety."""
    return by_cortisol * jnp.log(cortisol) + anxiety_by_withdrawal * withdrawal


@gives("1")
def irritability(withdrawal, dysphoria, irritability_by_withdrawal, irritability_by_dysphoria):
    """Irritability."""
    return irritability_by_withdrawal * withdrawal + irritability_by_dysphoria * jnp.maximum(dysphoria, 0)


@gives("1")
def insomnia(withdrawal, crh, insomnia_by_withdrawal, insomnia_by_crh):
    """Insomnia."""
    return insomnia_by_withdrawal * withdrawal + insomnia_by_crh * jnp.log(crh)


@gives("1")
def anhedonia(d2, capacity, by_response):
    """Loss of the response to reward."""
    return -by_response * jnp.log(d2 * capacity)


@gives("1")
def preoccupation(craving, by_craving):
    """Thoughts that turn about the drug."""
    return by_craving * craving


@gives("1")
def depression(
    low_trait, dysphoria, anxiety, insomnia, anhedonia, by_dysphoria, proneness, by_anxiety, by_insomnia,
    by_anhedonia,
):  # fmt: skip
    """Depression as a rating scale adds it up; who is usually low falls lower."""
    low = by_dysphoria * jnp.exp(proneness * low_trait) * jnp.maximum(dysphoria, 0)
    felt = low + by_anxiety * jnp.maximum(anxiety, 0) + by_insomnia * jnp.maximum(insomnia, 0)
    return low_trait + felt + by_anhedonia * anhedonia
