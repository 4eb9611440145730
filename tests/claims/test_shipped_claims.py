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
    asked = analysis.compare.statistic
    if asked:
        return {"mean_difference" if asked == "difference" else asked}
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


OPIOIDS_AND_CONNECTION = "S01 S02 S03 S04 S05 S07 S08 S09"
DOPAMINE_AND_BALANCE = (
    "D01 D03 D04 D05 D06 D07 D10 D11 D12 D13 D14 D15 D18 D25 D27 H01 H03 H04 H06 H07 H08 H09"
)


@pytest.mark.parametrize("name", [*OPIOIDS_AND_CONNECTION.split(), *DOPAMINE_AND_BALANCE.split()])
def test_a_claim_of_the_mechanisms_that_are_there_is_decided(name):
    assert name in {claim for claim, _ in EXPECTED}
