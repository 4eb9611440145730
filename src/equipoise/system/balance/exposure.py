"""Exposure: how much dopamine above the range of ordinary rewards the last days and years have seen.

    over = max(ln c - ordinary, 0)
    d excess_load/dt = (over - excess_load) / t_load,   burden = excess_load^2 / (excess_load^2 + load_half^2)
    d wear/dt = burden / year - wear / t_wear

Ordinary rewards stay under the threshold, so that a good life wears nothing, and the square lets the balance come back
between rare large ones: what is spaced costs less than what is massed (claim D12).

Source      dose-dependence of receptor loss and of reward thresholds on intake (nader-2006, markou-koob-1991 rows).
Leaves out  what the drug was: the same excess counts the same.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import gives, needs, parameter, rate, state

dopamine = needs("1", "tonic dopamine relative to the person's own healthy level")
ordinary = parameter("1", "log of the highest dopamine that ordinary rewards reach")
t_load = parameter("h", "time over which exposure is remembered")
load_half = parameter("1", "mean excess that pushes set points half way")
year = parameter("h", "time of full burden that makes one unit of wear")
t_wear = parameter("h", "time constant at which wear is lost")
excess_load = state("1", "mean excess of the last days")
wear = state("1", "years of use as they add up")


@gives("1")
def over(dopamine, ordinary):
    """Log dopamine above the range of ordinary rewards."""
    return jnp.maximum(jnp.log(dopamine) - ordinary, 0)


@rate("excess_load")
def d_excess_load(over, excess_load, t_load):
    """Exposure is remembered for days."""
    return (over - excess_load) / t_load


@gives("1")
def burden(excess_load, load_half):
    """How far recent exposure pushes set points, 0-1."""
    return excess_load**2 / (excess_load**2 + load_half**2)


@rate("wear")
def d_wear(burden, wear, year, t_wear):
    """Use adds up over years."""
    return burden / year - wear / t_wear
