"""The moment clock: its order, its stability, and the life clock's settled values as its limit."""

from functools import lru_cache

import numpy as np
import pytest

from engine import made, typical_day
from equipoise.engine import moment, reference
from equipoise.engine.symbol import forcing, needs, parameter, rate, settles, state
from equipoise.engine.timeline import Dose


@lru_cache
def chain(clock="moment"):
    """A linear state that empties into one that grows logistically and a quick one that follows it."""
    source = made.mechanism_of(
        "made/source",
        decay=parameter("1/h", "rate of loss"),
        drug=state("1", "what was given", form="linear"),
        d_drug=rate("drug")(lambda drug, decay: -decay * drug),
    )
    follower = made.mechanism_of(
        "made/follower",
        drug=needs("1", "what was given"),
        push=forcing("1/h", "what is done"),
        growth=parameter("1/h", "rate of growth"),
        speed=parameter("1/h", "rate of following"),
        level=state("1", "what grows", start=1 / 2),
        d_level=rate("level")(lambda level, drug, push, growth: growth * level * (1 - level + drug) + push),
        quick=state("1", "what follows", start=1 / 2, form="settled"),
        d_quick=rate("quick")(lambda quick, level, speed: speed * (level**2 - quick)),
        settled_quick=settles("quick")(lambda level: level**2),
    )
    return made.system_of(source, follower, clock=clock, drug=("1", ()))


NUMBERS = {"made/source.decay": [3.0], "made/follower.growth": [2.0], "made/follower.speed": [5.0]}
NUMBERS = {name: np.array(value) for name, value in NUMBERS.items()}


def end(step, numbers=NUMBERS, clock="moment"):
    given = {"held": {"push": [(0, 0.0), (0.5, 1.0)]}, "doses": [Dose(0.25, "drug", 1.0)]}
    return {n: v[-1] for n, v in moment.trace(chain(clock), numbers, 1.0, step, **given).signals.items()}


def test_halving_the_step_divides_the_error_by_sixteen():
    given = {"held": {"push": [(0, 0.0), (0.5, 1.0)]}, "doses": [Dose(0.25, "drug", 1.0)]}
    exact = reference.live(chain(), NUMBERS, [1.0], tolerance=1e-12, **given)
    errors = {s: {n: abs(v[0] - exact[n][0]) for n, v in end(s).items()} for s in (1 / 16, 1 / 32)}
    for name in ("level", "quick"):
        assert errors[1 / 16][name] / errors[1 / 32][name] == pytest.approx(16, rel=0.3), name
    assert errors[1 / 16]["drug"] < 1e-12


def test_a_state_far_quicker_than_the_step_sits_where_it_settles():
    hurried = end(1 / 32, {**NUMBERS, "made/follower.speed": np.array([1e9])})
    settled = end(1 / 32, clock="life")
    assert hurried["level"] == pytest.approx(settled["level"], rel=1e-9)
    assert hurried["quick"] == pytest.approx(settled["level"] ** 2, rel=1e-5)


def test_people_do_not_meet():
    together = {name: np.concatenate([value, 2 * value]) for name, value in NUMBERS.items()}
    apart = end(1 / 16, {name: 2 * value for name, value in NUMBERS.items()})
    both = end(1 / 16, together)
    assert all(both[name][1] == pytest.approx(apart[name][0], rel=1e-13) for name in apart)


def test_what_falls_between_two_steps_is_refused():
    with pytest.raises(ValueError, match="not on a grid of"):
        moment.trace(chain(), NUMBERS, 1.0, 0.25, doses=[Dose(0.3, "drug", 1.0)])
    with pytest.raises(ValueError, match="not on a grid of"):
        moment.trace(chain(), NUMBERS, 1.0, 0.3)


SHRINK = np.array([1.0, 0.5, 0.25])  # one person for each time constant, otherwise alike
MINUTE = 1 / 60
FAST = ("peptide", "dopamine", "dorsal_dopamine", "burst", "restraint")


@pytest.fixture(scope="module")
def quickened():
    """Ten minutes in which company comes and something good happens: on both clocks, fast states ever faster."""
    alike = {name: np.repeat(value, 3, axis=-1) for name, value in typical_day.drawn(1).items()}
    rates = {
        "tonic.turnover": 600,
        "dorsal.turnover": 900,
        "phasic.quick": 1200,
        "phasic.call_back": 2000,
    }  # per hour
    quick = {f"dopamine/{name}": rate / SHRINK for name, rate in rates.items()}
    quick["opioid/peptide.clearance_time"] = MINUTE * SHRINK
    met = {"company": [(0, 0.0), (MINUTE, 1.0)], "reward": [(0, 0.0), (2 * MINUTE, 1.0)]}
    watched = (*FAST, "bond", "pleasure")
    life, parameters = typical_day.system(), {**alike, **quick}
    start = moment.settled(life, parameters, held=met)
    slow = {name: value for name, value in start.items() if name not in life.of("state", "settled")}
    settled = moment.trace(life, parameters, 10 * MINUTE, MINUTE / 60, watched, slow, met)
    moved = moment.trace(
        typical_day.system("moment"), parameters, 10 * MINUTE, MINUTE / 60, watched, start, met
    )
    return settled.signals, moved.signals


@pytest.mark.slow
@pytest.mark.parametrize("fast", FAST)
def test_fast_states_come_to_rest_where_they_settle(quickened, fast):
    settled, moved = (signals[fast][-1] for signals in quickened)
    assert moved[1:] == pytest.approx(settled[1:], rel=1e-3)
    gaps = np.abs(moved - settled)
    assert gaps[1] < gaps[0] / 2 or gaps[0] < 1e-9


@pytest.mark.slow
def test_no_settled_state_is_forgotten():
    assert set(FAST) == set(typical_day.system().of("state", "settled"))


@pytest.mark.slow
@pytest.mark.parametrize(("slow", "fast"), [("bond", "peptide"), ("pleasure", "dopamine")])
def test_the_error_of_settling_shrinks_with_the_time_constant(quickened, slow, fast):
    """What follows a fast state differs by that state's delay: half the time constant, half the difference."""
    settled, moved = (signals[slow][-1] for signals in quickened)
    gaps = np.abs(moved - settled)
    assert gaps[:-1] / gaps[1:] == pytest.approx([2, 2], rel=0.02)
    assert gaps[0] < 0.2 * np.abs(settled[0])
