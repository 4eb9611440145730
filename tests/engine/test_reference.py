"""The plain path agrees with exact answers, and the compiled program with the plain path."""

import jax
import numpy as np
import pytest

from engine import made, typical_day
from equipoise.engine import randomness, reference
from equipoise.engine.precision import double
from equipoise.engine.symbol import decides, draw, forcing, parameter, rate, settles, state
from equipoise.engine.timeline import Dose

WATCHED = (
    "company",
    "reward",
    "plasma",
    "brain",
    "mu_occupancy",
    "peptide",
    "dopamine",
    "bond",
    "pleasure",
    "pain",
)
DOSES = ((9.0, 25.0), (33.0, 25.0), (57.0, 50.0))
HOURS = range(72)


def emptying(clock="life"):
    return made.system_of(
        made.mechanism_of(
            decay=parameter("1/h", "rate of loss"),
            inflow=forcing("1/h", "what is let in"),
            follow=parameter("h", "time constant"),
            tank=state("1", "what is there"),
            needle=state("1", "what is read", form="settled"),
            d_tank=rate("tank")(lambda tank, inflow, decay: inflow - decay * tank),
            d_needle=rate("needle")(lambda needle, tank, follow: (tank - needle) / follow),
            settled=settles("needle")(lambda tank: tank * 1),
        ),
        clock=clock,
    )


NUMBERS = {"made/up.decay": np.array([2.0]), "made/up.follow": np.array([0.25])}


def test_doses_and_inputs_give_the_exact_answer():
    times = np.array([0.0, 0.5, 1.0, 1.7, 2.0, 3.0])
    seen = reference.live(
        emptying(), NUMBERS, times, held={"inflow": [(0, 0.0), (2, 4.0)]}, doses=[Dose(1, "tank", 3)]
    )
    later = np.maximum(times - 2, 0)
    exact = 3 * np.exp(-2 * (times - 1)) * (times >= 1) + 2 * (1 - np.exp(-2 * later))
    assert seen["tank"] == pytest.approx(exact, abs=1e-9)
    assert seen["needle"] == pytest.approx(exact, abs=1e-9)


def test_on_the_moment_clock_nothing_is_settled():
    times = np.array([0.1, 0.5, 2.0])
    seen = reference.live(emptying("moment"), NUMBERS, times, start={"tank": 1.0})
    assert seen["tank"] == pytest.approx(np.exp(-2 * times), abs=1e-9)
    assert seen["needle"] == pytest.approx(2 * (np.exp(-2 * times) - np.exp(-4 * times)), abs=1e-9)


def test_held_states_are_decided_at_full_hours_by_the_draws_given():
    tossed = made.system_of(
        made.mechanism_of(
            luck=draw("uniform", "a coin"),
            side=state("1", "which side is up", form="held"),
            gain=parameter("1/h", "reward for heads"),
            purse=state("1", "what was won"),
            next_side=decides("side")(lambda luck, purse: (luck < 1 / 2) * (1 + purse)),
            d_purse=rate("purse")(lambda side, gain: side * gain),
        )
    )
    seen = reference.live(
        tossed, {"made/up.gain": np.array([1.0])}, [1.5, 3.0], draws={"made/up.luck": [0.2, 0.9, 0.1, 0.7]}
    )
    assert seen["side"] == pytest.approx([0, 0], abs=1e-9)
    assert seen["purse"] == pytest.approx([1, 3], abs=1e-9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"doses": [Dose(1, "decay", 1.0)]},
        {"doses": [Dose(9, "tank", 1.0)]},
        {"doses": [Dose(1, "tank", 1.0, (0,))]},
        {"held": {"tank": 1.0}},
        {"held": {"inflow": [(1, 1.0)]}},
        {"start": {"level": 1.0}},
    ],
)
def test_what_cannot_be_done_is_refused(wrong):
    with pytest.raises(ValueError, match=r"cannot|outside|no element|no value"):
        reference.live(emptying(), NUMBERS, [2.0], **wrong)


@pytest.fixture(scope="module")
def compiled():
    """Two people over three days in steps of five minutes, as the compiled program lives them."""
    life = typical_day.system()
    return typical_day.lived(life, typical_day.drawn(2), WATCHED, 3, DOSES, per_hour=12)


def doses():
    return [Dose(time, "site", typical_day.nanomoles(dose), (0,)) for time, dose in DOSES]


def misses(seen, exact, times=slice(None)):
    """Largest difference of each signal, as a share of its own largest value."""
    return {
        name: np.abs(seen[name][times] - exact[name]).max() / np.abs(exact[name]).max() for name in WATCHED
    }


@pytest.mark.slow
@pytest.mark.parametrize("person", [0, 1])
def test_the_compiled_program_is_the_plain_path(compiled, person):
    """Kinetics are exact; slow states carry the error of a fourth-order method after each full hour's jump."""
    times, seen = compiled
    mine = {name: values[..., person] for name, values in seen.items()}
    met = {name: list(zip(HOURS, mine[name][::12], strict=True)) for name in ("company", "reward")}
    parameters = typical_day.one(typical_day.drawn(2), person)
    exact = reference.live(typical_day.system(), parameters, times[::6], held=met, doses=doses())
    found = misses(mine, exact, slice(None, None, 6))
    assert max(found[name] for name in ("plasma", "brain", "mu_occupancy", "peptide", "dopamine")) < 1e-8
    assert max(found.values()) < 1e-5


@pytest.mark.slow
def test_company_is_decided_alike(compiled):
    """The same draws lead the plain path to the same company, hour by hour."""
    _, seen = compiled
    life = typical_day.system()
    with double():
        drawn = {
            name: np.asarray(randomness.sample(symbol.form, jax.random.fold_in(key, 0), (24,)))
            for name, symbol in life.of("draw").items()
            for key in [randomness.keys(1, name, np.arange(1))[0]]
        }
    hours = np.arange(24) + 0.5
    plain = reference.live(
        life, typical_day.one(typical_day.drawn(2), 0), hours, draws=drawn, doses=doses()[:1]
    )
    assert plain["company"] == pytest.approx(seen["company"][6 : 24 * 12 : 12, 0], rel=1e-9)
    assert plain["reward"] == pytest.approx(seen["reward"][6 : 24 * 12 : 12, 0], rel=1e-9)


@pytest.mark.slow
def test_what_settling_leaves_out_is_a_lag_of_the_time_constant(compiled):
    """Three quarters into an hour fast states have caught up with it; what slow states keep is their delay."""
    times, seen = compiled
    day = slice(9, 24 * 12, 12)
    met = {n: list(zip(range(24), seen[n][: 24 * 12 : 12, 0], strict=True)) for n in ("company", "reward")}
    parameters = typical_day.one(typical_day.drawn(2), 0)
    late = reference.live(
        typical_day.system("moment"), parameters, times[day], held=met, doses=doses()[:1], tolerance=1e-7
    )
    lag = parameters["opioid/peptide.clearance_time"][0] / parameters["opioid/connection.memory"][0]
    target = late["mu_evoked"] / parameters["opioid/connection.evoked_unit"]
    found = misses({name: values[..., 0] for name, values in seen.items()}, late, day)
    assert max(found["peptide"], found["dopamine"], found["mu_occupancy"]) < 1e-4
    bond = np.abs(seen["bond"][day, 0] - late["bond"]).max()
    assert lag * target.max() / 10 < bond < 2 * lag * target.max()
