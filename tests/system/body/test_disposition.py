"""Disposition: three compartments that exchange, clear and turn one substance into the other; nothing is lost."""

import numpy as np
import pytest
from hypothesis import given

from engine.made import live, mechanism_of
from equipoise.engine.symbol import gives, parameter, rate, state
from equipoise.system.body import disposition
from equipoise.system.body.disposition import (
    cleared,
    d_central,
    d_deep,
    d_shallow,
    level,
    made,
    plasma,
    to_deep,
    to_shallow,
)
from system.typical import alone, pair, positive, shares

PATH = "body/disposition."
PER = ("substance",)


def test_limit_equal_concentrations_exchange_nothing():
    level = np.array([2.0, 3.0])
    assert not np.any(to_shallow(level, level * 7, np.ones(2), np.full(2, 7.0)))
    assert not np.any(to_deep(level, level * 7, np.ones(2), np.full(2, 7.0)))


def test_limit_without_flows_only_the_central_compartment_is_used():
    nothing = np.zeros(2)
    assert not np.any(to_shallow(np.ones(2), nothing, nothing, np.ones(2)))
    assert not np.any(to_deep(np.ones(2), nothing, nothing, np.ones(2)))


@given(pair(positive), pair(positive), pair(positive), pair(positive), pair(positive), pair(shares))
def test_law_nothing_is_lost_or_made(central, shallow, deep, flow, volume, share):
    """All that the compartments gain is what came in, less what left the body for good."""
    now = level(central, volume)
    gone = cleared(now, flow)
    formed = np.array([[0, share[1]], [share[0], 0]])
    out = to_shallow(now, shallow, flow, 2 * volume), to_deep(now, deep, flow / 2, 9 * volume)
    arrived = np.array([5.0, 2.0])
    gained = d_central(arrived, made(gone, formed), gone, *out) + d_shallow(out[0]) + d_deep(out[1])
    scale = abs(gone).sum() + abs(out[0]).sum() + abs(out[1]).sum() + arrived.sum()
    assert gained.sum() == pytest.approx(arrived.sum() - (gone * (1 - share)).sum(), abs=1e-12 * scale)


@given(pair(positive), pair(positive), pair(positive))
def test_law_a_flow_goes_from_the_higher_to_the_lower_level(level, other, flow):
    volume = np.array([4.0, 8.0])
    for exchange in (to_shallow, to_deep):
        assert (np.sign(exchange(level, other * volume, flow, volume)) == np.sign(level - other)).all()


def test_law_what_a_parent_loses_its_metabolite_gains():
    assert made(np.array([10.0, 1.0]), np.array([[0.0, 0.0], [0.8, 0.0]])).tolist() == [0.0, 8.0]


# Nothing is absorbed: what arrives is zero, as an equation of linear states must say it.
NOTHING = mechanism_of(
    "made/nothing",
    k=parameter("1/h", "", axes=PER),
    none=state("nmol", "", axes=PER, form="linear"),
    d_none=rate("none")(lambda none, k: -k * none),
    absorbed=gives("nmol/h", PER)(lambda none, k: none * k),
    removed=gives("nmol", PER)(lambda none: none * 0),
)
NUMBERS = {"clearance": 140.0, "volume": 300.0, "shallow_flow": 200.0, "shallow_volume": 330.0,
           "deep_flow": 60.0, "deep_volume": 5000.0}  # fmt: skip


SYSTEM = alone("body/disposition", NOTHING)


def after_a_bolus(times, formed=0.0, windows=0, **changes):
    """Plasma [time, substance], or its means over windows, after 1000 nmol of the first, as a bolus."""
    numbers = {**NUMBERS, **changes}
    given = {PATH + name: np.full((2, 1), value) for name, value in numbers.items()}
    given |= {PATH + "formed": np.array([[0, 0], [formed, 0]])[..., None], "made/nothing.k": np.ones((2, 1))}
    doses = [(0, ("central", (0,)), 1000.0)]
    return live(SYSTEM, ["plasma"], times, given, days=4, windows=windows, doses=doses)[..., 0]


def test_twin_one_compartment_is_an_exponential():
    times = np.arange(0, 90.0, 7)
    seen = after_a_bolus(times, shallow_flow=0.0, deep_flow=0.0)[:, 0]
    np.testing.assert_allclose(seen, 1000 / 300 * np.exp(-140 / 300 * times), rtol=1e-9)


def test_twin_three_compartments_are_three_exponentials():
    """Their rates are the roots of the characteristic cubic; the amplitudes follow from the micro-constants."""
    times = np.array([0.25, 1, 4, 12, 48, 95])
    cl, v, q2, v2, q3, v3 = NUMBERS.values()
    k10, k12, k21, k13, k31 = cl / v, q2 / v, q2 / v2, q3 / v, q3 / v3
    cubic = [1, -(k10 + k12 + k13 + k21 + k31),
             k10 * k21 + k10 * k31 + k21 * k31 + k12 * k31 + k13 * k21, -k10 * k21 * k31]  # fmt: skip
    a = np.roots(cubic)
    size = [(k21 - x) * (k31 - x) / np.prod([y - x for y in a if y != x]) * 1000 / v for x in a]
    closed = (np.array(size) * np.exp(-np.outer(times, a))).sum(axis=1)
    np.testing.assert_allclose(after_a_bolus(times)[:, 0], closed, rtol=1e-8)


def test_twin_exposure_to_the_metabolite_is_its_share_over_its_clearance():
    """Area under the curve = amount formed / clearance, whatever the compartments."""
    hourly = after_a_bolus(np.arange(1, 97.0), formed=0.8, windows=1, deep_flow=0.0)
    parent, metabolite = hourly.sum(axis=0)
    assert parent == pytest.approx(1000 / 140, rel=5e-3)
    assert metabolite == pytest.approx(800 / 140, rel=5e-3)


@given(pair(positive), pair(positive), pair(shares))
def test_law_plasma_is_what_arrived_less_what_was_removed(central, volume, share):
    left = plasma(level(central, volume), share * central, volume) * volume
    np.testing.assert_allclose(left, (1 - share) * central, rtol=1e-9, atol=1e-12 * central.max())


def test_the_docstring_names_what_it_leaves_out():
    assert "metabolites of a substance whose elimination saturates" in disposition.__doc__
