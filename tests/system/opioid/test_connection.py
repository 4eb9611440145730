"""Felt connection: a trait, what is evoked through the receptor, and a memory of it."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from scipy.integrate import solve_ivp

from equipoise.system.opioid import connection as mechanism
from equipoise.system.opioid.connection import connection, d_bond
from equipoise.system.receptor.binding import bound_peptide, bound_tone, free
from equipoise.system.receptor.transduction import mu_background, mu_evoked, mu_signal
from system.typical import positive, shares, signed, typical

NUMBERS = typical("opioid/connection")
K, EFFICACY = (
    typical("receptor/binding")["peptide_affinity"],
    typical("receptor/transduction")["peptide_efficacy"],
)


def evoked(peptide, drug_load):
    """Evoked signal at some peptide above a tone of 1, beside an antagonist."""
    bound = bound_peptide(peptide, K, free(1.0, drug_load, peptide, K))
    signal = mu_signal(0.0, bound, EFFICACY, 1.0, 1.0)
    return mu_evoked(signal, mu_background(0.0, bound_tone(1.0, K, drug_load, 1.0), EFFICACY, 1.0, 1.0))


@given(signed, positive)
def test_limit_where_nothing_is_evoked_there_is_the_trait(trait, gain):
    assert connection(trait, gain, 0.0) == trait


def test_limit_a_full_block_leaves_the_trait():
    """Company evokes nothing at a receptor that is taken."""
    assert connection(0.3, NUMBERS["gain"], evoked(2.0, drug_load=1e12)) == pytest.approx(0.3, abs=1e-9)


@given(shares, shares, positive)
def test_law_more_evoked_is_more_connection(one, other, gain):
    assert (connection(0.0, gain, one) > connection(0.0, gain, other)) == (gain * one > gain * other)


@given(positive, positive)
def test_law_an_antagonist_never_brings_people_closer(load, more):
    assert evoked(2.0, load + more) <= evoked(2.0, load) + 1e-15
    assert evoked(2.0, load) >= 0


def test_law_connection_does_not_pass_through_dopamine():
    """So that blocking the receptor lowers it and leaves pleasure."""
    reads = {name for equation in (connection, d_bond) for name in inspect.signature(equation).parameters}
    assert not reads & {"dopamine", "liking", "hedonic_tone", "positive_affect", "disinhibition"}
    assert "dopamine" in mechanism.__doc__


def test_twin_the_bond_forgets_exponentially():
    memory, unit, times = NUMBERS["memory"], NUMBERS["evoked_unit"], np.array([6.0, 48, 240])
    lived = solve_ivp(
        lambda t, b: d_bond(b, 0.5 * unit, unit, memory),
        (0, 240),
        [2.0],
        t_eval=times,
        rtol=1e-10,
        atol=1e-12,
    )
    np.testing.assert_allclose(lived.y[0], 0.5 + 1.5 * np.exp(-times / memory), rtol=1e-7)
