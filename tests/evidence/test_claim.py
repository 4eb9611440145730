"""The list of claims: complete, and each with what decides it."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.evidence import Expectation, claims, names
from equipoise.evidence.claim import read_claims
from equipoise.evidence.files import read_toml
from evidence.made import CLAIMS, file

LETTERS = {"D": 27, "S": 9, "C": 9, "H": 9}
RULE = "inside = [-0.3, -0.1]"


def read(folder, content):
    return read_claims(read_toml(file(folder, content)))


def test_no_claim_is_ever_dropped():
    expected = [f"{letter}{number:02}" for letter, count in LETTERS.items() for number in range(1, count + 1)]
    assert set(expected) <= set(claims())
    assert len(expected) == 54


def test_every_claim_says_shows_and_comes_from_somewhere():
    for claim in claims().values():
        assert claim.says.endswith(".")
        assert claim.shows.endswith(".")
        assert len(claim.document.split()) > 2


def test_every_expectation_is_of_a_shipped_study():
    known = names("studies")
    missing = {(claim.id, part.study) for claim in claims().values() for part in claim.expects} - {
        (claim.id, study) for claim in claims().values() for study in known
    }
    assert not missing


def test_a_claim_is_read_whole(tmp_path):
    claim = read(tmp_path, CLAIMS)["D01"]
    assert (claim.says, claim.shows, claim.document, claim.evidence) == (
        "A thing.",
        "It.",
        "interview",
        ("le-",),
    )
    assert claim.expects == (Expectation("made-up", "daily", "hedges_g", inside=(-0.3, -0.1)),)


@pytest.mark.parametrize(
    ("rule", "key", "value"),
    [
        ("above = 0.8", "above", 0.8),
        ("below = 1", "below", 1.0),
        ("sign = -1", "sign", -1),
        ("sign = 0", "sign", 0),
    ],
)
def test_an_expectation_has_one_rule(tmp_path, rule, key, value):
    expectation = read(tmp_path, CLAIMS.replace(RULE, rule))["D01"].expects[0]
    rules = ("inside", "above", "below", "sign")
    assert {name: getattr(expectation, name) for name in rules if getattr(expectation, name) is not None} == {
        key: value
    }


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        (RULE, "", "exactly one rule"),
        (RULE, "above = 1\nbelow = 2", "exactly one rule"),
        (RULE, "inside = [1, 0]", "is no interval"),
        (RULE, "inside = [1]", "is no interval"),
        (RULE, 'inside = ["a", "b"]', "is no interval"),
        (RULE, "inside = 3", "is no interval"),
        (RULE, "sign = 2", "cannot stand there"),
        (RULE, "above = nan", "cannot stand there"),
        (RULE, "insde = [0, 1]", "not a key that is known here"),
        ('study = "made-up"', "", "is missing"),
        ('id = "D01"', 'id = "X01"', "not a document's letter"),
        ('id = "D01"', 'id = "D1"', "not a document's letter"),
        ('says = "A thing."', "", "is missing"),
        ("evidence =", "evidences =", "not a key that is known here"),
        ("[[claim.expects]]", "[claim.expects]", "not a list of tables"),
        ("[documents]", "[papers]", "not a key that is known here"),
    ],
)
def test_what_falls_short_is_refused(tmp_path, old, new, trouble):
    assert old in CLAIMS
    with pytest.raises(InvalidInput) as refusal:
        read(tmp_path, CLAIMS.replace(old, new))
    assert trouble in refusal.value.trouble


def test_an_id_is_given_once(tmp_path):
    twice = CLAIMS + '\n[[claim]]\nid = "D01"\nsays = "Again."\nshows = "It."\n'
    with pytest.raises(InvalidInput, match="D01 is given twice"):
        read(tmp_path, twice)
