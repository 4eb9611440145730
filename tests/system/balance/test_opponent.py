"""The pleasure-pain balance: equal and opposite for a single tip, levelled out for a lasting one, tilted by use."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from equipoise.system.balance.opponent import d_pain, d_pain_weight, d_pleasure, hedonic_tone, liking
from system.typical import followed, positive, shares, signed, typical

NUMBERS = typical("balance/opponent")
RISE, FALL, GROWTH, GROW, EASE = (NUMBERS[n] for n in ("rise", "fall", "growth", "t_grow", "t_ease"))
SENSITIVITY = NUMBERS["sensitivity"]
HEALTHY = 1.0  # weight of the pain side


def lived(liked, until, times=None, weight=HEALTHY, rise=RISE, fall=FALL, start=(0.0, 0.0)):
    """Pleasure and pain [2, time] while a tip of dopamine lasts."""

    def slope(t, y):
        return d_pleasure(liked, y[0], rise), d_pain(y[0], y[1], weight, fall)

    return solve_ivp(slope, (0, until), start, t_eval=times, rtol=1e-9, atol=1e-11).y


def pulse(size, length, weight=HEALTHY, rise=RISE, fall=FALL):
    """Hedonic tone after a pulse, until all is quiet: times and tone."""
    during, after = np.linspace(0, length, 1001), np.linspace(0, 40 * max(rise, fall), 20_001)
    first = lived(size, length, during, weight, rise, fall)
    then = lived(0.0, after[-1], after, weight, rise, fall, first[:, -1])
    tone = hedonic_tone(*np.concatenate([first, then], axis=1))
    return np.concatenate([during, length + after]), tone


def heavy(start, burden, hours):
    """Weight of the pain side after some hours of a constant burden."""
    (found,) = followed(lambda _, y: [d_pain_weight(y[0], burden, GROWTH, GROW, EASE)], [start], hours)
    return found


def test_limit_at_ones_own_level_nothing_is_felt():
    assert liking(1.0, 1.0, SENSITIVITY) == 0
    assert d_pleasure(0.0, 0.0, RISE) == d_pain(0.0, 0.0, HEALTHY, FALL) == 0
    assert d_pain_weight(HEALTHY, 0.0, GROWTH, GROW, EASE) == 0
    assert hedonic_tone(0.0, 0.0) == 0


def test_limit_a_tip_that_lasts_is_levelled_out():
    """With a weight of 1 nothing is left of it; with another, 1 - weight of it."""
    for weight in (1.0, 0.5, 1.5):
        left = hedonic_tone(*lived(0.3, 100, weight=weight)[:, -1])
        assert left == pytest.approx(0.3 * (1 - weight), abs=1e-6)


def test_limit_the_weight_settles_where_burden_puts_it():
    assert heavy(1.0, 0.6, 40 * GROW) == pytest.approx(1 + 0.6 * GROWTH, rel=1e-6)


@given(st.floats(0.01, 10), st.floats(0.01, 10))
def test_law_what_is_liked_is_the_fold_change(one, other):
    """Twice as much is twice as much at any level (a fall likes as little as the rise liked)."""

    def felt(level):
        return float(liking(level, 1.0, SENSITIVITY))

    assert felt(one * other) == pytest.approx(felt(one) + felt(other), abs=1e-5)
    assert felt(1 / one) == pytest.approx(-felt(one), abs=1e-5)


@given(st.floats(1.01, 10), st.floats(0.3, 1), positive)
def test_law_fewer_receptors_feel_less(dopamine, d2, sensitivity):
    fewer, healthy = (float(liking(dopamine, each, sensitivity)) for each in (d2, 1.0))
    assert 0 <= fewer <= healthy


@settings(max_examples=15)
@given(st.floats(0.1, 3), st.floats(0.1, 8), st.floats(0.1, 2), st.floats(0.5, 10))
def test_law_a_single_pleasure_is_paid_back_in_full(size, length, rise, fall):
    """With a weight of 1 the area above the level equals the area below it, to 1 %, whatever the clocks."""
    times, tone = pulse(size, length, 1.0, rise, fall)
    above = np.trapezoid(np.maximum(tone, 0), times)
    below = np.trapezoid(np.maximum(-tone, 0), times)
    assert above == pytest.approx(below, rel=0.01)


@pytest.mark.parametrize("burden", [0.2, 1.0])
def test_law_a_pain_side_that_use_has_grown_costs_more_than_the_pleasure_gave(burden):
    """The net area is (1 - weight) of what was liked: negative, and the more so the heavier."""
    weight = heavy(1.0, burden, 30 * GROW)
    times, tone = pulse(1.0, 2.0, weight=weight)
    assert weight > 1
    assert np.trapezoid(tone, times) == pytest.approx((1 - weight) * 2.0, rel=0.01)


def test_law_pleasure_comes_first():
    times, tone = pulse(1.0, 1.0)
    assert times[tone.argmax()] < times[tone.argmin()]
    assert tone.max() > -tone.min(), "the pain is lower and longer"


@given(signed, signed, positive, positive)
def test_law_the_balance_is_linear_in_what_is_liked(liked, pleasure, rise, factor):
    assert d_pleasure(factor * liked, factor * pleasure, rise) == pytest.approx(
        factor * d_pleasure(liked, pleasure, rise), rel=1e-9, abs=1e-9
    )


@given(st.floats(1, 4), shares)
def test_law_the_weight_moves_towards_its_set_point(weight, burden):
    gap = 1 + GROWTH * burden - weight
    assert np.sign(d_pain_weight(weight, burden, GROWTH, GROW, EASE)) == np.sign(gap)


def test_twin_a_step_is_answered_by_two_exponentials():
    """Closed form of the cascade: pleasure 1 - exp(-t/rise); pain follows through its own clock."""
    times = np.array([0.5, 2.0, 8.0, 24.0])
    a, b = np.exp(-times / RISE), np.exp(-times / FALL)
    pleasure, pain = lived(1.0, 24.0, times)
    np.testing.assert_allclose(pleasure, 1 - a, rtol=1e-6)
    np.testing.assert_allclose(pain, 1 - (FALL * b - RISE * a) / (FALL - RISE), rtol=1e-6)


def test_twin_the_weight_grows_and_eases_by_exponentials():
    grown = heavy(1.0, 1.0, GROW)
    assert grown == pytest.approx(1 + GROWTH * (1 - np.exp(-1)), rel=1e-6)
    assert heavy(grown, 0.0, EASE) == pytest.approx(1 + (grown - 1) * np.exp(-1), rel=1e-6)


@given(st.floats(1, 4), st.floats(-3, -0.01))
def test_law_a_loss_is_answered_in_kind(weight, lost):
    """However heavy the pain side, a lasting loss is levelled out and never turned into joy."""
    assert float(d_pain(lost, lost, weight, FALL)) == pytest.approx(0, abs=1e-6)
    assert float(d_pain(-lost, -lost, weight, FALL)) >= 0
