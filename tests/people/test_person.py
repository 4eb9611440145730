"""A person: typical value and spread of every number, each with an address of its own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from equipoise import evidence
from equipoise.assembly import build
from equipoise.errors import InvalidInput
from equipoise.people.body import sizes, substances
from equipoise.people.person import Numbers, gather, people, spread_out
from people.made_people import number, population

NALTREXONE = evidence.load_drug("naltrexone")
ADULTS = evidence.load_people("healthy-adults")
SYSTEM = build(sizes([NALTREXONE]))
MANY = np.arange(5000)
NOBODY_REFUSED = np.zeros(len(MANY), dtype=np.uint32)
z = st.floats(-5, 5)


def gathered(overrides=None, drugs=(NALTREXONE,), folk=ADULTS):
    return gather(SYSTEM, drugs, folk, overrides or {})


@pytest.fixture(scope="module")
def drawn():
    """Parameters and traits of many people."""
    return people(gathered(), 1, MANY, NOBODY_REFUSED)


# ---------------------------------------------------------------- spread


@given(st.floats(0.01, 100), z, st.floats(0.01, 1))
def test_a_lognormal_number_is_moved_by_a_factor(typical, deviate, width):
    value = spread_out(number(typical, {"lognormal": width}), deviate)
    assert np.log(value / typical) == pytest.approx(width * deviate, abs=1e-9)


@given(st.floats(-10, 10), z, st.floats(0.01, 1))
def test_a_normal_number_is_moved_by_a_difference(typical, deviate, width):
    value = spread_out(number(typical, {"normal": width}), deviate)
    assert value - typical == pytest.approx(width * deviate, abs=1e-9)


@given(st.floats(0.01, 0.99), z, st.floats(0.01, 1))
def test_a_share_stays_a_share(typical, deviate, width):
    """It is moved in log odds."""
    value = spread_out(number(typical, {"logitnormal": width}), deviate)
    assert 0 < value < 1
    assert np.log(value / (1 - value)) - np.log(typical / (1 - typical)) == pytest.approx(
        width * deviate, abs=1e-6
    )


@pytest.mark.parametrize("spread", [{"lognormal": 0.4}, {"normal": 0.2}, {"logitnormal": 0.5}])
def test_the_typical_person_has_the_typical_value(spread):
    """Which is the median of all people."""
    assert spread_out(number(0.6, spread), 0.0) == pytest.approx(0.6, rel=1e-12)


def test_without_spread_all_are_alike():
    assert (spread_out(number(0.6), np.linspace(-3, 3, 7)) == 0.6).all()


# ---------------------------------------------------------------- gathering


def test_every_parameter_of_the_system_is_filled():
    numbers = gathered()
    for name in SYSTEM.of("parameter"):
        assert numbers.fixed[name].shape == SYSTEM.shape(name), name
    assert set(numbers.fixed) - set(SYSTEM.of("parameter")) == {"expectancy", "guessing"}


def test_each_substance_has_its_own_numbers():
    numbers = gathered()
    assert substances([NALTREXONE]) == ("naltrexone", "6b-naltrexol")
    told = [each["clearance"].value for each in NALTREXONE.substances.values()]
    assert numbers.fixed["body/disposition.clearance"].tolist() == told


def test_without_drugs_there_is_one_empty_place():
    numbers = gather(build(sizes(())), (), ADULTS)
    assert substances(()) == ("none",)
    assert numbers.fixed["receptor/binding.mu_affinity"].shape == (1,)
    assert not [key for key, _ in numbers.entries.values() if key.startswith("drugs/")]


def test_a_population_replaces_the_typical_value():
    loud = population(traits=[("opioid/peptide.tone", number(1.5, {"lognormal": 0.1}))])
    assert gathered(folk=loud).fixed["opioid/peptide.tone"] == 1.5


def test_the_world_can_be_told_otherwise():
    numbers = gathered({"opioid/peptide.tone": 2.0})
    assert numbers.fixed["opioid/peptide.tone"] == 2
    assert numbers.fixed["opioid/peptide.by_company"] == gathered().fixed["opioid/peptide.by_company"]


def test_an_override_keeps_the_spread_about_it():
    """And keeps what is positive positive: a tone of a tenth spreads by the same factors as a tone of one."""
    parameters, traits = people(gathered({"opioid/peptide.tone": 0.1}), 1, MANY, NOBODY_REFUSED)
    usual = people(gathered(), 1, MANY, NOBODY_REFUSED)[0]["opioid/peptide.tone"]
    np.testing.assert_allclose(parameters["opioid/peptide.tone"], 0.1 * usual, rtol=1e-12)
    assert (traits["system/opioid/peptide.tone"] > 0).all()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("opioid/connection.memory", "5 mg", '"5 mg" is not measured in h'),
        ("opioid/connection.memory", 5.0, "5 is not measured in h"),
        ("opioid/connection.gain", "5 h", '"5 h" is not measured in 1'),
        ("opioid/peptide.tone", 0.0, "0 is not above 0"),
        ("opioid/peptide.tone", -1.0, "-1 is not above 0"),
    ],
)
def test_an_override_that_cannot_be_is_refused(name, value, told):
    with pytest.raises(InvalidInput) as refusal:
        gathered({name: value})
    assert refusal.value.place == f"[world] {name}"
    assert told in refusal.value.trouble
    assert refusal.value.remedy


def test_an_override_comes_in_any_unit_of_its_kind():
    assert gathered({"opioid/connection.memory": "2 d"}).fixed["opioid/connection.memory"] == 48
    assert gathered({"opioid/connection.gain": "50 %"}).fixed["opioid/connection.gain"] == 0.5


@pytest.mark.parametrize("name", ["opioid/peptide.tonee", "tone", "body/disposition.clearance"])
def test_an_override_of_nothing_is_refused(name):
    with pytest.raises(InvalidInput, match="is not a number of the system"):
        gathered({name: 1.0})


def test_the_record_lists_what_was_used():
    rows = gathered().record()
    keys = [row["key"] for row in rows]
    assert len(set(keys)) == len(keys)
    assert {
        "system/opioid/connection.gain",
        "drugs/naltrexone/naltrexone.clearance",
        "people/guessing",
    } <= set(keys)
    (clearance,) = (row for row in rows if row["key"] == "drugs/naltrexone/naltrexone.clearance")
    told = NALTREXONE.substances["naltrexone"]["clearance"]
    assert (clearance["value"], clearance["unit"]) == (told.as_written(), told.unit)


# ---------------------------------------------------------------- drawing


def test_people_differ_as_the_evidence_says(drawn):
    """Median and spread of every trait, in its own shape; one test in a thousand of all together may err."""
    traits = gathered().traits.values()
    for key, number_of in traits:
        ((shape, width),) = number_of.spread.items()
        values = drawn[1][key]
        if shape == "normal":
            deviates = (values - number_of.value) / width
        elif shape == "lognormal":
            deviates = np.log(values / number_of.value) / width
        else:
            deviates = (
                np.log(values / (1 - values)) - np.log(number_of.value / (1 - number_of.value))
            ) / width
        assert stats.kstest(deviates, "norm").pvalue > 1e-3 / len(traits), key
        assert np.median(deviates) == pytest.approx(0, abs=0.08), key
        assert deviates.std() == pytest.approx(1, abs=0.04), key


def test_traits_are_drawn_apart(drawn):
    """No trait tells anything of another."""
    ranks = stats.spearmanr(np.stack(list(drawn[1].values()), axis=1)).statistic
    assert np.abs(ranks - np.eye(len(ranks))).max() < 5 / np.sqrt(len(MANY))


def test_a_trait_stands_where_the_system_reads_it(drawn):
    parameters, traits = drawn
    numbers = gathered()
    for (name, place), (key, _) in numbers.traits.items():
        np.testing.assert_array_equal(parameters[name][place], traits[key])
    for name, value in parameters.items():
        assert value.shape[:-1] == numbers.fixed[name].shape
        assert value.shape[-1] in (1, len(MANY))


def test_what_nobody_differs_in_is_stored_once(drawn):
    assert drawn[0]["opioid/peptide.by_company"].shape == (1,)
    assert drawn[0]["opioid/peptide.by_company"] == gathered().fixed["opioid/peptide.by_company"]


def test_drawing_leaves_the_evidence_as_it_is():
    numbers = gathered()
    before = {name: value.copy() for name, value in numbers.fixed.items()}
    people(numbers, 3, MANY, NOBODY_REFUSED)
    for name, value in before.items():
        np.testing.assert_array_equal(numbers.fixed[name], value)


def test_a_person_is_the_same_whoever_else_is_drawn(drawn):
    turned, _ = people(gathered(), 1, MANY[::-1], NOBODY_REFUSED)
    for name, value in turned.items():
        np.testing.assert_array_equal(value[..., ::-1], drawn[0][name])


def test_the_next_candidate_is_another_person(drawn):
    other = people(gathered(), 1, MANY, np.ones(len(MANY), dtype=np.uint32))[1]
    for key, values in drawn[1].items():
        assert abs(np.corrcoef(values, other[key])[0, 1]) < 5 / np.sqrt(len(MANY))


def test_a_study_of_one_person_is_no_exception():
    parameters, traits = people(gathered(), 1, np.arange(1), np.zeros(1, dtype=np.uint32))
    assert parameters["opioid/peptide.tone"].shape == (1,)
    assert traits["people/guessing"].shape == (1,)


def test_people_without_traits_are_typical():
    numbers = Numbers({}, {"made": np.array([1.0, 2.0])})
    parameters, traits = people(numbers, 1, np.arange(3), np.zeros(3, dtype=np.uint32))
    assert parameters["made"].tolist() == [[1.0], [2.0]]
    assert traits == {}
