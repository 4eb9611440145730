"""Tonic dopamine: release against uptake under a brake; one at rest, and one positive root for any drug."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from equipoise.engine.precision import double
from equipoise.system.dopamine.tonic import (
    brake_full,
    brake_now,
    d_dopamine,
    firing,
    outflow,
    release_drive,
    settled_dopamine,
    uptake_now,
)
from system.typical import shares, typical

NUMBERS = typical("dopamine/tonic")
TURNOVER, FLOOR = NUMBERS["turnover"], NUMBERS["floor"]
NAMES = ("drive", "outflow", "brake", "full", "brake_half", "uptake", "uptake_half", "block", "leak")
AT_REST = {"drive": 1.0, "outflow": 0.0, "uptake": 1.0, "block": 0.0, "full": NUMBERS["brake"]} | {
    name: NUMBERS[name] for name in ("brake", "brake_half", "uptake_half", "leak")
}
drives, blocks = st.floats(0.05, 4), st.floats(0, 50)
people = st.fixed_dictionaries(
    {"brake": st.floats(0, 3), "brake_half": st.floats(1, 20), "uptake_half": st.floats(5, 30),
     "leak": st.floats(0.001, 0.02)}
)  # fmt: skip


def meeting(person=(), **changes):
    """What dopamine settles at and moves by, in the order of the equations' arguments."""
    given = {**AT_REST, **dict(person)}
    given["full"] = given["brake"]
    given.update(changes)
    return [np.asarray(given[name], float) for name in NAMES]


def settled(person=(), **changes):
    with double():
        return np.asarray(settled_dopamine(*meeting(person, **changes)))


def release_less_uptake(level, drive, outflow, brake, full, brake_half, uptake, uptake_half, block, leak):
    """The balance as the docstring writes it."""
    braking = (1 + brake * level / (level + brake_half)) / (1 + full / (1 + brake_half))
    passed = (1 - leak) * uptake * level * (uptake_half + 1) / (uptake_half * (1 + block) + level)
    return drive / braking + outflow - passed - leak * level


def test_limit_at_rest_dopamine_is_one():
    """Firing 1 where no reward is met and nothing is freed."""
    assert firing(0.0, 0.0, 1.0, NUMBERS["by_reward"], FLOOR) == 1
    assert release_drive(1.0, 1.0, 1.0, 1.0, NUMBERS["tonic_share"]) == 1
    assert outflow(0.0, 1.0, 1.0, NUMBERS["outflow_gain"]) == 0
    assert settled() == pytest.approx(1, rel=1e-12)


@given(people)
def test_limit_at_rest_it_is_one_whatever_the_numbers(person):
    assert settled(person) == pytest.approx(1, rel=1e-9)


def test_limit_cells_never_fall_quite_silent():
    assert firing(-100.0, 0.0, 1.0, NUMBERS["by_reward"], FLOOR) == np.float32(FLOOR)
    assert 0 < settled(drive=FLOOR) < 0.1


def test_limit_without_brake_and_leak_the_root_has_a_closed_form():
    drive = np.linspace(0.1, 4, 20)
    half = NUMBERS["uptake_half"]
    found = settled(drive=drive, brake=0 * drive, full=0.0, leak=0.0)
    np.testing.assert_allclose(found, drive * half / (half + 1 - drive), rtol=1e-9)


def test_limit_without_any_transporter_the_leak_is_all():
    """Release over leak: what knocking the transporter out would do."""
    found = settled(uptake=0.0, brake=0.0, full=0.0)
    assert found == pytest.approx(1 / NUMBERS["leak"], rel=1e-6)


@given(drives, blocks, st.floats(0, 0.95), people)
def test_law_the_settled_value_stops_the_rate(drive, block, turned, person):
    met = meeting(person, drive=drive, block=block, uptake=1 - turned, outflow=turned)
    level = float(settled_dopamine_at(met))
    assert level > 0
    assert abs(d_dopamine(level, *met, 1.0)) < 1e-6 * (drive + turned)


def settled_dopamine_at(met):
    with double():
        return settled_dopamine(*met)


@given(drives, st.floats(1.001, 2), blocks, people)
def test_law_more_firing_is_more_dopamine(drive, factor, block, person):
    assert settled(person, drive=drive * factor, block=block) > settled(person, drive=drive, block=block)


@given(st.floats(0.5, 2), blocks, st.floats(1.01, 3))
def test_law_a_blocker_raises_dopamine_and_more_of_it_more(drive, block, factor):
    assert settled(drive=drive, block=block + 0.1) > settled(drive=drive)
    assert settled(drive=drive, block=(block + 0.1) * factor) > settled(drive=drive, block=block + 0.1)


@given(st.floats(0.01, 0.9), shares)
def test_law_a_releaser_raises_dopamine_and_an_empty_store_less(turned, store):
    full, emptied = (
        settled(outflow=outflow(turned, 1.0, left, NUMBERS["outflow_gain"]), uptake=uptake_now(1.0, turned))
        for left in (1.0, store)
    )
    assert 1 < emptied <= full * (1 + 1e-12)


@given(st.floats(1.01, 4), people)
def test_law_the_brake_holds_dopamine_nearer_to_rest(drive, person):
    strong = {**person, "brake": person["brake"] + 1}
    assert 1 < settled(strong, drive=drive) < settled(person, drive=drive)


@given(st.floats(0.1, 3), st.floats(0.5, 0.99))
def test_law_fewer_receptors_brake_less(drive, d2):
    full = brake_full(NUMBERS["brake"], 1.0)
    assert settled(drive=drive, brake=brake_now(full, d2), full=full) > settled(drive=drive)


@given(shares, st.floats(0, 2), st.floats(0, 2))
def test_law_what_is_evoked_shrinks_with_capacity(capacity, reward, freed):
    fires = firing(reward, freed, capacity, NUMBERS["by_reward"], FLOOR)
    assert 1 <= fires <= firing(reward, freed, 1.0, NUMBERS["by_reward"], FLOOR) * (1 + 1e-6)
    assert release_drive(1.0, 1.0, capacity, 1.0, NUMBERS["tonic_share"]) <= 1


@given(drives, st.floats(0.05, 5))
def test_law_the_rate_points_to_the_root(drive, level):
    towards = settled(drive=drive) - level
    assume(abs(towards) > 1e-12)  # at the root itself only rounding is left
    assert np.sign(d_dopamine(level, *meeting(drive=drive), TURNOVER)) == np.sign(towards)


@given(drives, blocks, st.floats(0, 0.98), people)
def test_twin_a_bracketing_solver_finds_the_same_root(drive, block, turned, person):
    """Of the equation in the docstring, written out here once more."""
    met = meeting(person, drive=drive, block=block, uptake=1 - turned, outflow=turned)
    root = brentq(release_less_uptake, 1e-6, 1e5, args=tuple(map(float, met)), xtol=1e-13, rtol=1e-14)
    assert float(settled_dopamine_at(met)) == pytest.approx(root, rel=1e-6)


@pytest.mark.parametrize("changes", [{"drive": 0.05}, {"drive": 1.3}, {"drive": 3.0}, {"block": 3.0}])
def test_twin_the_moment_clock_relaxes_to_the_settled_value(changes):
    """The life clock's value is the limit of the rate, within minutes even where transporters are blocked."""
    met = meeting(**changes)
    lived = solve_ivp(
        lambda t, c: d_dopamine(c, *met, TURNOVER), (0, 0.2), [1.0], method="LSODA", rtol=1e-10, atol=1e-12
    )
    assert lived.y[0, -1] == pytest.approx(float(settled(**changes)), rel=1e-6)
