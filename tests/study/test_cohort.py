"""A cohort: who is where on which arm, what she takes and when; doses arrive as amounts, once, on her own days."""

import numpy as np
import pytest

from equipoise.engine.grid import Grid
from equipoise.study import cohort as cohorts
from equipoise.study.cohort import doses, ports
from study import made_study as made

START = np.array([24.0, 96.0])
TIMES = (9.0, 33.0)


def dosed(per_hour=4):
    """What each person takes at each step of the calendar: [step, person]."""
    lab = made.laboratory()
    events = doses(lab.study, lab.calendar, lab.drugs, made.people(), Grid(per_hour))
    return events.table()[events.rows.reshape(-1, 1)[:, 0]]


def test_people_are_numbered_by_trial_and_place():
    people = made.people()
    np.testing.assert_array_equal(people.address[:60], np.arange(60))
    np.testing.assert_array_equal(people.repeat[:60], np.arange(60) // 12)
    np.testing.assert_array_equal(people.number[:60], np.arange(60) % 12)


def test_everybody_meets_each_arm_once():
    people = made.people()
    np.testing.assert_array_equal(np.sort(people.arms, axis=1), np.broadcast_to([0, 1], (made.WIDTH, 2)))
    np.testing.assert_array_equal(people.on_drug, people.arms == 0)
    first = people.arms[:60, 0].reshape(5, 12)
    assert (first.sum(axis=1) == 6).all(), "balanced within every trial"


def test_candidates_are_counted():
    """Including the one who was let in."""
    screened = made.people().screened
    assert screened.min() == 1
    assert screened.max() > 1


def test_the_compartment_of_each_drug_is_found():
    lab = made.laboratory()
    assert ports(lab.study, lab.drugs) == (("site", (0,)),)


def test_a_dose_is_taken_at_its_hour_on_the_days_of_the_arm():
    people, given = made.people(), dosed()
    amounts = made.nanomoles(np.array([25.0, 50.0]))
    expected = np.zeros_like(given)
    for period in range(2):
        for k, time in enumerate(TIMES):
            at = START[period] + time
            takes = people.on_drug[:, period] & people.taken[:, 2 * period + k] & (at < people.stop)
            expected[int(4 * at)] = takes * amounts[k]
    np.testing.assert_allclose(given, expected, rtol=1e-12)
    assert given.any()


def test_nobody_takes_anything_on_placebo_or_after_stopping():
    people, given = made.people(), dosed()
    hours = np.arange(len(given))[:, None] / 4
    gone = hours >= people.stop
    second = (hours >= START[1]) & (hours < START[1] + 48)
    first = (hours >= START[0]) & (hours < START[0] + 48)
    off = (first & ~people.on_drug[:, 0]) | (second & ~people.on_drug[:, 1]) | (~first & ~second) | gone
    assert not given[off].any()
    assert np.isfinite(people.stop).any()


def test_missed_doses_are_missed():
    people, given = made.people(), dosed()
    planned = 2 * np.isinf(people.stop)
    counted = (given > 0).sum(axis=0)
    stayed = np.isinf(people.stop)
    assert (counted[stayed] <= planned[stayed]).all()
    assert (counted[stayed] < 2).any(), "one in five doses is missed"


def test_the_same_doses_on_a_finer_grid():
    coarse, fine = dosed(), dosed(8)
    np.testing.assert_array_equal(coarse, fine[::2])
    assert not fine[1::2].any()


@pytest.mark.parametrize(
    ("dose", "weighed"),
    [((50.0, "mg"), 50), ((1.0, "umol"), 0.37786), ((2.0, "nmol"), 755.72e-6), ((1.0, "ug"), 1e-3)],
)
def test_a_dose_is_a_mass_however_it_is_written(dose, weighed):
    """What is weighed is the salt."""
    assert cohorts.milligrams(dose, made.laboratory().drugs[0]) == pytest.approx(weighed, rel=1e-12)


def test_the_first_people_are_the_first_people():
    people = made.people()
    few = people.head(5)
    np.testing.assert_array_equal(few.address, people.address[:5])
    assert {value.shape[-1] for value in few.parameters.values()} <= {1, 5}
    assert all(len(value) == 5 for value in few.traits.values())


def test_every_drawn_trait_stands_in_the_table_of_people():
    assert set(made.people().traits) >= {"system/opioid/peptide.tone", "people/guessing", "people/expectancy"}
