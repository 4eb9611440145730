"""An assay is right on average, errs in proportion, and is silent below its limit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.measure import missing_reason, observe
from measure.made_instrument import draws, instrument, noises, quiet, truths

PLASMA = {"reads": "plasma", "unit": "nM"}
ASSAY = instrument("assay", **PLASMA, low=0.5, high=np.inf, step=0.01, error=0.1)


@given(truths(0, 500), noises())
def test_what_is_reported_is_above_the_limit(truth, noise):
    found = observe(truth, ASSAY, *noise)
    assert np.nanmin(found, initial=np.inf) >= 0.5
    assert set(missing_reason(truth, found).ravel()) <= {"", "below limit"}


@given(truths(0, 500), noises(), st.floats(1, 10))
def test_more_in_the_blood_is_never_reported_as_less(truth, noise, factor):
    noise = (np.clip(noise[0], -3, 3), *noise[1:])
    less, more = (np.nan_to_num(observe(level, ASSAY, *noise)) for level in (truth, factor * truth))
    assert (more >= less).all()


@pytest.mark.parametrize("level", [2.0, 200.0])
def test_error_is_proportional_and_right_on_average(level):
    found = observe(np.full((20000, 1, 1), level), ASSAY, *draws(0, (20000, 1, 1)))
    assert found.mean() == pytest.approx(level, rel=0.003)
    assert found.std() / level == pytest.approx(0.1, rel=0.02)


def test_a_floor_of_error_adds_in_squares():
    floor = instrument("assay", **PLASMA, error=0.1, floor_error=3.0)
    found = observe(np.full((20000, 1, 1), 40.0), floor, *draws(1, (20000, 1, 1)))
    assert found.std() == pytest.approx(5.0, rel=0.02)


def test_samples_of_one_person_share_an_error():
    shared = instrument("assay", **PLASMA, error=0.1, person_error=0.2)
    found = observe(np.full((20000, 2, 1), 10.0), shared, *draws(2, (20000, 2, 1)))
    assert np.corrcoef(found[:, 0, 0], found[:, 1, 0])[0, 1] == pytest.approx(0.8, abs=0.02)


def test_the_limit_is_told_in_the_unit_of_the_assay():
    """10 nM of a drug of 341.4 g/mol is 3.414 ng/mL; 341.4 g/mol is 3.414e-4 mg/nmol in engine units."""
    plasma = instrument("assay", reads="plasma", unit="ng/mL", gain=3.414e-4, low=1.0, step=0.1)
    truth = np.array([[[10.0, 2.0, np.nan]]])
    found = observe(truth, plasma, *quiet(truth.shape))
    assert found.ravel()[0] == pytest.approx(3.4)
    assert missing_reason(truth, found).ravel().tolist() == ["", "below limit", "not measured"]


def test_rounding_does_not_fall_below_the_limit():
    coarse = instrument("assay", **PLASMA, low=0.25, step=0.2)
    found = observe(np.array([[[0.26, 0.24, 0.31]]]), coarse, *quiet((1, 1, 3)))
    assert found.ravel().tolist() == pytest.approx([0.25, np.nan, 0.4], nan_ok=True)


def test_expectancy_does_not_reach_a_test_tube():
    noise, person, nothing = quiet((3, 1, 1))
    found = [observe(np.ones((3, 1, 1)), ASSAY, noise, person, nothing + hope) for hope in (0, 5)]
    np.testing.assert_array_equal(*found)
