"""A drug file: routes with their limits, substances, and what becomes what."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.evidence import load_drug
from equipoise.evidence.drug import read_drug
from evidence.made import DRUG, assumed, file


@pytest.fixture
def drug(tmp_path):
    return read_drug(file(tmp_path, DRUG, "madeupine.toml"))


def test_a_drug_is_read_whole(drug):
    assert (drug.name, drug.title, drug.sites) == ("madeupine", "Madeupine", ("mu",))
    assert list(drug.routes) == ["oral", "depot", "intravenous"]
    assert list(drug.substances) == ["madeupine", "6b-madeupol"]
    assert drug.substances["madeupine"]["molar_mass"].typical() == "300 g/mol"
    assert drug.substances["6b-madeupol"]["mu_affinity"].name == "substances.6b-madeupol.mu_affinity"
    assert drug.parent == "madeupine"


def test_limits_are_amounts_by_route(drug):
    assert drug.routes["oral"].single.value == pytest.approx(10)
    assert drug.routes["depot"].daily.value == pytest.approx(2)


def test_a_route_tells_what_arrives_and_when(drug):
    oral, depot, vein = drug.routes.values()
    assert [oral.bioavailability.value, oral.first_pass["6b-madeupol"].value, oral.arrives] == [0.3, 0.5, 0.8]
    assert {name: (phase.share, phase.count) for name, phase in oral.phases.items()} == {"": (None, 1)}
    assert {name: (phase.share.value, phase.count) for name, phase in depot.phases.items()} == {
        "burst": (0.25, 1),
        "erosion": (0.75, 3),
    }
    assert (vein.phases, vein.bioavailability, vein.arrives) == ({}, None, 1.0)


def test_the_share_of_the_parent_that_becomes_the_metabolite(drug):
    assert drug.formation["madeupine"]["6b-madeupol"].value == pytest.approx(0.4)


def test_a_salt_is_weighed_as_a_salt(drug, tmp_path):
    assert drug.dose_molar_mass == pytest.approx(300e-6)
    salt = assumed('substances."madeupine".dose_molar_mass', 340, "g/mol")
    assert read_drug(file(tmp_path, DRUG + salt)).dose_molar_mass == pytest.approx(340e-6)


def test_some_routes_can_be_kept(drug):
    kept = drug.by(["intravenous", "oral"])
    assert list(kept.routes) == ["oral", "intravenous"]
    assert kept.substances == drug.substances


def test_a_route_may_lose_more_of_a_larger_dose(tmp_path):
    """In proportion to the dose to a power; never does more arrive than was taken."""
    oral = read_drug(file(tmp_path, DRUG + assumed("routes.oral.falls", 0.3))).routes["oral"]
    assert [oral.factor(1), oral.factor(10)] == pytest.approx([1, 10**-0.3])
    assert oral.factor(1e-9) * oral.arrives == pytest.approx(1)


CHANGES = [
    ('title = "Madeupine"', "", "title", "is missing"),
    ('title = "Madeupine"', 'title = "M"\nrouts = 1', "routs", "not a key that is known here"),
    ('["mu"]', '"mu"', "sites", "not a list of texts"),
    ('["mu"]', '["my"]', "[substances]", '"my" of sites is not known'),
    ('["mu"]', '["mu", "kappa"]', "[substances]", "has no kappa_affinity"),
    ('["mu"]', "[]", "[substances.6b-madeupol] mu_affinity", "not among the sites"),
    ("single = { value = 0.01", "dose = { value = 0.01", "[routes.oral] dose", "not a key"),
    ("[routes.intravenous]\nsingle", "[routes.intravenous]\ndaily", "", "not valid TOML"),
    ("[routes.oral.rate]", "[routes.oral.speed]", "[routes.oral] speed", "not a key"),
    ("[routes.oral.rate]\nvalue = 0.5", "[routes.oral.rate]\nvalue = 0", "[routes.oral] rate", "not above 0"),
    ("value = 0.3", "value = 0.6", "[routes.oral] bioavailability", "more than was taken"),
    ("value = 0.75", "value = 0.7", "[routes.depot.phases]", "sum to 0.95"),
    ("value = 3", "value = 2.5", "erosion] steps", "not a whole number"),
    ("phases.erosion.steps", "steps", "[routes.depot] steps", "stands beside phases"),
    ('first_pass."6b-madeupol"', 'first_pass."madeupine"', "first_pass] madeupine", "drug's metabolites"),
    ("[routes.oral.bioavailability]", "[routes.oral.falls]", "[routes.oral] first_pass", "without a bioavailability"),
    ("value = 40", "value = 140", "formation.madeupine.6b-madeupol.fraction] value", "not between 0 and 1"),
    ('"madeupine"."6b-madeupol".fraction', '"madeupine"."7b".fraction', "[formation.madeupine] 7b", "not one of"),
    ('"6b-madeupol".fraction', '"6b-madeupol".second', "6b-madeupol] second", "not a key"),
    ('"madeupine".clearance', '"madeupine".clearence', "madeupine] clearence", "not a key"),
    ('"madeupine".clearance', '"madeupine".partition', "[substances.madeupine]", "has no clearance"),
    ('"madeupine".volume', '"madeupine".partition', "[substances.madeupine]", "has no volume"),
    ('"6b-madeupol".entry_rate', '"6b-madeupol".shallow_flow', "6b-madeupol]", "has no shallow_volume"),
    ('"6b-madeupol".entry_rate', '"6b-madeupol".kappa_affinity', "kappa_affinity", "not among the sites"),
    ('"6b-madeupol".partition', '"6b-madeupol".mu_efficacy', "6b-madeupol]", "has no partition"),
    ('"6b-madeupol".mu_affinity', '"6b-madeupol".mu_efficacy', "6b-madeupol]", "has no mu_affinity"),
    ("value = 100\n", "value = 0\n", "madeupine] volume", "not above 0"),
    ("value = 100\n", "value = [1, 2]\n", "madeupine] volume", "several values"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "trouble"), CHANGES)
def test_what_falls_short_is_refused(tmp_path, old, new, place, trouble):
    assert old in DRUG
    with pytest.raises(InvalidInput) as refusal:
        read_drug(file(tmp_path, DRUG.replace(old, new)))
    assert place in refusal.value.place
    assert trouble in refusal.value.trouble
    assert refusal.value.remedy


def saturable(*more):
    """The made-up drug with a metabolite whose elimination saturates, and more entries."""
    own = 'substances."6b-madeupol".'
    cleared = assumed(own + "clearance", 20, "L/h")
    bent = assumed(own + "maximum_rate", 5, "mg/h") + assumed(own + "half_rate", 2, "uM")
    text = DRUG.replace(cleared, bent).replace(assumed(own + "entry_rate", 2, "1/h"), "")
    assert cleared not in text
    return text + "".join(assumed(own + name, value, unit) for name, value, unit in more)


def test_elimination_may_saturate(tmp_path):
    known = read_drug(file(tmp_path, saturable(("residual_clearance", 3, "L/h")))).substances["6b-madeupol"]
    assert known["half_rate"].value == pytest.approx(2000)
    assert "clearance" not in known


@pytest.mark.parametrize(
    ("more", "trouble"),
    [
        (("clearance", 20, "L/h"), "is given beside maximum_rate"),
        (("entry_rate", 20, "1/h"), "is given beside maximum_rate"),
        (("inactivation", 2, "1/h"), "has no inactivation_half"),
    ],
)
def test_a_saturable_elimination_that_contradicts_itself_is_refused(tmp_path, more, trouble):
    with pytest.raises(InvalidInput, match=trouble):
        read_drug(file(tmp_path, saturable(more)))


def test_an_enzyme_without_saturation_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="is given without maximum_rate"):
        read_drug(file(tmp_path, DRUG + assumed('substances."madeupine".enzyme_renewal', 0.1, "1/h")))


def test_metabolites_of_a_saturable_elimination_are_refused(tmp_path):
    own = 'substances."madeupine".'
    text = DRUG.replace(own + "clearance", own + "maximum_rate").replace('"L/h"', '"nmol/h"', 1)
    with pytest.raises(InvalidInput, match="yet metabolites are formed"):
        read_drug(file(tmp_path, text + assumed(own + "half_rate", 2, "nM")))


def test_people_cannot_differ_in_what_arrives_at_once(tmp_path):
    share = assumed("routes.intravenous.bioavailability", 0.5) + "spread = { lognormal = 0.3 }\n"
    with pytest.raises(InvalidInput, match="cannot differ in what arrives"):
        read_drug(file(tmp_path, DRUG + share))


@pytest.mark.parametrize("kind", ["substances", "routes"])
def test_a_drug_without_substances_or_routes_is_refused(tmp_path, kind):
    text = DRUG[: DRUG.index("[routes")] + f"[{kind}]\n"
    text += DRUG[DRUG.index("[substances") :] if kind == "routes" else ""
    with pytest.raises(InvalidInput, match="is empty"):
        read_drug(file(tmp_path, text))


def test_an_unknown_drug_is_refused():
    with pytest.raises(InvalidInput, match='there is no "naltrexona"'):
        load_drug("naltrexona")


def test_a_name_is_no_way_out_of_the_folder():
    with pytest.raises(InvalidInput, match="there is no"):
        load_drug("../sources")
