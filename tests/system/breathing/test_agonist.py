import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from equipoise.engine.units import scale
from equipoise.system.breathing import agonist
from system.breathing.numbers import call, everything

AMOUNT = st.floats(0, 1e5)


def test_limit_at_one_concentration_everywhere_only_clearance_moves_anything():
    known = everything()
    volumes = {key: known[f"breathing/agonist.{key}"] for key in ("volume", "shallow_volume", "deep_volume")}
    inside = {
        "opioid_plasma": 2 * volumes["volume"],
        "opioid_shallow": 2 * volumes["shallow_volume"],
        "opioid_deep": 2 * volumes["deep_volume"],
    }
    assert call(agonist.d_shallow, **inside) == pytest.approx(0)
    assert call(agonist.d_deep, **inside) == pytest.approx(0)
    assert call(agonist.d_plasma, **inside) == pytest.approx(-2 * known["breathing/agonist.clearance"])


@given(AMOUNT, AMOUNT, AMOUNT)
def test_law_what_leaves_the_body_is_what_is_cleared(plasma, shallow, deep):
    inside = {"opioid_plasma": plasma, "opioid_shallow": shallow, "opioid_deep": deep}
    moved = [call(rate, **inside) for rate in (agonist.d_plasma, agonist.d_shallow, agonist.d_deep)]
    known = everything()
    cleared = known["breathing/agonist.clearance"] * plasma / known["breathing/agonist.volume"]
    assert sum(moved) == pytest.approx(-cleared, abs=1e-9 * (1 + sum(np.abs(moved))))


def test_twin_fentanyl_follows_the_published_rate_constants_for_ten_minutes():
    """Medians of the model's people: k10 0.0020, k12 0.0033, k13 0.0036 per second; 155 ng/mL at once."""
    k10, k12, k21 = 0.0210559 / 10.52, 0.0343109 / 10.52, 0.0343109 / 14.7853
    k13, k31 = 0.0380217 / 10.52, 0.0380217 / 166.426
    rates = np.array([[-k10 - k12 - k13, k21, k31], [k12, -k21, 0], [k13, 0, -k31]])
    theirs = expm(600 * rates) @ [1.625 / 336.4 * 1e6, 0, 0]
    inside = np.array([1.625e6 / 336.4, 0, 0])
    names = ("opioid_plasma", "opioid_shallow", "opioid_deep")
    matrix = [
        [call(rate, **dict(zip(names, unit, strict=True))) for unit in np.eye(3)]
        for rate in (agonist.d_plasma, agonist.d_shallow, agonist.d_deep)
    ]
    ours = expm(600 * scale("s") * np.array(matrix)) @ inside
    assert ours == pytest.approx(theirs, rel=2e-4)
