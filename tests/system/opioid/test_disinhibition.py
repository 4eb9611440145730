"""Disinhibition: mu signal above or below its rest moves the firing of dopamine cells; other drugs add to it."""

import numpy as np
import pytest
from hypothesis import given

from equipoise.system.opioid.disinhibition import disinhibition
from equipoise.system.receptor.binding import bound_at_rest
from equipoise.system.receptor.transduction import mu_background, mu_rest
from system.typical import positive, shares, signed, typical

BY = tuple(typical("opioid/disinhibition").values())
MU, NICOTINIC, GABA, KAPPA = BY
EFFICACY = typical("receptor/transduction")["peptide_efficacy"]
REST = mu_rest(bound_at_rest(1.0, typical("receptor/binding")["peptide_affinity"]), EFFICACY, 1.0)


def freed(background, rest=0.0, nicotinic=0.0, gaba=0.0, kappa=0.0, by=BY):
    return disinhibition(background, rest, nicotinic, gaba, kappa, *by)


def test_the_numbers_stand_in_the_order_of_the_equation():
    assert tuple(typical("opioid/disinhibition")) == ("by_mu", "by_nicotinic", "by_gaba", "by_kappa")


@given(signed)
def test_limit_at_rest_nothing_is_freed(signal):
    assert freed(signal, signal) == 0


@given(signed, signed, positive)
def test_law_more_signal_frees_more(one, other, gain):
    only = (gain, NICOTINIC, GABA, KAPPA)
    assert np.sign(freed(one, other, by=only)) in (np.sign(one - other), 0)
    assert freed(one, other, by=(2 * gain, *only[1:])) == pytest.approx(2 * freed(one, other, by=only))


@given(shares, shares, shares)
def test_law_nicotine_and_alcohol_free_and_kappa_holds_back(nicotinic, gaba, kappa):
    assert freed(0.0, nicotinic=nicotinic) >= 0
    assert freed(0.0, gaba=gaba) >= 0
    assert freed(0.0, kappa=kappa) <= 0


def test_law_a_block_holds_back_less_than_an_agonist_frees():
    """There is little tone to take away, and much room above it."""
    blocked = freed(0.0, REST)
    agonist = freed(mu_background(EFFICACY, 0.0, EFFICACY, 1.0, 1.0), REST)
    assert -agonist / 2 < blocked < 0 < agonist


@given(signed, shares, shares, shares)
def test_twin_the_parts_add_up(signal, nicotinic, gaba, kappa):
    told = np.dot(BY, [signal - REST, nicotinic, gaba, -kappa])
    assert freed(signal, REST, nicotinic, gaba, kappa) == pytest.approx(told, abs=1e-9)


def test_twin_a_full_agonist_on_every_receptor_has_the_range_of_the_signal():
    """Of a drug as efficacious as own peptide: the ceiling of the operational model less what is there at rest."""
    agonist = freed(mu_background(EFFICACY, 0.0, EFFICACY, 1.0, 1.0), REST)
    assert agonist / MU == pytest.approx(EFFICACY / (1 + EFFICACY) - REST, rel=1e-6)
