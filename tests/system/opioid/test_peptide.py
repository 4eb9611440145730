"""The body's own peptide: a tone, and release by company, kind words and warmth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from equipoise.system.opioid.peptide import d_peptide, peptide_tone, release, settled_peptide
from system.typical import positive, typical

NUMBERS = typical("opioid/peptide")
amounts = st.floats(0, 100)
BY = (NUMBERS["by_company"], NUMBERS["by_kindness"], NUMBERS["by_warmth"])


def test_limit_alone_and_untouched_there_is_the_tone():
    assert release(0.0, 0.0, 0.0, *BY) == 0
    assert settled_peptide(0.7, 0.0) == peptide_tone(0.7) == 0.7


@given(st.floats(-50, 0))
def test_limit_what_is_cold_releases_nothing(temperature):
    """Colder than neutral is like neutral."""
    assert release(0.0, 0.0, temperature, *BY) == 0


@given(positive, positive, positive)
def test_law_at_the_settled_value_nothing_moves(tone, released, clearance_time):
    assert d_peptide(settled_peptide(tone, released), tone, released, clearance_time) == 0


@given(positive, positive, positive, positive)
def test_law_peptide_moves_towards_the_settled_value(peptide, tone, released, clearance_time):
    towards = np.sign(settled_peptide(tone, released) - peptide)
    assert np.sign(d_peptide(peptide, tone, released, clearance_time)) == towards


@given(amounts, amounts, st.floats(-10, 50), st.tuples(amounts, amounts, amounts))
def test_law_nothing_met_takes_peptide_away(company, kindness, temperature, by):
    assert release(company, kindness, temperature, *by) >= 0


@given(amounts, amounts, amounts)
def test_law_what_is_met_together_adds_up(company, kindness, temperature):
    together = release(company, kindness, temperature, *BY)
    apart = release(company, 0, 0, *BY) + release(0, kindness, 0, *BY) + release(0, 0, temperature, *BY)
    assert float(together) == pytest.approx(
        float(apart), rel=1e-5
    )  # outside the engine JAX counts in single precision


def test_twin_the_rate_relaxes_to_the_settled_value():
    """After a meeting begins: 1 - exp(-t / clearance_time) of the way, and all the way long before the hour is over."""
    tau, times = NUMBERS["clearance_time"], np.array([0.05, 0.1, 0.2, 1.0])
    lived = solve_ivp(
        lambda t, p: d_peptide(p, 1.0, 1.0, tau), (0, 1), [1.0], t_eval=times, rtol=1e-10, atol=1e-12
    )
    np.testing.assert_allclose(lived.y[0], 2 - np.exp(-times / tau), rtol=1e-8)
    assert lived.y[0, -1] == pytest.approx(settled_peptide(1.0, 1.0), rel=1e-3)
