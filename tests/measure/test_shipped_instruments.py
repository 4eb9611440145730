"""Every shipped instrument can be read, and gives what it may give."""

import numpy as np
import pytest

from equipoise import evidence
from equipoise.measure import draws_per_item, missing_reason, observe


@pytest.mark.parametrize("name", evidence.names("scales"))
def test_a_shipped_instrument_reports_in_its_range(name):
    instrument = evidence.load_scale(name)
    shape = (50, 3, max(len(instrument.items), 1))
    random = np.random.default_rng(0)
    truth, noise = random.random(shape), random.normal(size=(*shape, draws_per_item(instrument)))
    noise = noise if instrument.kind == "task" else noise[..., 0]
    found = observe(truth, instrument, noise, random.normal(size=50), np.zeros((50, 3)))
    reasons = missing_reason(truth, found)
    assert found.shape == shape
    assert (((found >= instrument.low) & (found <= instrument.high)) | (reasons == "below limit")).all()
    assert instrument.kind == "assay" or not (reasons != "").any()
