"""A population file: where people differ, and what some have."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.evidence import load_people
from equipoise.evidence.population import read_people
from evidence.made import PEOPLE, file


def test_a_population_is_read_whole(tmp_path):
    people = read_people(file(tmp_path, PEOPLE, "nobody.toml"))
    assert (people.name, people.title) == ("nobody", "Nobody")
    assert people.traits["tone"].spread == {"lognormal": 0.3}
    assert people.conditions["opioid use"].prevalence.value == pytest.approx(0.02)


def test_a_population_may_have_neither_traits_nor_conditions(tmp_path):
    people = read_people(file(tmp_path, 'title = "All alike"\n'))
    assert (people.traits, people.conditions) == ({}, {})


@pytest.mark.parametrize(
    ("old", "new", "place", "trouble"),
    [
        ("spread = { lognormal = 0.3 }", "", "[traits.tone] spread", "is missing"),
        ("prevalence", "prevalance", "[conditions.opioid use] prevalance", "not a key that is known here"),
        ("value = 2", "value = 200", "[conditions.opioid use.prevalence] value", "not between 0 and 1"),
        ("[traits.tone]", "[trait.tone]", "trait", "not a key that is known here"),
        ('title = "Nobody"', "title = 3", "title", "no text"),
    ],
)
def test_what_falls_short_is_refused(tmp_path, old, new, place, trouble):
    assert old in PEOPLE
    with pytest.raises(InvalidInput) as refusal:
        read_people(file(tmp_path, PEOPLE.replace(old, new)))
    assert refusal.value.place.endswith(place)
    assert trouble in refusal.value.trouble


def test_a_condition_without_a_share_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="prevalence: is missing"):
        read_people(file(tmp_path, 'title = "x"\n[conditions."low mood"]\n'))


def test_an_unknown_population_is_refused():
    with pytest.raises(InvalidInput, match="evidence/people: there is no"):
        load_people("martians")
