"""A drug file: routes, limits, substances, and what becomes what."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.evidence import load_drug
from equipoise.evidence.drug import read_drug
from evidence.made import DRUG, file


def test_a_drug_is_read_whole(tmp_path):
    drug = read_drug(file(tmp_path, DRUG, "madeupine.toml"))
    assert (drug.name, drug.title, drug.routes) == ("madeupine", "Madeupine", ("oral", "nasal"))
    assert list(drug.substances) == ["madeupine", "6b-madeupol"]
    assert drug.substances["madeupine"]["molar_mass"].typical() == "300 g/mol"
    assert drug.substances["6b-madeupol"]["mu_affinity"].name == "substances.6b-madeupol.mu_affinity"


def test_limits_are_amounts_by_route(tmp_path):
    limits = read_drug(file(tmp_path, DRUG)).limits
    assert list(limits) == ["oral", "nasal"]
    assert limits["oral"].single.value == pytest.approx(10)
    assert limits["nasal"].daily.value == pytest.approx(2)


def test_shares_of_the_parent_become_the_metabolite(tmp_path):
    formed = read_drug(file(tmp_path, DRUG)).formation["madeupine"]["6b-madeupol"]
    assert formed["fraction"].value == pytest.approx(0.4)
    assert formed["first_pass"].value == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("old", "new", "place", "trouble"),
    [
        ('title = "Madeupine"', "", "title", "is missing"),
        ('title = "Madeupine"', 'titel = "Madeupine"', "titel", "not a key that is known here"),
        ('["oral", "nasal"]', "[]", "routes", "missing or empty"),
        ('["oral", "nasal"]', '"oral"', "routes", "not a list of texts"),
        ('["oral", "nasal"]', '["oral"]', "[limits] nasal", "not a key that is known here"),
        ('["oral", "nasal"]', '["oral", "nasal", "depot"]', "[limits] depot", "is missing"),
        ("oral.daily", "oral.dayly", "[limits.oral] dayly", "not a key that is known here"),
        ("oral.daily = {", "oral.single.x = {", "", "not valid TOML"),
        (
            "value = 40",
            "value = 140",
            "formation.madeupine.6b-madeupol.fraction] value",
            "not between 0 and 1",
        ),
        (
            '"madeupine"."6b-madeupol".fraction',
            '"madeupine"."7b".fraction',
            "[formation.madeupine] 7b",
            "not one of",
        ),
        (
            '"6b-madeupol".first_pass',
            '"6b-madeupol".second',
            "6b-madeupol] second",
            "not a key that is known here",
        ),
        ("[substances", "[substance", "substance", "not a key that is known here"),
    ],
)
def test_what_falls_short_is_refused(tmp_path, old, new, place, trouble):
    assert old in DRUG
    with pytest.raises(InvalidInput) as refusal:
        read_drug(file(tmp_path, DRUG.replace(old, new)))
    assert place in refusal.value.place
    assert trouble in refusal.value.trouble


def test_a_drug_without_substances_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="is empty"):
        read_drug(file(tmp_path, 'title = "None"\nroutes = ["oral"]\n[substances]\n'))


def test_an_unknown_drug_is_refused():
    with pytest.raises(InvalidInput, match='there is no "naltrexona"'):
        load_drug("naltrexona")


def test_a_name_is_no_way_out_of_the_folder():
    with pytest.raises(InvalidInput, match="there is no"):
        load_drug("../sources")
