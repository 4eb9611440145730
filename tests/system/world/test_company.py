"""Company: a chance in each waking hour, pulled by the bond, with a warmth of 1 on average."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.system.world.company import awake, company_chance, company_met, in_company, next_company
from system.typical import shares, signed, typical

NUMBERS = typical("world/company")
SOCIABLE, SEEKING, USUAL = NUMBERS["sociability"], NUMBERS["seeking"], NUMBERS["usual_bond"]
WAKING, BEDTIME, VARIETY = NUMBERS["waking"], NUMBERS["bedtime"], NUMBERS["variety"]


def chance(bond=USUAL, up=1.0, sociability=SOCIABLE, seeking=SEEKING, usual=USUAL):
    return float(company_chance(up, bond, sociability, seeking, usual))


@given(signed, signed)
def test_limit_asleep_one_is_alone(bond, sociability):
    assert chance(bond, 0.0, sociability) == 0
    assert next_company(0.0, 0.0, 1.0, VARIETY) == 0


def test_limit_at_the_usual_bond_sociability_is_as_stated():
    assert chance() == pytest.approx(1 / (1 + np.exp(-SOCIABLE)), rel=1e-6)


def test_limit_without_variety_all_company_is_alike():
    assert next_company(0.9, 0.1, 2.5, 0.0) == 1


@given(st.floats(-100, 100), signed, st.floats(0, 10), signed)
def test_law_a_chance_is_a_chance(bond, sociability, seeking, usual):
    assert 0 <= chance(bond, 1.0, sociability, seeking, usual) <= 1


@given(st.floats(-5, 5), st.floats(0, 5))
def test_law_a_closer_bond_is_sought_more(bond, closer):
    assert chance(bond + closer) >= chance(bond)


@given(shares, shares, signed, st.floats(0, 2))
def test_law_company_is_warm_or_absent(luck, likely, warmth, variety):
    warm = float(next_company(likely, luck, warmth, variety))
    assert (warm > 0) == (luck < likely)
    assert bool(in_company(warm)) == (warm > 0)


@given(st.floats(0, 24))
def test_law_the_day_has_sixteen_hours(hour):
    assert awake(hour, WAKING, BEDTIME) == (WAKING <= hour < BEDTIME)
    assert sum(awake(h, WAKING, BEDTIME) for h in range(24)) == BEDTIME - WAKING == 16


def test_twin_warmth_is_one_on_average():
    """Mean of the log-normal by Gauss-Hermite quadrature, and its spread as stated."""
    z, weight = np.polynomial.hermite_e.hermegauss(40)
    warmth = np.array([float(next_company(1.0, 0.0, one, VARIETY)) for one in z])
    weight = weight / weight.sum()
    assert (weight * warmth).sum() == pytest.approx(1, rel=1e-5)
    assert (weight * warmth**2).sum() == pytest.approx(np.exp(VARIETY**2), rel=1e-5)


def test_twin_hours_in_company_are_those_of_the_time_use_survey():
    """4.6 of 16 waking hours alone (atus-2009-2019)."""
    assert 16 * (1 - chance()) == pytest.approx(4.6, abs=0.15)


@given(st.floats(0, 10), st.floats(0, 10))
def test_law_whoever_is_sent_adds_to_nobody_but_takes_no_company_away(company, visit):
    met = float(company_met(company, visit))
    assert met == pytest.approx(max(company, visit), rel=1e-6)


def test_limit_without_a_visit_company_is_what_comes_by():
    assert float(company_met(0.7, 0.0)) == pytest.approx(0.7)
