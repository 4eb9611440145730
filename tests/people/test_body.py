"""What drugs make of a body: places along its axes, numbers at each place, and where a dose goes."""

from dataclasses import replace

import numpy as np
import pytest

from equipoise import evidence
from equipoise.assembly import build
from equipoise.errors import InvalidInput
from equipoise.people import body
from equipoise.people.person import gather
from evidence.made import DRUG, assumed
from people.made_drugs import madeupine, saturating

ADULTS = evidence.load_people("healthy-adults")
NALTREXONE = evidence.load_drug("naltrexone")


def fixed(*drugs):
    return gather(build(body.sizes(drugs)), drugs, ADULTS).fixed


def test_the_axes_of_no_drug_are_empty_but_for_one_place():
    assert body.sizes([]) == {"substance": 1, "product": 1, "site": 0, "onward": 0, "saturable": 0}
    assert body.substances([]) == ("none",)


def test_a_site_stands_for_every_release_and_step_of_every_route():
    waiting = body.labels([NALTREXONE.by(["oral"]), madeupine()])["site"]
    assert waiting == ("naltrexone oral", "madeupine oral", "madeupine depot burst", "madeupine depot erosion",
                       "madeupine depot erosion 2", "madeupine depot erosion 3")  # fmt: skip
    assert body.sites([madeupine().by(["intravenous"])]) == ()


def test_each_step_of_a_release_hands_on_to_the_next():
    onward = fixed(madeupine())["body/absorption.onward"]
    assert np.argwhere(onward).tolist() == [[3, 2], [4, 3]]


def test_only_the_last_step_delivers():
    """Oral by its shares, the depot, which names none, wholly."""
    delivers = fixed(madeupine())["body/absorption.delivers"]
    np.testing.assert_array_equal(delivers, [[0.3, 1, 0, 0, 1], [0.5, 0, 0, 0, 0]])


def test_every_site_has_the_rate_of_its_release():
    assert fixed(madeupine())["body/absorption.absorption_rate"].tolist() == [0.5, 1, 0.1, 0.1, 0.1]


def test_what_a_substance_has_not_is_nothing():
    """No such compartment, no such action, not in the brain."""
    found = fixed(madeupine())
    assert found["body/disposition.deep_flow"].tolist() == [0, 0]
    assert found["body/brain_entry.partition"].tolist() == [0, 0.1]
    assert found["receptor/binding.mu_affinity"].tolist() == [body.NEVER, 2]


def test_what_a_drug_becomes_is_read_from_parent_to_product():
    assert fixed(madeupine())["body/disposition.formed"].tolist() == [[0, 0], [0.4, 0]]


def test_what_saturates_has_a_place_of_its_own():
    found = fixed(NALTREXONE, saturating())
    np.testing.assert_array_equal(found["body/elimination.stands_for"], [[0], [0], [1]])
    np.testing.assert_array_equal(found["body/brain_entry.saturates"], [0, 0, 1])
    assert found["body/disposition.clearance"][2] == 0


def test_what_is_given_by_mass_becomes_an_amount():
    """8 g/h and 100 mg/L of something of 50 g/mol are 160 mmol/h and 2 mM."""
    found = fixed(saturating())
    assert found["body/elimination.maximum_rate"] == pytest.approx([160e6])
    assert found["body/elimination.half_rate"] == pytest.approx([2e6])


def test_a_unit_of_another_kind_is_refused():
    text = DRUG.replace(
        assumed('substances."madeupine".volume', 100, "L"), assumed('substances."madeupine".volume', 9, "h")
    )
    with pytest.raises(InvalidInput, match="is in h, which does not measure central volume"):
        fixed(madeupine(text))


def test_two_drugs_may_bring_the_same_substance():
    """The file of its own name tells of it, whichever comes first."""
    other = madeupine(DRUG.replace("value = 2\nunit", "value = 7\nunit"), "6b-madeupol")
    for drugs in ((madeupine(), other), (other, madeupine())):
        assert fixed(*drugs)["receptor/binding.mu_affinity"].tolist() == [body.NEVER, 7]


def test_two_drugs_at_one_site_both_have_an_affinity():
    silent = {
        n: {k: v for k, v in each.items() if not k.startswith("mu_")}
        for n, each in madeupine().substances.items()
    }
    with pytest.raises(InvalidInput) as refusal:
        fixed(NALTREXONE, replace(madeupine(), substances=silent))
    assert refusal.value.place == "drugs/madeupine.toml"
    assert refusal.value.trouble == "has no affinity for mu, which it shares with naltrexone."


# ---------------------------------------------------------------- doses


def given(route, milligrams, drug=None, among=None):
    drug = drug or madeupine()
    return body.arrivals(drug, route, milligrams, among or [drug])


def test_a_dose_waits_at_the_site_of_its_route():
    assert given("oral", 3.0) == {("site", (0,)): pytest.approx(3 / 300e-6)}
    assert given("oral", 3.0, among=[NALTREXONE.by(["oral"]), madeupine()]) == {
        ("site", (1,)): pytest.approx(1e4)
    }


def test_a_depot_is_shared_between_its_releases():
    assert given("depot", 3.0) == {("site", (1,)): pytest.approx(2500), ("site", (2,)): pytest.approx(7500)}


def test_what_is_injected_is_in_the_blood_at_once():
    assert given("intravenous", 3.0) == {("central", (0,)): pytest.approx(1e4)}


def test_a_route_without_a_rate_delivers_its_shares_at_once():
    text = DRUG.replace(assumed("routes.oral.rate", 0.5, "1/h"), "")
    parts = given("oral", 3.0, madeupine(text))
    assert parts == {("central", (0,)): pytest.approx(3000), ("central", (1,)): pytest.approx(5000)}


def test_of_a_larger_dose_less_may_arrive():
    drug = madeupine(DRUG + assumed("routes.oral.falls", 0.5))
    assert given("oral", 4.0, drug) == {("site", (0,)): pytest.approx(4 / 300e-6 / 2)}
