"""Mood: positive affect is a trait moved by the hedonic tone."""

import numpy as np
import pytest
from hypothesis import given

from equipoise.system.balance.mood import positive_affect
from equipoise.system.balance.opponent import d_pain, d_pleasure, hedonic_tone, liking
from equipoise.system.dopamine.tonic import firing, settled_dopamine
from system.typical import positive, signed, typical

GAIN = typical("balance/mood")["gain"]


@given(signed, positive)
def test_limit_on_an_even_balance_there_is_the_trait(trait, gain):
    assert positive_affect(trait, gain, 0.0) == trait


@given(signed, signed, positive, signed)
def test_law_affect_leans_the_way_the_balance_tips(one, other, gain, trait):
    moved = positive_affect(trait, gain, one) - positive_affect(trait, gain, other)
    assert moved == pytest.approx(
        gain * (one - other), rel=1e-6, abs=1e-9 * (1 + abs(gain * other) + abs(gain * one))
    )


def test_twin_a_good_meal_lifts_affect_by_part_of_a_standard_deviation():
    """The chain from reward to mood, written out for one hour of one reward: a lift, then less than nothing."""
    tonic, balance = typical("dopamine/tonic"), typical("balance/opponent")
    fires = firing(1.0, 0.0, tonic["by_reward"], tonic["floor"])
    liked = float(liking(settled_dopamine(fires, tonic["brake"], tonic["brake_half"], tonic["uptake_half"])))
    pleasure = pain = 0.0
    mood, step = [], 1 / 240
    for k in range(24 * 240):
        pleasure += step * d_pleasure(liked * (k < 240), pleasure, balance["rise"])
        pain += step * d_pain(pleasure, pain, balance["weight"], balance["fall"])
        mood.append(positive_affect(0.0, GAIN, hedonic_tone(pleasure, pain)))
    assert 0.1 < max(mood) < 1
    assert -max(mood) < min(mood) < 0
    assert np.argmax(mood) == pytest.approx(240, abs=10)
