"""Tonic dopamine in the accumbens, in units of the person's own healthy level (1 at rest).

    dc/dt = turnover (release - uptake)
    release = store burst firing (1 - tonic_share (1 - capacity)) / braking + outflow
    firing  = max(1 + capacity (by_reward reward_now + disinhibition), floor)
    outflow = outflow_gain dat_outflow capacity store
    braking = (1 + brake_now a(c)) / (1 + brake_full a(1)),   a(c) = c / (c + brake_half)
    uptake  = (1 - leak) dat (1 - dat_outflow) c (uptake_half + 1) / (uptake_half (1 + dat_block) + c) + leak c
    brake_full = brake inherited_d2,   brake_now = brake_full d2

A blocker raises the half saturation of uptake, a releaser turns transporters round, a D2 receptor less is a weaker
brake. Turnover takes seconds, so on the life clock c sits at the positive root.

Source      release against saturable uptake with an autoreceptor brake (ejdrup-2026, dreyer-2010); loss that does not
            pass the transporter is of first order (dreyer-2010).
Leaves out  somatodendritic autoreceptors; diffusion in space.
"""

import jax.numpy as jnp

from equipoise.engine.settle import NEARBY, settle
from equipoise.engine.symbol import gives, needs, parameter, rate, settles, state

reward_now = needs("1", "reward met now")
disinhibition = needs("1", "change of firing by drugs and tone")
burst = needs("1", "firing on the moment clock relative to rest")
capacity = needs("1", "release capacity relative to the person's own healthy one")
store = needs("1", "vesicle store relative to rest")
d2 = needs("1", "D2 receptors relative to the person's own healthy number")
inherited_d2 = needs("1", "own healthy D2 number relative to a typical person's")
dat = needs("1", "dopamine transporters relative to the person's own healthy number")
dat_block = needs("1", "load of transporter blockers")
dat_outflow = needs("1", "share of transporters run backwards")
by_reward = parameter("1", "rise of firing per unit of reward")
floor = parameter("1", "lowest firing, as a fraction of firing at rest")
tonic_share = parameter("1", "share of the tonic release that goes when capacity is gone")
outflow_gain = parameter("1", "outflow at full reversal, in units of release at rest")
brake = parameter("1", "strength of the autoreceptor brake")
brake_half = parameter("1", "dopamine that engages half the autoreceptors")
uptake_half = parameter("1", "dopamine at which uptake runs at half its maximum")
leak = parameter("1", "share of the loss at rest that does not pass the transporter")
turnover = parameter("1/h", "rate at which tonic dopamine is renewed")
dopamine = state("1", "tonic dopamine relative to the person's own healthy level", start=1, form="settled")


@gives("1")
def firing(reward_now, disinhibition, capacity, by_reward, floor):
    """Evoked firing of dopamine cells relative to rest; what is evoked shrinks with capacity."""
    return jnp.maximum(1 + capacity * (by_reward * reward_now + disinhibition), floor)


@gives("1")
def release_drive(firing, burst, capacity, store, tonic_share):
    """Release before the brake, 1 at rest."""
    return firing * burst * store * (1 - tonic_share * (1 - capacity))


@gives("1")
def outflow(dat_outflow, capacity, store, outflow_gain):
    """Release through transporters run backwards."""
    return outflow_gain * dat_outflow * capacity * store


@gives("1")
def brake_full(brake, inherited_d2):
    """Strength of the brake with the person's own healthy receptors."""
    return brake * inherited_d2


@gives("1")
def brake_now(brake_full, d2):
    """Strength of the brake with the receptors that are there."""
    return brake_full * d2


@gives("1")
def uptake_now(dat, dat_outflow):
    """Transporters that are there and run forwards."""
    return dat * (1 - dat_outflow)


def braking_at(level, brake, full, brake_half):
    """How many times the brake divides release; `full` is the brake of healthy receptors."""
    return (1 + brake * level / (level + brake_half)) / (1 + full / (1 + brake_half))


def balance(level, drive, outflow, brake, full, brake_half, uptake, uptake_half, block, leak):
    """Loss less release at a level of dopamine."""
    passed = (1 - leak) * uptake * level * (uptake_half + 1) / (uptake_half * (1 + block) + level)
    return passed + leak * level - drive / braking_at(level, brake, full, brake_half) - outflow


def cleared(level, drive, outflow, brake, full, brake_half, uptake, uptake_half, block, leak):
    """`balance` and its slope, both times the square of its denominators: they need no division."""
    half, largest = uptake_half * (1 + block), (1 - leak) * uptake * (uptake_half + 1)
    unbraked = drive * (1 + full / (1 + brake_half))
    taken_up, engaged, braked = level + half, level + brake_half, (1 + brake) * level + brake_half
    lost = largest * level + (leak * level - outflow) * taken_up
    over, under = lost * braked - unbraked * engaged * taken_up, taken_up * braked
    slope_lost = largest + leak * (taken_up + level) - outflow
    slope_over = slope_lost * braked + lost * (1 + brake) - unbraked * (engaged + taken_up)
    return over * under, slope_over * under - over * (braked + taken_up * (1 + brake))


def held_by(released, uptake, uptake_half, block, leak):
    """Level that a known release holds: the positive root of a quadratic."""
    half = uptake_half * (1 + block)
    middle = ((1 - leak) * uptake * (uptake_half + 1) + leak * half - released) / 2
    return released * half / (middle + jnp.sqrt(middle**2 + leak * released * half))


def settled_level(drive, outflow, brake, full, brake_half, *lost):
    """Level at which release equals loss; `lost` as the last four of `balance`.

    Two rounds with the brake held still come near it, Newton steps then within 1e-11 of it, whatever drugs do.
    """
    unbraked = held_by(drive + outflow, *lost)
    near = held_by(drive / braking_at(unbraked, brake, full, brake_half) + outflow, *lost)
    return settle(lambda c: cleared(c, drive, outflow, brake, full, brake_half, *lost), near, NEARBY)


@rate("dopamine")
def d_dopamine(
    dopamine, release_drive, outflow, brake_now, brake_full, brake_half, uptake_now, uptake_half, dat_block, leak,
    turnover,
):  # fmt: skip
    """Release against loss."""
    surplus = balance(
        dopamine,
        release_drive,
        outflow,
        brake_now,
        brake_full,
        brake_half,
        uptake_now,
        uptake_half,
        dat_block,
        leak,
    )
    return -turnover * surplus


@settles("dopamine")
def settled_dopamine(
    release_drive, outflow, brake_now, brake_full, brake_half, uptake_now, uptake_half, dat_block, leak
):
    """Tonic level at which release equals loss."""
    return settled_level(
        release_drive, outflow, brake_now, brake_full, brake_half, uptake_now, uptake_half, dat_block, leak
    )
