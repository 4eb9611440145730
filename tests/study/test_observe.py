"""What the trial writes down: one row for each planned observation, and a reason for each value that is not there."""

from types import SimpleNamespace

import numpy as np
import pytest

from equipoise.engine.chunk import rows_of
from equipoise.study.observe import QUARANTINED, Seen, observations, signal_of, truths, watched
from plain.naltrexone_connection_plain import AT_ONE, moment, states
from plain.test_naltrexone_connection import numbers
from study import made_study as made

COLUMNS = ["repeat", "person", "arm", "period", "visit", "time", "nominal_time", "measure", "item", "value",
           "unit", "missing_reason"]  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    return observations(made.seen())


def of(rows, measure, **where):
    chosen = rows[rows["measure"] == measure]
    for name, value in where.items():
        chosen = chosen[chosen[name] == value]
    return chosen


# ---------------------------------------------------------------- rows


def test_every_planned_observation_has_its_row(rows):
    assert list(rows.columns) == COLUMNS
    assert len(rows) == 60 * (2 * 2 + 2 * 2 + 2 * 2)  # people x (connection + plasma + messages of two items)
    key = ["repeat", "person", "measure", "item", "period", "visit"]
    assert not rows.duplicated(key).any()


def test_times_are_those_of_the_calendar(rows):
    starts = np.array(made.laboratory().calendar.starts)
    np.testing.assert_array_equal(rows["time"], starts[rows["period"] - 1] + rows["nominal_time"])
    assert sorted(of(rows, "connection")["nominal_time"].unique()) == [20.0, 44.0]
    assert sorted(of(rows, "plasma")["nominal_time"].unique()) == [11.0, 39.0]


def test_the_arm_is_that_of_the_period(rows):
    people = made.people()
    told = np.array(list(made.study().arms))[
        people.arms[12 * rows["repeat"] + rows["person"], rows["period"] - 1]
    ]
    assert (rows["arm"].astype(str) == told).all()


def test_units_are_those_of_the_instruments(rows):
    assert of(rows, "plasma")["unit"].unique().tolist() == ["ng/mL"]
    assert of(rows, "connection")["unit"].unique().tolist() == ["points"]


def test_items_are_named_and_a_measure_without_items_is_all(rows):
    assert set(of(rows, "messages")["item"]) == {"close", "neutral"}
    assert set(of(rows, "connection")["item"]) == {"all"}


# ---------------------------------------------------------------- what is missing


def test_a_value_is_there_or_a_reason_is(rows):
    assert (rows["value"].isna() == (rows["missing_reason"].astype(str) != "")).all()


def test_after_stopping_nothing_is_observed(rows):
    stop = made.people().stop[12 * rows["repeat"] + rows["person"]]
    gone = rows["time"] >= stop
    assert gone.any()
    assert (rows["missing_reason"][gone] == "stopped").all()
    assert not (rows["missing_reason"][~gone] == "stopped").any()


def test_one_diary_entry_in_ten_is_not_made(rows):
    """Of a diary; a task and a blood sample are not left undone."""
    here = rows[rows["missing_reason"] != "stopped"]
    missed = of(here, "connection")["missing_reason"] == "no entry"
    assert missed.mean() == pytest.approx(0.1, abs=0.05)
    assert not (of(here, "messages")["missing_reason"] == "no entry").any()
    assert not (of(here, "plasma")["missing_reason"] == "no entry").any()


def test_a_sample_without_drug_is_below_the_limit(rows):
    before = of(rows, "plasma", arm="placebo", period=1)
    here = before[before["missing_reason"] != "stopped"]
    assert (here["missing_reason"] == "below limit").all()


def test_who_took_the_dose_has_drug_in_her_blood(rows):
    """Two hours after it, except for those who did not take it."""
    people = made.people()
    taken = people.taken[np.arange(60), 2 * people.on_drug[:60].argmax(axis=1)]
    first = of(rows, "plasma", arm="naltrexone", visit=1)
    first = first[(first["missing_reason"] != "stopped") & (first["period"] == 1)]
    assert (first["value"].notna() == taken[12 * first["repeat"] + first["person"]]).all()


def test_a_person_set_apart_is_written_down_as_such():
    seen = made.seen()
    ill = Seen(**{**vars(seen), "ill": (SimpleNamespace(person=3, day=0, states=("bond",)),)})
    rows = observations(ill)
    hers = (rows["repeat"] == 0) & (rows["person"] == 3)
    assert (rows["missing_reason"][hers] == QUARANTINED).all()
    assert rows["value"][hers].isna().all()
    assert not (rows["missing_reason"][~hers] == QUARANTINED).any()


# ---------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("reads", "expected"),
    [("connection", ("connection", None)), ("plasma[6b-naltrexol]", ("plasma", "6b-naltrexol"))],
)
def test_an_instrument_names_a_signal_and_perhaps_a_substance(reads, expected):
    assert signal_of(SimpleNamespace(reads=reads)) == expected


def test_a_task_needs_the_states_behind_what_it_reads():
    """For it is read as it would be at each stimulus, and not as it is."""
    lab = made.laboratory()
    names = watched(lab.program.system, {"messages": lab.instruments["messages"]})
    assert "connection" not in names
    assert {"entered", "company"} <= set(names)
    assert watched(lab.program.system, {"diary": lab.instruments["connection"]}) == ("connection",)


def test_values_lie_on_the_scale(rows):
    scale = made.laboratory().instruments["connection"]
    values = of(rows, "connection")["value"].dropna()
    assert values.between(scale.low, scale.high).all()
    assert (np.mod(values - scale.low, scale.step) == 0).all()


def test_a_level_is_read_as_a_mass():
    """nM times the molar mass, in the engine's mg per litre."""
    seen = made.seen()
    plasma = seen.values[:, rows_of(seen.program)["plasma"]]
    which = [k for k, o in enumerate(seen.calendar.occasions) if o.measure == "plasma"]
    mass = seen.drugs[0].substances["naltrexone"]["molar_mass"].value
    np.testing.assert_allclose(truths(seen)["plasma"][..., 0], plasma[which][:, 0].T * mass, rtol=1e-12)


def test_a_diary_reads_its_signal():
    seen = made.seen()
    which = [k for k, o in enumerate(seen.calendar.occasions) if o.measure == "connection"]
    read = seen.values[which][:, rows_of(seen.program)["connection"]][:, 0]
    np.testing.assert_array_equal(truths(seen)["connection"][..., 0], read.T)


def labels(name, count):
    """What the plain page calls a state, or its places."""
    return [name] if count == 1 else [f"{name}_{k}" for k in range(count)]


@pytest.mark.parametrize("person", [0, 7, 31])
def test_a_message_is_felt_as_on_the_plain_page(person):
    """Alone in the laboratory, with the drug that is in the brain at that moment."""
    seen = made.seen()
    rows, which = (
        rows_of(seen.program),
        [k for k, o in enumerate(seen.calendar.occasions) if o.measure == "messages"],
    )
    for visit, k in enumerate(which):
        page = states(numbers(person))
        at = {name: float(name in AT_ONE) for name in page}
        for name, where in rows.items():
            found = seen.values[k, where, person]
            at |= {each: x for each, x in zip(labels(name, len(found)), found, strict=True) if each in at}
        y = [at[name] for name in page]
        alone = {"company": 0.0, "object_temperature": 0.0, "offered": 0.0, "reward": 0.0}
        told = [
            moment(numbers(person), y, {**alone, "kindness": kind})[0]["connection"] for kind in (1.0, 0.0)
        ]
        np.testing.assert_allclose(truths(seen)["messages"][person, visit], told, rtol=1e-9)


def test_errors_are_drawn_anew_for_each_observation_and_each_measure():
    """Two readings of one true value differ; nobody's error is another's."""
    noisy = observations(made.seen())
    values = of(noisy, "messages")["value"].dropna()
    assert values.nunique() > 20


def test_what_is_read_does_not_hang_on_who_else_is_read(rows):
    turned = observations(made.laboratory().observe(np.arange(60)[::-1], made.WIDTH))
    key = ["repeat", "person", "measure", "item", "time"]
    one, other = (table.sort_values(key).reset_index(drop=True) for table in (rows, turned))
    assert one["value"].equals(other["value"])
    assert (one["missing_reason"].astype(str) == other["missing_reason"].astype(str)).all()
