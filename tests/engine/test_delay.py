"""Systems that hear their own past: exact answers, order of the steps, steps that change, and what is refused."""

import math

import jax.numpy as jnp
import numpy as np
import pytest

from engine.made import module
from equipoise.engine import delay, mechanism, system
from equipoise.engine.symbol import decides, delayed, eases, gives, parameter, rate, state


def _echo():
    @gives("1")
    def now(level):
        return level * 1

    @gives("h")
    def lag(wait):
        return wait * 1

    @rate("level")
    def d_level(heard, gain):
        return -gain * heard

    @rate("quick")
    def d_quick(quick, level, pace):
        return pace * (level - quick)

    @eases("quick")
    def quick_pace(pace):
        return pace * 1

    @decides("low")
    def notice(low, level):
        return jnp.where(level < 0, 1, low)

    return module(
        "made/echo",
        now=now, lag=lag, d_level=d_level, d_quick=d_quick, quick_pace=quick_pace, notice=notice,
        level=state("1", "what is heard later", start=1), quick=state("1", "follows at once", start=1),
        low=state("1", "1 once below zero", form="held"),
        heard=delayed("1", "the level as it was", "now", "lag"),
        wait=parameter("h", "how long ago"), gain=parameter("1/h", "answer to it"), pace=parameter("1/h", "fast"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def echo():
    return system.assemble([mechanism.read(_echo(), "made/echo")], {}, {}, "moment")


NUMBERS = {"made/echo.wait": 1.0, "made/echo.gain": 1.0, "made/echo.pace": 1e4}


def run(echo, paces, every=0.5, **numbers):
    known = {**NUMBERS, **{f"made/echo.{name}": value for name, value in numbers.items()}}
    return delay.follow(echo, known, paces, 1.5, every, outputs=("level", "quick", "low"))[0]


def exact(time):
    """x' = -x(t - 1), x = 1 before 0: by the method of steps."""
    whole = math.floor(time) + 1
    return sum((-1) ** k * (time - (k - 1)) ** k / math.factorial(k) for k in range(whole + 1))


def test_limit_an_echo_follows_the_method_of_steps(echo):
    seen = run(echo, [(4.0, 0.01)])
    assert seen.signals["level"][:, 0] == pytest.approx([exact(t) for t in seen.time], abs=1e-4)


def test_limit_without_delay_it_decays(echo):
    seen = run(echo, [(2.0, 0.01)], wait=0.0)
    assert seen.signals["level"][:, 0] == pytest.approx(np.exp(-seen.time), abs=1e-4)


def test_steps_are_of_second_order(echo):
    error = [abs(run(echo, [(4.0, h)], wait=0.7).signals["level"][-1, 0] - TRUTH) for h in (0.05, 0.025)
             for TRUTH in [run(echo, [(4.0, 1 / 800)], wait=0.7).signals["level"][-1, 0]]]  # fmt: skip
    assert 3 < error[0] / error[1] < 5


def test_a_state_far_faster_than_the_step_stays_with_what_it_follows(echo):
    seen = run(echo, [(4.0, 0.05)])
    assert np.abs(seen.signals["quick"] - seen.signals["level"]).max() < 2e-3


def test_steps_may_change_on_the_way(echo):
    seen = run(echo, [(1.5, 0.01), (2.5, 0.05), (4.0, 0.0125)])
    assert seen.time == pytest.approx(np.arange(9) / 2)
    assert seen.signals["level"][:, 0] == pytest.approx([exact(t) for t in seen.time], abs=5e-4)


def test_people_have_delays_of_their_own_and_do_not_meet(echo):
    waits = np.array([0.0, 0.5, 1.0])
    both = run(echo, [(2.0, 0.05)], wait=waits).signals["level"]
    alone = [run(echo, [(2.0, 0.05)], wait=np.full(3, wait)).signals["level"][:, 0] for wait in waits]
    assert np.array_equal(both, np.stack(alone, axis=1))


def test_a_held_state_is_decided_at_every_step(echo):
    seen = run(echo, [(3.0, 0.05)], every=0.05)
    below = seen.signals["level"][:-1, 0] < 0
    assert below.any()
    assert np.array_equal(seen.signals["low"][1:, 0] > 0, np.logical_or.accumulate(below))


def test_what_does_not_fit_is_refused(echo):
    with pytest.raises(ValueError, match="no states"):
        delay.follow(echo, NUMBERS, [(1.0, 0.05)], 1.5, 0.5, start={"nobody": 1.0})
    with pytest.raises(ValueError, match="not made of steps"):
        run(echo, [(1.0, 0.3)])


def test_a_delay_of_nothing_is_refused():
    made = _echo()
    made.heard = delayed("1", "nothing", "nobody", "lag")
    with pytest.raises(mechanism.MechanismError, match="nobody"):
        system.assemble([mechanism.read(made, "made/echo")], {}, {}, "moment")
    made.heard = delayed("1", "in the wrong unit", "now", "now")
    with pytest.raises(mechanism.MechanismError, match="not measured in h"):
        system.assemble([mechanism.read(made, "made/echo")], {}, {}, "moment")
