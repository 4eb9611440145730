import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.units import scale
from equipoise.system.breathing import rescue
from system.breathing.numbers import call, everything

SECOND, LITRES = scale("s"), scale("L/min")


def test_limit_nobody_helps_while_breathing_is_usual():
    usual = {"usual_ventilation": 7 * LITRES, "alarmed": 0.0}
    assert call(rescue.notice, ventilation=2.81 * LITRES, **usual) == 0
    assert call(rescue.notice, ventilation=2.79 * LITRES, **usual) == 1
    assert call(rescue.notice, ventilation=7 * LITRES, **{**usual, "alarmed": 1.0}) == 1, (
        "and never unlearns it"
    )
    assert call(rescue.injected, alarmed=1.0, alarm_age=59.9 * SECOND) == 0
    assert call(rescue.injected, alarmed=1.0, alarm_age=60.1 * SECOND) == 1
    assert call(rescue.d_depot, depot=5.0, injected=0.0) == 0


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.floats(0, 1e4))
def test_law_what_leaves_the_needle_and_is_not_lost_arrives(depot, transit, muscle):
    inside = {"depot": depot, "transit": transit, "muscle": muscle, "injected": 1.0}
    known = everything()
    lost = (1 - known["breathing/rescue.bioavailability"]) * known["breathing/rescue.transit_rate"] * depot
    absorbed = known["breathing/rescue.absorption_rate"] * muscle
    moved = sum(call(rate, **inside) for rate in (rescue.d_depot, rescue.d_transit, rescue.d_muscle))
    assert moved == pytest.approx(-lost - absorbed, abs=1e-6)


def test_twin_plasma_rises_as_the_published_equation_says():
    """Per second and in ng/mL: (kin amount - (kout + k12) level + k12 peripheral) / V1, by hand."""
    mass = 327.27
    theirs = (0.0052413 * 2e5 - (31.796 + 514.11) * 4 + 514.11 * 1.5) / 155185
    muscle, level, peripheral = 2e5 / mass, 4 / mass * 1000, 1.5 / mass * 1000
    ours = call(
        rescue.d_level, muscle=muscle, naloxone_level=level, naloxone_peripheral=peripheral, crowding=1.0
    )
    assert ours * SECOND * mass / 1000 == pytest.approx(theirs, rel=1e-4)
