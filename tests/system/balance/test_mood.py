"""Mood and its symptoms: the trait on an even balance, and separate readouts of one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.balance import mood
from equipoise.system.balance.opponent import d_pain, d_pleasure, hedonic_tone, liking
from equipoise.system.dopamine.tonic import firing, settled_dopamine
from system.typical import positive, shares, signed, typical

NUMBERS = typical("balance/mood")
GAIN = NUMBERS["gain"]
REST = {"hedonic_tone": 0.0, "hedonic_level": 0.0, "cortisol": 1.0, "crh": 1.0, "withdrawal": 0.0,
        "craving": 0.0, "d2": 1.0, "capacity": 1.0}  # fmt: skip
SYMPTOMS = ("dysphoria", "anxiety", "irritability", "insomnia", "anhedonia", "preoccupation")


def read(**changes):
    """Every readout, each from the symbols that its equation names."""
    known = {**NUMBERS, **REST, **changes}
    for name in ("positive_affect", *SYMPTOMS, "depression"):
        equation = getattr(mood, name)
        arguments = equation.__code__.co_varnames[: equation.__code__.co_argcount]
        known[name] = float(equation(*(np.float64(known[argument]) for argument in arguments)))
    return known


@given(signed, signed)
def test_limit_on_an_even_balance_there_are_the_traits(trait, low_trait):
    seen = read(trait=trait, low_trait=low_trait)
    assert seen["positive_affect"] == trait
    assert seen["depression"] == pytest.approx(low_trait, abs=1e-6)
    assert [abs(seen[name]) for name in SYMPTOMS] == [0] * len(SYMPTOMS)


@given(signed, signed, positive, signed)
def test_law_affect_leans_the_way_the_balance_tips(one, other, gain, trait):
    moved = mood.positive_affect(trait, gain, one, 0.0) - mood.positive_affect(trait, gain, other, 0.0)
    assert moved == pytest.approx(
        gain * (one - other), rel=1e-6, abs=1e-9 * (1 + abs(gain * other) + abs(gain * one))
    )


@given(signed, signed)
def test_law_dysphoria_is_affect_turned_about(tone, level):
    seen = read(hedonic_tone=tone, hedonic_level=level)
    assert seen["dysphoria"] == pytest.approx(seen["trait"] - seen["positive_affect"], abs=1e-9)


WORSE = {
    "anxiety": {"cortisol": 2.0}, "irritability": {"hedonic_tone": -1.0}, "insomnia": {"crh": 2.0},
    "anhedonia": {"capacity": 0.5}, "preoccupation": {"craving": 1.0}, "dysphoria": {"hedonic_level": -1.0},
}  # fmt: skip


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_law_each_symptom_has_a_cause_of_its_own(symptom):
    """One readout rises and depression with it or not at all; of the others none falls."""
    calm, ill = read(), read(**WORSE[symptom])
    assert ill[symptom] > calm[symptom]
    assert all(ill[name] >= calm[name] for name in (*SYMPTOMS, "depression"))


@given(shares, shares)
def test_law_withdrawal_makes_three_of_them_worse(one, other):
    less, more = (read(withdrawal=each) for each in sorted([one, other]))
    for name in ("anxiety", "irritability", "insomnia", "depression"):
        assert less[name] <= more[name] + 1e-12


@given(signed, signed, st.floats(0.01, 2))
def test_law_who_is_usually_low_falls_lower(one, other, below):
    fall = [read(low_trait=t, hedonic_level=-below)["depression"] - t for t in sorted([one, other])]
    assert fall[0] <= fall[1] + 1e-9


@given(st.floats(0.1, 1), st.floats(0.1, 1))
def test_twin_anhedonia_counts_the_response_lost_in_folds(d2, capacity):
    told = -NUMBERS["by_response"] * (np.log(d2) + np.log(capacity))
    assert read(d2=d2, capacity=capacity)["anhedonia"] == pytest.approx(told, rel=1e-4, abs=1e-5)


def test_twin_a_good_meal_lifts_affect_by_part_of_a_standard_deviation():
    """The chain from reward to mood, written out for one hour of one reward: a lift, then less than nothing."""
    tonic, balance = typical("dopamine/tonic"), typical("balance/opponent")
    fires = firing(1.0, 0.0, 1.0, tonic["by_reward"], tonic["floor"])
    level = settled_dopamine(
        fires,
        0.0,
        tonic["brake"],
        tonic["brake"],
        tonic["brake_half"],
        1.0,
        tonic["uptake_half"],
        0.0,
        tonic["leak"],
    )
    liked = float(liking(level, 1.0, balance["sensitivity"]))
    pleasure = pain = 0.0
    course, step = [], 1 / 240
    for k in range(24 * 240):
        pleasure += step * d_pleasure(liked * (k < 240), pleasure, balance["rise"])
        pain += step * d_pain(pleasure, pain, 1.0, balance["fall"])
        course.append(mood.positive_affect(0.0, GAIN, hedonic_tone(pleasure, pain), 0.0))
    assert 0.1 < max(course) < 1
    assert -max(course) < min(course) < 0
    assert np.argmax(course) == pytest.approx(240, abs=10)
