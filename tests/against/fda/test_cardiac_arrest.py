"""The overdose model's 12 published shares in cardiac arrest, from its own 2,000 virtual people."""

import numpy as np
import pytest

from against.fda import rows

NEAR = 0.5  # points; the published bars were read from a drawing


@pytest.mark.slow
def test_all_twelve_shares_in_cardiac_arrest():
    told = rows.cells()
    ours = [
        rows.share_arrested(cell.opioid, cell.iv_dose_mg, rows.RESCUES[cell.naloxone], rows.people())
        for cell in told.itertuples()
    ]
    found = told.assign(ours=np.round(ours, 2))[["opioid", "iv_dose_mg", "naloxone", "ca_pct", "ours"]]
    assert np.abs(found["ours"] - found["ca_pct"]).max() <= NEAR, f"\n{found.to_string()}"


def test_one_share_from_every_fourth_person():
    """Arrests fall in the first 20 minutes; a quarter of the people leaves 2 points of chance."""
    ours = rows.share_arrested("fentanyl", 1.625, "im2", rows.people().iloc[::4], until=1 / 3)
    assert ours == pytest.approx(29.4, abs=4.5)
