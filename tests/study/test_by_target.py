"""A row of the table of findings alone is enough beside a result."""

import math

import pytest

from equipoise import evidence
from equipoise.errors import InvalidInput
from equipoise.study.load import load_study, shipped_studies
from equipoise.study.summary import summarise

STUDY = """\
title = "Occupancy"
[people]
from = "healthy-adults"
number = 8
[design]
kind = "parallel"
periods = "2 d"
[arms.active]
drug = "naltrexone"
dose = "50 mg"
times = "day 1 at 09:00"
[arms.placebo]
[measures.occupancy]
scan = "mu-occupancy-pet"
when = "day 1 at 13:00"
[measures.plasma]
assay = "naltrexone-plasma"
when = "day 1 at 10:00"
[analysis.occupancy]
measure = "occupancy"
report = "mean"
[analysis.plasma]
measure = "plasma"
report = "peak"
[analysis.between]
measure = "plasma"
compare = "active against placebo"
[[published]]
"""
ROW = evidence.targets()["rc-ntx-occ-50mg-a"]


def loaded(tmp_path, block):
    (tmp_path / "mine.toml").write_text(STUDY + block, encoding="utf-8")
    return load_study(tmp_path / "mine.toml")


@pytest.fixture
def block(tmp_path):
    return lambda text: loaded(tmp_path, text).published[0]


OCCUPANCY = 'target = "rc-ntx-occ-50mg-a"\nresult = "occupancy"\narm = "active"\n'


def test_the_row_gives_all_the_rest(block):
    found = block(OCCUPANCY)
    assert (found.value, found.unit, found.source, found.n) == (ROW.value, "%", ROW.source, None)
    assert (found.statistic, found.fitted, found.by_row) == ("mean", True, True)


def test_a_row_that_no_number_names_is_not_fitted(block):
    assert not block('target = "rc-ntx-occ-5mg-a"\nresult = "occupancy"\narm = "active"\n').fitted


def test_the_statistic_is_that_of_the_result(block):
    assert block('target = "pk-ntx-cmax-50mg"\nresult = "plasma"\narm = "active"\n').statistic == "peak"
    assert block('target = "oc-loseth-connection"\nresult = "between"\n').statistic == "hedges_g"
    assert block('target = "oc-inagaki2019-vs"\nresult = "between"\n').statistic == "sign"
    assert block('target = "pk-ntx-cmax-50mg"\nresult = "between"\n').statistic == "mean_difference"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (OCCUPANCY + "tolerance = 30\n", "tolerance: the row of the target gives it"),
        (OCCUPANCY + "fitted = false\n", "fitted: the row of the target gives it"),
        (OCCUPANCY.replace("50mg-a", "50mg-z"), 'Did you mean "rc-ntx-occ-50mg-'),
        (OCCUPANCY.replace('"active"', '"actve"'), "arm of this study"),
        (OCCUPANCY + 'statistic = "sign"\n', 'is in "%", and no "sign"'),
        ('target = "pk-ntx-cmax-50mg"\nresult = "between"\nstatistic = "hedges_g"\n', 'and no "hedges_g"'),
        (OCCUPANCY + "valeu = 3\n", "valeu"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path, text, trouble):
    with pytest.raises(InvalidInput) as refusal:
        loaded(tmp_path, text)
    assert trouble in str(refusal.value)


def test_a_file_may_still_give_the_number_itself(block):
    found = block(OCCUPANCY + 'statistic = "mean"\nvalue = 90\nunit = "%"\nsource = "lee-1988"\n')
    assert (found.value, found.source, found.by_row) == (90, "lee-1988", False)


def result(study, values, statistic="mean", name="occupancy", measure="occupancy", unit="1"):
    """The first result with a published number, from trials whose values are given."""
    import pandas as pd

    rows = {"repeat": range(len(values)), "name": name, "measure": measure, "statistic": statistic}
    trials = pd.DataFrame({**rows, "arm": "active", "value": values, "low": math.nan, "high": math.nan})
    items = summarise(trials.assign(p=math.nan, n=8), study, {measure: unit})
    return next(item for item in items if item["published"])


@pytest.mark.parametrize(("ours", "inside"), [(0.83, True), (0.81, False), (1.0, True)])
def test_ours_is_judged_by_the_tolerance_of_the_row(tmp_path, ours, inside):
    item = result(loaded(tmp_path, OCCUPANCY), [ours, ours])
    assert item["inside"] is inside
    assert item["published"]["value"] == pytest.approx(0.92)
    assert item["published"]["allowed"] == pytest.approx([0.82, 1.02])
    assert item["published"]["why"] == "within 10 points"


def test_a_mass_is_set_beside_moles_through_the_molar_mass(tmp_path):
    study = loaded(tmp_path, 'target = "pk-ntx-cmax-50mg"\nresult = "plasma"\narm = "active"\n')
    item = result(study, [39.0, 39.0], "peak", "plasma", "plasma", unit="nM")
    assert item["published"]["value"] == pytest.approx(13.3 / 0.3414, rel=1e-3)
    assert item["inside"] is True


def test_another_kind_of_unit_is_refused_when_results_are_there(tmp_path):
    study = loaded(tmp_path, 'target = "pk-ntx-tmax-50mg"\nresult = "occupancy"\narm = "active"\n')
    with pytest.raises(InvalidInput, match=r"pk-ntx-tmax-50mg: .*cannot be set beside"):
        result(study, [0.5, 0.5])


def test_a_direction_is_judged_by_the_effect(tmp_path):
    study = loaded(tmp_path, 'target = "oc-inagaki2019-vs"\nresult = "between"\n')
    item = result(study, [-0.3, -0.1], "hedges_g", "between", "plasma", unit="ng/mL")
    assert (item["statistic"], item["inside"], item["published"]["allowed"]) == ("sign", True, [None, 0.0])


@pytest.mark.parametrize("name", shipped_studies())
def test_no_shipped_study_says_otherwise_than_the_table(name):
    """A block with a target gives nothing that the row gives: the tolerance was set before ours was known."""
    blocks = [block for block in load_study(name).published if block.target]
    assert [block.target for block in blocks if not block.by_row] == []
