"""What always holds of the whole system, whoever the person and whatever the dose."""

import jax.numpy as jnp
import numpy as np
import pytest

from equipoise.engine.precision import double
from study import made_study as made

HOURS = np.arange(96.0)
SAME_COMPANY = {
    "world_company__seeking": 0.0
}  # company does not feel the drug, so that two lives can be compared
DOSES = {33: 1.0, 57: 1.0}


def with_dose(factor, **changes):
    return made.lived({hour: factor * dose for hour, dose in DOSES.items()}, HOURS, **SAME_COMPANY, **changes)


@pytest.fixture(scope="module")
def undosed():
    return with_dose(0.0)


@pytest.fixture(scope="module")
def dosed():
    return with_dose(50.0)


def test_a_drug_is_felt_after_it_is_taken_and_not_before(undosed, dosed):
    for name, lived in undosed.items():
        np.testing.assert_array_equal(lived[:33], dosed[name][:33])
    assert (dosed["mu_occupancy"][36] > undosed["mu_occupancy"][36]).all()


def test_an_antagonist_never_brings_people_closer(undosed, dosed):
    assert (dosed["connection"] <= undosed["connection"] + 1e-12).all()
    in_company = (undosed["company"] > 0) & (HOURS > 34)[:, None, None]
    assert (dosed["connection"][in_company] < undosed["connection"][in_company]).all()


def test_plasma_is_in_proportion_to_the_dose(dosed):
    np.testing.assert_allclose(with_dose(100.0)["plasma"], 2 * dosed["plasma"], rtol=1e-9, atol=1e-12)


def test_more_drug_occupies_more_receptors(dosed):
    low, high = with_dose(5.0)["mu_occupancy"], with_dose(1e6)["mu_occupancy"]
    assert (low[34:] < dosed["mu_occupancy"][34:]).all()
    assert (dosed["mu_occupancy"][34:] < high[34:]).all()
    assert (high < 1).all()
    assert (low >= -1e-12).all()


def test_under_a_flood_nothing_is_evoked():
    """Connection falls back to the trait, whoever comes by."""
    lived = with_dose(1e9)
    trait = made.people().parameters["opioid/connection.trait"]
    np.testing.assert_allclose(
        lived["connection"][40:, 0], np.broadcast_to(trait, (56, made.WIDTH)), atol=1e-5
    )


def test_a_trait_moves_what_is_felt_and_nothing_else(undosed):
    lived = with_dose(0.0, opioid_connection__trait=made.people().parameters["opioid/connection.trait"] + 2)
    np.testing.assert_allclose(lived["connection"], undosed["connection"] + 2, rtol=1e-12)
    for name in set(undosed) - {"connection"}:
        np.testing.assert_array_equal(lived[name], undosed[name])


def test_nobody_meets_anybody_asleep(undosed):
    waking, bedtime = (made.people().parameters[f"world/company.{name}"] for name in ("waking", "bedtime"))
    hour = (HOURS % 24)[:, None]
    asleep = np.broadcast_to((hour < waking) | (hour >= bedtime), undosed["company"][:, 0].shape)
    assert not undosed["company"][:, 0][asleep].any()
    assert undosed["company"][:, 0][~asleep].any()


def test_a_world_without_company_or_rewards_leaves_people_as_they_are():
    """Traits, and nothing that moves."""
    quiet = with_dose(0.0, world_company__sociability=-1e3, world_reward__chance=0.0)
    parameters = made.people().parameters
    level = parameters["balance/allostasis.by_inherited"] * np.log(parameters["balance/allostasis.inherited"])
    felt = {
        "connection": parameters["opioid/connection.trait"],
        "positive_affect": parameters["balance/mood.trait"] + parameters["balance/mood.gain"] * level,
    }
    for name, rest in felt.items():
        assert np.abs(quiet[name][:, 0] - rest).max() < 1e-9, name


def test_kind_words_and_warm_things_are_felt_while_they_last(undosed):
    for stimulus in ({"kindness": 1.0}, {"object_temperature": 12.0}):
        moved = (
            made.lived({}, HOURS, forced={60: stimulus}, **SAME_COMPANY)["connection"] - undosed["connection"]
        )
        assert (moved[60] > 0).all()
        np.testing.assert_allclose(moved[np.r_[:60, 61:96]], 0, atol=1e-12)


def test_a_cold_thing_is_as_a_neutral_one(undosed):
    cold = made.lived({}, HOURS, forced={60: {"object_temperature": -12.0}}, **SAME_COMPANY)
    np.testing.assert_array_equal(cold["connection"], undosed["connection"])


def test_a_reward_is_followed_by_its_opposite():
    """Affect rises above its course and then falls below, equal and opposite in all (weight 1)."""
    quiet = {**SAME_COMPANY, "world_reward__chance": 0.0}
    hours = np.arange(96.0)
    windows = {"first": hours, "last": hours + 1, **quiet}
    moved = (made.lived({}, forced={30: {"offered": 1.0}}, **windows)["positive_affect"]
             - made.lived({}, **windows)["positive_affect"])[:, 0]  # fmt: skip
    assert (moved[30] > 0).all()
    assert (moved[34] < 0).all()
    above, below = np.maximum(moved, 0).sum(axis=0), np.maximum(-moved, 0).sum(axis=0)
    np.testing.assert_allclose(above, below, rtol=0.01)


AMOUNTS = ("site", "central", "shallow", "deep")


@pytest.mark.parametrize("what", ["nothing is cleared", "all that is cleared is turned into the metabolite"])
def test_no_amount_is_lost_or_made_on_the_way(what):
    """Over a month of steps, to 1e-9, whoever the person."""
    program, people = made.laboratory().program, made.people().parameters
    layout = program.layout
    given = {name: np.array(people[name]) for name in program.system.of("parameter")}
    given["body/absorption.delivers"][:] = np.array([[0.3], [0.7]])[..., None]
    given["body/absorption.absorption_rate"][:] = 0.6
    clears = 0.0 if what.startswith("nothing") else 140.0
    given["body/disposition.clearance"][:] = np.array([[clears], [0.0]])
    given["body/disposition.formed"][:] = np.array([[0.0, 0.0], [1.0, 0.0]])[..., None]
    with double():
        entries = np.asarray(program.prepare({name: jnp.asarray(value) for name, value in given.items()})[0])
    places = [(i, j) for i in range(layout.size) for j in layout.pattern[i]]
    matrices = np.zeros((entries.shape[-1], layout.size, layout.size))
    for (i, j), value in zip(places, entries, strict=True):
        matrices[:, i, j] = value
    amounts = np.isin(layout.names, AMOUNTS)
    month = np.linalg.matrix_power(matrices, 30 * 96)
    np.testing.assert_allclose(month[:, amounts][:, :, amounts].sum(axis=1), 1, rtol=1e-9)
