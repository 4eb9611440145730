"""The tables of a results folder: people, doses, curves, and those who had to be set apart."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from equipoise.engine.units import from_internal
from equipoise.study import curves as drawn
from equipoise.study import tables
from equipoise.study.arm import Arm
from equipoise.study.observe import Seen
from study import made_study as made


@pytest.fixture(scope="module")
def people():
    return tables.people(made.laboratory(), made.seen())


@pytest.fixture(scope="module")
def events():
    return tables.events(made.laboratory(), made.seen().cohort)


@pytest.fixture(scope="module")
def curves():
    place = made.folder() / "knots.parquet"
    place.write_bytes(drawn.knots(made.laboratory(), made.seen()))
    return drawn.joined(made.laboratory(), [place])


# ---------------------------------------------------------------- people


def test_there_is_a_row_for_everybody(people):
    assert list(people.columns[:6]) == ["repeat", "person", "sequence", "status", "stopped_day", "screened"]
    assert len(people) == 60
    assert not people.duplicated(["repeat", "person"]).any()


def test_a_sequence_is_told_in_arms(people):
    assert set(people["sequence"]) == {"naltrexone > placebo", "placebo > naltrexone"}
    first = people["sequence"].astype(str).str.split(" > ").str[0]
    arms = np.array(list(made.study().arms))[made.people().arms[:60, 0]]
    assert (first == arms).all()


def test_who_stopped_did_so_on_an_arm_on_a_day(people):
    """Here on the drug alone; days are counted from 1 within the period."""
    stopped = people["status"] != tables.COMPLETED
    assert stopped.sum() == np.isfinite(made.people().stop[:60]).sum() > 0
    assert set(people["status"][stopped]) == {"stopped on naltrexone"}
    assert people["stopped_day"][stopped].isin([1, 2]).all()
    assert people["stopped_day"][~stopped].isna().all()


def test_traits_are_recorded_person_by_person(people):
    for key, values in made.seen().cohort.traits.items():
        np.testing.assert_array_equal(people[key], values)


def test_a_person_set_apart_is_told_in_both_tables():
    seen = made.seen()
    ill = Seen(**{**vars(seen), "ill": (SimpleNamespace(person=13, day=2, states=("bond", "pain")),)})
    status = tables.people(made.laboratory(), ill)["status"]
    assert status[13] == "quarantined"
    (row,) = tables.quarantine(ill).to_dict("records")
    assert (row["repeat"], row["person"], row["day"], row["states"]) == (1, 1, 3, "bond, pain")
    parameters = json.loads(row["parameters"])
    assert parameters["people/guessing"] == seen.cohort.traits["people/guessing"][13]


# ---------------------------------------------------------------- doses


def test_a_dosing_row_is_one_that_other_programs_read(events):
    assert list(events.columns) == ["repeat", "person", "time", "amt", "rate", "addl", "ii", "ss", "evid", "cmt",
                                    "kind", "value"]  # fmt: skip
    assert (events["evid"] == 1).all()
    assert set(events["cmt"]) == {"oral"}
    assert set(events["value"]) == {"naltrexone"}


def test_doses_are_those_that_were_simulated(events):
    """The same amounts at the same hours for the same people as the engine was given."""
    from equipoise.engine.grid import Grid
    from equipoise.study.cohort import doses

    lab, people = made.laboratory(), made.people()
    simulated = doses(lab.study, lab.calendar, lab.drugs, people, Grid(1))
    given = simulated.table()[simulated.rows.reshape(-1, 1)[:, 0]][:, :60]
    written = np.zeros_like(given)
    for row in events.itertuples():
        written[int(row.time), 12 * row.repeat + row.person] += made.nanomoles(row.amt)
    np.testing.assert_allclose(written, given, rtol=1e-12)


def test_a_study_without_drugs_has_an_empty_table_of_doses():
    lab = made.laboratory()
    arms = {name: Arm(name=name) for name in ("a", "b")}
    bare = SimpleNamespace(study=SimpleNamespace(arms=arms), calendar=lab.calendar)
    empty = tables.events(bare, made.seen().cohort)
    assert len(empty) == 0
    assert list(empty.columns)[:4] == ["repeat", "person", "time", "amt"]


# ---------------------------------------------------------------- curves


def test_curves_are_hourly_for_each_arm(curves):
    assert list(curves.columns) == ["arm", "time", "signal", "unit", "median", "low", "high"]
    assert set(curves["signal"]) >= {"plasma naltrexone", "plasma 6b-naltrexol", "mu_occupancy"}
    assert curves["signal"].str.contains("connection").any()
    assert set(curves["arm"]) == {"naltrexone", "placebo"}
    for _, rows in curves.groupby(["arm", "signal"]):
        np.testing.assert_array_equal(rows["time"], np.arange(len(rows)))
        assert len(rows) >= 48


def test_a_median_lies_within_its_band(curves):
    assert (curves["low"] <= curves["median"]).all()
    assert (curves["median"] <= curves["high"]).all()


def test_a_drug_is_seen_on_its_arm_after_its_dose(curves):
    plasma = curves[curves["signal"] == "plasma naltrexone"].set_index(["arm", "time"])
    assert (plasma.loc["naltrexone"].loc[:8, "high"] < 1).all()
    assert plasma.loc["naltrexone"].loc[11, "median"] > 1
    assert plasma["unit"].unique().tolist() == ["ng/mL"]
    occupancy = curves[(curves["signal"] == "mu_occupancy") & (curves["arm"] == "naltrexone")]
    assert 30 < occupancy["median"].max() <= 100
    assert occupancy["unit"].unique().tolist() == ["%"]


def test_a_concentration_is_drawn_as_the_engine_has_it(curves):
    """ng/mL from nM by the molar mass: the largest level is a few ng/mL after tens of milligrams."""
    mass = made.laboratory().drugs[0].substances["naltrexone"]["molar_mass"].value
    assert from_internal(100 * mass, "ng/mL") == pytest.approx(34.141, rel=1e-3)
    assert 2 < curves[curves["signal"] == "plasma naltrexone"]["high"].max() < 100
