"""The drugs that ship: each has its routes, and no two files disagree about one substance."""

import pytest

from equipoise import evidence
from equipoise.fit.plasma import held

ROUTES = {
    "buprenorphine": ("sublingual", "intravenous", "weekly-depot", "monthly-depot"),
    "caffeine": ("oral",),
    "carfentanil": ("intravenous",),
    "cocaine": ("intravenous", "smoked", "nasal", "oral"),
    "codeine": ("oral",),
    "d-amphetamine": ("oral", "intravenous"),
    "ethanol": ("oral", "intravenous"),
    "fentanyl": ("intravenous",),
    "heroin": ("intravenous", "smoked", "oral"),
    "ketamine": ("intravenous", "nasal"),
    "mdma": ("oral",),
    "methadone": ("oral",),
    "methamphetamine": ("intravenous", "smoked", "nasal", "oral"),
    "methylphenidate": ("oral", "intravenous"),
    "morphine": ("oral", "intravenous", "subcutaneous"),
    "naloxone": ("intravenous", "intramuscular", "nasal"),
    "nicotine": ("smoked", "intravenous"),
    "psilocybin": ("oral", "intravenous"),
}
CHAINS = {
    "heroin": ("heroin", "6-mam", "morphine", "m6g"),
    "codeine": ("codeine", "morphine", "m6g"),
    "methamphetamine": ("methamphetamine", "d-amphetamine"),
    "nicotine": ("nicotine", "cotinine"),
    "psilocybin": ("psilocybin", "psilocin"),
}


@pytest.mark.parametrize("name", ROUTES)
def test_a_drug_has_its_routes_and_the_day_allows_for_a_dose(name):
    drug = evidence.load_drug(name)
    assert tuple(drug.routes) == ROUTES[name]
    for route, way in drug.routes.items():
        assert 0 < way.single.value <= way.daily.value, route


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_of_metabolites_is_complete(name):
    drug = evidence.load_drug(name)
    assert tuple(drug.substances) == CHAINS[name]
    for parent, product in zip(CHAINS[name], CHAINS[name][1:], strict=False):
        assert 0 < drug.formation[parent][product].value <= 1


def test_files_that_share_a_substance_agree_about_it():
    """It stands on one axis when both drugs are in a study, so it can have one set of numbers."""
    known, clash = {}, []
    for name in evidence.names("drugs"):
        for substance, numbers in evidence.load_drug(name).substances.items():
            for key, number in numbers.items():
                if key == "dose_molar_mass":
                    continue
                told = (number.value, str(number.spread), str(number.doubt))
                if known.setdefault((substance, key), told) != told:
                    clash.append(f"{name}: {substance}.{key} is {told}, elsewhere {known[substance, key]}")
    assert not clash, "\n".join(clash)


@pytest.mark.parametrize("name", ROUTES)
def test_an_assumption_says_why(name):
    loose = [n.name for n in held(evidence.load_drug(name)) if n.grade == "assumption" and not n.note]
    assert not loose


@pytest.mark.parametrize("name", ["morphine", "heroin", "fentanyl", "methadone", "buprenorphine", "codeine"])
def test_agonists_act_and_antagonists_do_not(name):
    drug = evidence.load_drug(name)
    assert drug.substances[drug.parent]["mu_efficacy"].value > 0
    for antagonist in ("naloxone", "naltrexone"):
        assert evidence.load_drug(antagonist).substances[antagonist]["mu_efficacy"].value == 0


def test_a_salt_weighs_at_least_as_much_as_its_base():
    for name in evidence.names("drugs"):
        drug = evidence.load_drug(name)
        assert drug.dose_molar_mass >= drug.substances[drug.parent]["molar_mass"].value, name


def test_stimulants_block_or_release():
    release = {
        n: evidence.load_drug(n).substances[n]["dat_release"].value for n in ("cocaine", "methylphenidate")
    }
    assert set(release.values()) == {0}
    assert evidence.load_drug("d-amphetamine").substances["d-amphetamine"]["dat_release"].value == 1
