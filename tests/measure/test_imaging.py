"""Occupancy as two scans give it, and scans of other kinds."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.measure import imaging, observe
from measure.made_instrument import draws, instrument, noises, number, quiet, truths

RANGE = {"low": -np.inf, "high": 100.0, "step": 0.1}
PET = instrument("scan", reads="mu_occupancy", unit="%", transform="percent", **RANGE, error=0.08)


@given(truths(0, 1), noises())
def test_occupancy_is_the_fall_of_a_binding_potential(truth, noise):
    baseline = 1.7 * np.exp(0.08 * noise[1])[:, None, None]
    drug = 1.7 * (1 - truth) * np.exp(0.08 * noise[0])
    np.testing.assert_allclose(observe(truth, PET, *noise), 100 * (1 - drug / baseline), atol=0.051)


@given(truths(0, 0.5), noises(), st.floats(0, 0.5))
def test_more_occupied_is_never_reported_as_less(truth, noise, more):
    assert (observe(truth + more, PET, *noise) >= observe(truth, PET, *noise)).all()


def test_an_empty_receptor_is_reported_as_often_negative_as_positive():
    found = observe(np.zeros((20000, 1, 1)), PET, *draws(0, (20000, 1, 1)))
    assert np.mean(found < 0) == pytest.approx(0.5, abs=0.02)
    assert np.median(found) == pytest.approx(0, abs=0.2)
    assert found.std() == pytest.approx(100 * 0.08 * np.sqrt(2), rel=0.05)


def test_a_full_receptor_is_seen_without_error():
    assert (observe(np.ones((50, 1, 1)), PET, *draws(0, (50, 1, 1))) == 100).all()


@pytest.mark.parametrize("truth", [0.3, 0.6, 0.95])
def test_right_in_the_middle(truth):
    found = observe(np.full((20000, 1, 1), truth), PET, *draws(1, (20000, 1, 1)))
    assert np.median(found) == pytest.approx(100 * truth, abs=0.4)
    assert found.std() == pytest.approx(100 * (1 - truth) * 0.08 * np.sqrt(2), rel=0.05)


def test_one_baseline_serves_all_later_scans():
    found = imaging.occupancy(np.zeros((20000, 2, 1)), 0.08, *draws(2, (20000, 2, 1))[:2])
    assert np.corrcoef(found[:, 0, 0], found[:, 1, 0])[0, 1] == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("transform", ["linear", "percent"])
def test_without_error_it_is_the_truth_in_percent(transform):
    exact = instrument("scan", reads="mu_occupancy", unit="%", transform=transform)
    assert observe(np.full((1, 1, 1), 0.27), exact, *quiet((1, 1, 1))).item() == pytest.approx(27)


def test_a_range_is_kept():
    from_zero = instrument("scan", reads="mu_occupancy", unit="%", low=0.0, high=100.0, error=0.08)
    assert observe(np.zeros((99, 1, 1)), from_zero, *draws(0, (99, 1, 1))).min() == 0


def test_a_regional_response_to_an_item_may_stand_apart():
    items = (SimpleNamespace(count=1, centre=number(0.37)), SimpleNamespace(count=1, centre=None))
    response = instrument("scan", reads="mu_evoked", gain=10.0, centre=0.0, items=items)
    assert observe(np.full((1, 1, 2), 0.1), response, *quiet((1, 1, 2))).ravel().tolist() == [1.37, 1.0]


def test_a_regional_response_has_additive_errors_and_no_expectancy():
    response = instrument(
        "scan", reads="mu_signal", unit="1", centre=1.0, gain=2.0, error=0.5, person_error=0.25
    )
    noise, person, expectancy = draws(3, (4, 2, 1))
    found = observe(np.full((4, 2, 1), 3.0), response, noise, person, expectancy + 9)
    np.testing.assert_allclose(found, 7 + 0.5 * noise + 0.25 * person[:, None, None])
