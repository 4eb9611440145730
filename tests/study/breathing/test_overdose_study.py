"""A study of an overdose runs like any other: orderings, addresses, tables, and what it may not say."""

import numpy as np
import pandas as pd
import pytest

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from equipoise.study.part import laboratory
from equipoise.study.run import run

pytestmark = pytest.mark.slow
PEOPLE = 240
SEVERE = [
    'fentanyl"\ndose = "1.625 mg"', 'fentanyl"\ndose = "2.965 mg"',
    'carfentanil"\ndose = "0.012 mg"', 'carfentanil"\ndose = "0.02187 mg"',
]  # fmt: skip
RESCUES = {"autoinjector": "naloxone-im-2mg-0.4ml", "generic": "naloxone-im-2mg-2ml", "nobody": None}
FRAME = """
title = "Overdose"
people = { from = "healthy-adults", number = 240 }
design = { kind = "parallel", periods = "30 min", run_in = "0 h", blinding = "open", allocation = "balanced" }
system = { name = "breathing", step = "1 min", tolerance = 0.05 }
measures.arrest = { assay = "cardiac-arrest", when = ["10 min after dose 1", "30 min after dose 1"] }
measures.breath = { assay = "minute-ventilation", when = "2 min after dose 1" }
analysis.arrest = { measure = "arrest", report = "mean" }
"""


def arm(drug, rescue=None, extra=""):
    helped = f'rescue = "{rescue}"\n' if rescue else ""
    given = 'route = "intravenous"\ntimes = "day 1 at 00:00"\nallow_unsafe = true\n'
    return f'drug = "{drug}\n{given}{helped}{extra}'


def study(tmp_path, arms, frame=FRAME):
    path = tmp_path / "overdose.toml"
    path.write_text(frame + "\n".join(f'[arms."{name}"]\n{text}' for name, text in arms.items()))
    return load_study(path)


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    """The same 240 people through each of the twelve cells: arrest after half an hour, [cell, person]."""
    cells = {f"{k} {name}": arm(drug, r) for k, drug in enumerate(SEVERE) for name, r in RESCUES.items()}
    lab = laboratory(study(tmp_path_factory.mktemp("cells"), cells), 1)
    cohort = lab.recruit(np.arange(PEOPLE))
    watch = lab.calendar.watch(lab.instruments)
    found = {}
    for place, name in enumerate(cells):
        cohort.arms[:] = place
        lived = lab.live(cohort, watch)
        row = lab.rows["arrested"].start
        found[name] = 100 * lived.values[1, row].mean()
    return found


def test_a_higher_dose_kills_more(everybody):
    for rescue in RESCUES:
        assert everybody[f"0 {rescue}"] < everybody[f"1 {rescue}"]
        assert everybody[f"2 {rescue}"] < everybody[f"3 {rescue}"]


def test_the_autoinjector_saves_more_than_the_generic_and_the_generic_more_than_nobody(everybody):
    for k in range(len(SEVERE)):
        cell = [everybody[f"{k} {rescue}"] for rescue in ("autoinjector", "generic", "nobody")]
        assert cell[0] < cell[1] < cell[2]


def test_our_own_people_fare_as_the_published_ones(everybody):
    """Half of 52 and 90 %: chance alone moves a share of 240 people by 3 points."""
    assert everybody["0 nobody"] == pytest.approx(52.1, abs=10)
    assert everybody["3 nobody"] == pytest.approx(90.1, abs=8)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    place = tmp_path_factory.mktemp("run")
    numbers = 'numbers = { "breathing/drive.tolerance" = 1 }\n'
    arms = {"tolerant": arm(SEVERE[0]), "never used": arm(SEVERE[0], extra=numbers)}
    made = study(place, arms)
    return made, run(made, place / "out"), place / "out"


def test_a_run_leaves_the_tables_of_any_run(ran):
    _, record, out = ran
    rows = pd.read_parquet(out / "observations.parquet")
    assert set(rows["measure"]) == {"arrest", "breath"}
    assert len(rows) == 3 * PEOPLE
    assert set(pd.read_parquet(out / "curves.parquet")["arm"]) == {"tolerant", "never used"}
    assert (pd.read_parquet(out / "events.parquet")["amt"] == 1.625).all()
    assert record["error_estimate"]["value"] < 0.05
    assert {"overdose/fentanyl.agonist.clearance"} <= {each["key"] for each in record["evidence"]}


def test_lost_tolerance_kills_more(ran):
    share = {each["arm"]: each["value"] for each in ran[1]["results"]}
    assert share["never used"] > share["tolerant"] + 10


def test_nobody_else_changes_anybody(ran):
    """The same bits for a person whoever else is in the chunk."""
    lab = laboratory(ran[0], 1)
    watch = lab.calendar.watch(lab.instruments)
    whole, some = (lab.see(np.arange(first, 64), 64, watch).values for first in (0, 40))
    assert np.array_equal(whole[..., 40:], some)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("rescue", "naloxone-im-2mg"), 'Did you mean "naloxone-im-2mg-2ml"'),
        (("drug", "morphine"), "opioid of the system breathing"),
        (("times", "day 1 at 00:10"), "one dose at the very start"),
    ],
)
def test_what_an_overdose_cannot_be_is_refused(tmp_path, change, words):
    key, said = change
    text = arm(SEVERE[0], "naloxone-im-2mg-2ml")
    lines = [f'{key} = "{said}"' if line.startswith(f"{key} =") else line for line in text.split("\n")]
    with pytest.raises(InvalidInput, match=words):
        study(tmp_path, {"one": "\n".join(lines), "two": arm(SEVERE[0])})


def test_a_rescue_needs_somebody_whose_breathing_is_followed(tmp_path):
    frame = FRAME.replace('name = "breathing", ', "").replace("cardiac-arrest", "mu-occupancy-pet")
    with pytest.raises(InvalidInput, match="nobody's breathing is followed"):
        study(tmp_path, {"one": arm(SEVERE[0], "naloxone-im-2mg-2ml"), "two": arm(SEVERE[0])}, frame)


def test_an_overdose_has_no_run_in_and_no_crossover(tmp_path):
    for old, new, words in (
        ('run_in = "0 h", ', "", "no run-in"),
        ("parallel", "crossover", "several overdoses"),
    ):
        with pytest.raises(InvalidInput, match=words):
            study(tmp_path, {"one": arm(SEVERE[0]), "two": arm(SEVERE[1])}, FRAME.replace(old, new))
