"""`equipoise show`: everything that ships can be shown, and a mechanism is shown whole."""

import json
import re

import pytest

from cli.answers import refused
from cli.conftest import say
from equipoise import evidence
from equipoise.assembly import read_mechanism
from equipoise.cli.show import KINDS, find, known
from equipoise.cli.show_mechanism import written
from equipoise.system import MECHANISMS

ONE_OF_EACH = [
    "opioid/connection",
    "naltrexone",
    "kind-messages",
    "healthy-adults",
    "physical-warmth",
    "S04",
    "loseth-2024",
]


@pytest.mark.parametrize(
    "name", [*MECHANISMS, *(name for kind in ("drugs", "scales", "people") for name in evidence.names(kind))]
)
def test_everything_that_ships_can_be_shown(name):
    card = find(name)
    assert card.title
    json.dumps(card.told(), allow_nan=False)


def test_every_kind_has_names():
    assert set(known().values()) == set(KINDS)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_text_and_object_tell_the_same(name):
    text, told = say("show", name), json.loads(say("show", name, "--json").stdout)
    assert text.exit_code == 0
    assert text.stdout.startswith(name)
    assert told["title"] in text.stdout
    assert "\x1b" not in text.stdout


def test_a_mechanism_is_shown_with_wiring_equations_and_numbers():
    told = json.loads(say("show", "opioid/connection", "--json").stdout)
    assert told["needs"][0] | {"meaning": ""} == {
        "name": "mu_evoked",
        "unit": "1",
        "from": ["receptor/transduction"],
        "meaning": "",
    }
    assert "social-connection" in told["gives"][0]["read_by"]
    assert told["equations"][0]["code"] == "connection = trait + gain * mu_evoked"
    gain = next(number for number in told["numbers"] if number["name"] == "gain")
    assert {"value", "unit", "spread", "doubt", "grade", "source", "fitted_to"} <= set(gain)
    assert gain["source"] == ["loseth-2024"]
    assert "Loseth" in told["sources"][0]["citation"]


def test_every_equation_has_one_left_side():
    for path in MECHANISMS:
        for equation in read_mechanism(path).equations:
            assert " = " in written(equation)
            assert not re.search(r"\breturn\b", written(equation))


def test_a_source_tells_what_rests_on_it():
    told = json.loads(say("show", "loseth-2024", "--json").stdout)
    assert {"number": "opioid/connection.gain"} in told["numbers"]
    assert "naltrexone-connection" in [row["study"] for row in told["studies"]]


def test_a_study_is_told_in_words():
    text = " ".join(say("show", "physical-warmth").stdout.split())
    assert "34 people from healthy-adults without opioid use and depression take part" in text
    assert "double-blind crossover" in text


def test_a_study_file_can_be_shown(tiny):
    assert "Two days of company" in say("show", tiny).stdout


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("opioid/conection", "opioid/connection"),
        ("transduction", "receptor/transduction"),
        ("naltrexon", "naltrexone"),
    ],
)
def test_a_typo_gets_a_suggestion(name, near):
    first, advice = refused(say("show", name))
    assert first == f'"{name}": there is nothing of this name.'
    assert advice.startswith(f'Did you mean "{near}"?')
