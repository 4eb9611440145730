"""A day of life: slow states move at fourth order, linear states exactly, held states at full hours."""

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import solve_ivp

from engine.made import live, mechanism_of, system_of
from equipoise.engine import randomness
from equipoise.engine.symbol import decides, draw, forcing, gives, parameter, rate, settles, state

K = parameter("1/h", "a rate")
SLOW = {"k": K, "x": state("1", "", start=0.05), "d_x": rate("x")(lambda x, k: k * x * (1 - x))}
FAST = {
    "c": parameter("1/h", ""),
    "drug": state("nmol", "", form="linear"),
    "d_drug": rate("drug")(lambda drug, c: -c * drug),
}


def test_a_logistic_curve_is_followed():
    k, times = np.array([0.1, 0.3, 1.0]), np.arange(24.0)
    seen = live(system_of(mechanism_of(**SLOW)), ["x"], times, {"made/up.k": k}, people=3)
    closed = 1 / (1 + 19 * np.exp(-k * times[:, None]))
    np.testing.assert_allclose(seen[:, 0], closed, rtol=3e-5)


def test_a_linear_state_is_exact_at_any_step():
    given = {"made/up.c": np.array([0.01, 3.0, 2000.0])}
    seen = live(
        system_of(mechanism_of(**FAST)),
        ["drug"],
        [1, 2, 6],
        given,
        people=3,
        per_hour=1,
        doses=[(1, ("drug", ()), 5.0)],
    )
    np.testing.assert_allclose(
        seen[:, 0], 5 * np.exp(-np.outer([0, 1, 5], given["made/up.c"])), rtol=1e-12, atol=1e-15
    )


# A drug that comes and goes drives a saturable slow state: as smooth and as crooked as the system's own equations.
DRIVEN = {
    **FAST,
    "k": K,
    "half": parameter("nmol", ""),
    "x": state("1", ""),
    "drive": gives("1")(lambda drug, half: drug / (half + drug)),
    "d_x": rate("x")(lambda x, drive, k: k * (drive - x * (1 + x))),
}
NUMBERS = {"c": 0.8, "k": 1.5, "half": 2.0}


def driven(per_hour, times, windows=None):
    given = {f"made/up.{name}": value for name, value in NUMBERS.items()}
    return live(
        DRIVEN_SYSTEM,
        ["x"],
        times,
        given,
        per_hour=per_hour,
        windows=windows,
        doses=[(2, ("drug", ()), 10.0)],
    )[:, 0, 0]


DRIVEN_SYSTEM = system_of(mechanism_of(**DRIVEN))


def driven_twin(times):
    c, k, half = NUMBERS.values()

    def slope(t, x):
        drug = 10 * np.exp(-c * (t - 2))
        return k * (drug / (half + drug) - x * (1 + x))

    return solve_ivp(slope, (2, 24), [0.0], t_eval=times, method="DOP853", rtol=1e-12, atol=1e-13).y[0]


def test_slow_states_converge_at_fourth_order():
    """With a linear state feeding a curved equation: the coupling at the nodes costs no order."""
    times = np.array([3.0, 4.0, 6.0, 9.0])
    truth = driven_twin(times)
    errors = np.array([np.abs(driven(per_hour, times) - truth).max() for per_hour in (1, 2, 4, 8)])
    order = np.log2(errors[:-1] / errors[1:])
    assert order[-1] > 3.7, order
    assert errors[-1] < 5e-5


def test_a_window_holds_the_mean_of_its_steps():
    """A reported signal is averaged by the trapezoidal rule: second order."""
    truth = np.mean(driven_twin(np.linspace(3, 6, 20_001)))
    errors = [abs(driven(per_hour, [6], windows=3)[0] - truth) for per_hour in (2, 4, 8)]
    assert errors[1] < 1e-3
    assert 1.7 < np.log2(errors[1] / errors[2]) < 2.5


COLLECTED = {**FAST, "got": state("nmol", ""), "d_got": rate("got")(lambda drug, c: c * drug)}


@pytest.mark.parametrize("per_hour", [1, 4])
@pytest.mark.parametrize("speed", [0.01, 1.0, 30.0, 4000.0])
def test_what_a_linear_state_delivers_is_delivered_in_full(per_hour, speed):
    """Even of a state that collapses within a small part of the step: the slow equations see its exact mean."""
    seen = live(
        system_of(mechanism_of(**COLLECTED)), ["got"], [3, 23], {"made/up.c": speed},
        per_hour=per_hour, doses=[(2, ("drug", ()), 7.0)],
    )[:, 0, 0]  # fmt: skip
    np.testing.assert_allclose(seen, 7 * -np.expm1(-speed * np.array([1, 21])), rtol=1e-9)


def test_a_state_that_collapses_never_shows_less_than_nothing():
    """A square root would make a negative middle of the step known to all."""
    rooted = {**FAST, "got": state("1", ""), "k": parameter("nmol**-1/h**2", ""),
              "d_got": rate("got")(lambda drug, k: jnp.sqrt(drug * k))}  # fmt: skip
    given = {"made/up.c": np.array([5.0, 50.0, 4000.0]), "made/up.k": 1.0}
    doses = [(2, ("drug", ()), 7.0)]
    seen = live(system_of(mechanism_of(**rooted)), ["got"], [23], given, people=3, doses=doses)
    assert np.isfinite(seen).all()


HELD = {
    "luck": draw("uniform", ""),
    "chance": parameter("1", ""),
    "k": K,
    "on": state("1", "", form="held"),
    "next_on": decides("on")(lambda luck, chance: luck * (luck < chance)),
    "x": state("1", ""),
    "d_x": rate("x")(lambda x, on, k: k * (on - x)),
}


def test_a_held_state_is_decided_at_each_full_hour_and_kept():
    times = np.arange(0, 48, 0.25)
    people = np.array([3, 11])
    seen = live(
        system_of(mechanism_of(**HELD)), ["on"], times, {"made/up.chance": 0.6, "made/up.k": 1.0},
        days=2, people=people, seed=5,
    )[:, 0]  # fmt: skip
    luck = np.concatenate(
        [randomness.draws("uniform", 5, ["made/up.luck"], people, day, (24,))[0] for day in (0, 1)], axis=1
    )
    decided = np.where(luck < 0.6, luck, 0).T
    np.testing.assert_array_equal(seen, np.repeat(decided, 4, axis=0))


def test_a_slow_state_follows_what_is_held_exactly_within_the_hour():
    given = {"made/up.chance": 1.0, "made/up.k": 0.3}
    seen = live(system_of(mechanism_of(**HELD)), ["on", "x"], np.arange(24.0), given, people=1, seed=2)[
        ..., 0
    ]
    x = 0.0
    for on, found in seen:
        assert found == pytest.approx(x, rel=1e-6, abs=1e-9)
        x = on + (x - on) * np.exp(-0.3)


@pytest.mark.parametrize("per_hour", [4, 7, 49, 60])
def test_a_full_hour_is_a_full_hour_on_every_grid(per_hour):
    """49 times 1/49 is less than 1: a decision taken by that clock would be an hour late."""
    awake = {"on": state("1", "", form="held"), "waking": parameter("h", ""),
             "next_on": decides("on")(lambda time_of_day, waking: 1 * (time_of_day >= waking))}  # fmt: skip
    made = system_of(mechanism_of(**awake))
    for waking in (1, 3, 7, 13, 23):
        seen = live(made, ["on"], [waking - 1, waking], {"made/up.waking": waking}, per_hour=per_hour)
        assert seen.ravel().tolist() == [0, 1]


def test_the_time_of_day_is_known_within_a_step():
    """A rate that varies with the hour is integrated as it varies."""
    clock = {
        "k": parameter("1/h", ""),
        "x": state("h", ""),
        "d_x": rate("x")(lambda time_of_day, k: k * time_of_day),
    }
    seen = live(system_of(mechanism_of(**clock)), ["x"], [10, 24, 34], {"made/up.k": 1.0}, days=2)
    np.testing.assert_allclose(seen.ravel(), [50, 288, 338], rtol=1e-12)


def test_a_forcing_holds_for_its_duration():
    felt = {"held": forcing("K", ""), "k": K, "x": state("K", ""), "d_x": rate("x")(lambda held, k: k * held)}
    seen = live(
        system_of(mechanism_of(**felt)), ["x"], [2, 2.25, 3, 5], {"made/up.k": 1.0},
        people=2, forced=[(2, "held", np.array([8.0, -4.0]), 0.75)],
    )[:, 0]  # fmt: skip
    np.testing.assert_allclose(seen, np.outer([0, 2, 6, 6], [1, -0.5]), rtol=1e-12)


def test_a_settled_state_is_at_rest_at_every_instant():
    fast = {**SLOW, "tau": parameter("h", ""), "y": state("1", "", form="settled"),
            "d_y": rate("y")(lambda y, x, tau: (x**2 - y) / tau), "rest": settles("y")(lambda x: x**2)}  # fmt: skip
    given = {"made/up.k": 1.0, "made/up.tau": 0.05}
    life = live(system_of(mechanism_of(**fast)), ["x", "y"], np.arange(24.0), given)[..., 0]
    np.testing.assert_array_equal(life[:, 1], life[:, 0] ** 2)
    moment = live(
        system_of(mechanism_of(**fast), clock="moment"), ["y"], np.arange(24.0), given, per_hour=240
    )[:, 0, 0]
    lag = 0.05 * np.gradient(life[:, 1])
    np.testing.assert_allclose(moment[2:-2], (life[:, 1] - lag)[2:-2], atol=0.01)


def test_a_system_without_linear_slow_or_held_states_runs():
    """A system of algebra alone, and one of linear states alone."""
    still = mechanism_of(a=parameter("1", ""), b=gives("1")(lambda a: 2 * a))
    assert live(system_of(still), ["b"], [0, 23], {"made/up.a": 4.0}).ravel().tolist() == [8, 8]


def test_the_day_goes_on_where_the_last_one_ended():
    one, two = (
        live(system_of(mechanism_of(**SLOW)), ["x"], [h], {"made/up.k": 0.1}, days=3)[0, 0, 0]
        for h in (24, 48)
    )
    assert one == pytest.approx(1 / (1 + 19 * np.exp(-2.4)), rel=1e-8)
    assert two == pytest.approx(1 / (1 + 19 * np.exp(-4.8)), rel=1e-8)
