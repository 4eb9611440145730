"""What the list of claims expects can be asked of the studies that ship."""

import pytest

from equipoise import evidence
from equipoise.study.load import load_study

EXPECTED = [(claim.id, each) for claim in evidence.claims().values() for each in claim.expects]
COMPARED = {"hedges_g", "power", "n"}


def statistics(study, analysis):
    """The statistics that an analysis gives."""
    if not analysis.compare:
        return {analysis.report or "mean"}
    sized = {"slope"} if analysis.report == "slope" else {"mean_difference"}
    return COMPARED | sized | ({"d_z"} if analysis.compare.how == "within person" else set())


@pytest.mark.parametrize(("name", "each"), EXPECTED, ids=lambda value: getattr(value, "result", value))
def test_a_study_gives_what_is_expected_of_it(name, each):
    study = load_study(each.study)
    assert name in study.claims
    analysis = study.analysis[each.result]
    assert each.statistic in statistics(study, analysis)
    assert each.arm in ({"", *analysis.arms} if analysis.compare else set(analysis.arms))


def test_every_claim_of_a_study_expects_something_of_it():
    asked = {(each.study, name) for name, each in EXPECTED}
    told = {(name, claim) for name in evidence.names("studies") for claim in load_study(name).claims}
    assert told == asked


def test_the_claims_of_connection_are_decided():
    assert {name for name, _ in EXPECTED} >= {"S01", "S02", "S03", "S04", "S05", "S09"}
