"""Dropout and adherence: shares as stated, moments alike over the period, each at its own address."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from equipoise.study.dropout import entered, stops, taken

MANY = np.arange(4000)
CALENDAR = SimpleNamespace(starts=(24.0, 168.0), length=96.0)


def study(active=0.0, control=0.0, doses=1.0, diary=1.0):
    return SimpleNamespace(
        dropout=SimpleNamespace(active=active, control=control),
        adherence=SimpleNamespace(taken=doses, diary=diary),
    )


def on_drug(first=True, second=False):
    return np.broadcast_to(np.array([first, second]), (len(MANY), 2))


def test_nobody_stops_unless_the_study_says_so():
    assert np.isinf(stops(study(), CALENDAR, 1, MANY, on_drug())).all()


def test_everybody_stops_with_certainty():
    when = stops(study(active=1.0, control=1.0), CALENDAR, 1, MANY, on_drug())
    assert ((when >= 24) & (when < 120)).all()


def test_people_stop_in_periods_on_the_drug_as_often_as_stated():
    when = stops(study(active=0.2), CALENDAR, 1, MANY, on_drug())
    stopped = np.isfinite(when)
    assert stopped.mean() == pytest.approx(0.2, abs=0.02)
    assert (when[stopped] < 120).all()


def test_and_in_periods_without_as_often_as_stated():
    when = stops(study(control=0.3), CALENDAR, 1, MANY, on_drug())
    stopped = np.isfinite(when)
    assert stopped.mean() == pytest.approx(0.3, abs=0.025)
    assert (when[stopped] >= 168).all()


def test_chances_of_both_periods_add_up_as_chances_do():
    when = stops(study(active=0.2, control=0.3), CALENDAR, 1, MANY, on_drug())
    assert np.isfinite(when).mean() == pytest.approx(1 - 0.8 * 0.7, abs=0.025)


def test_any_moment_of_the_period_is_alike():
    when = stops(study(active=1.0), CALENDAR, 1, MANY, on_drug())
    assert stats.kstest((when - 24) / 96, "uniform").pvalue > 0.01


def test_the_first_reason_counts():
    """Who would stop in both periods is gone after the first."""
    both = stops(study(active=1.0, control=1.0), CALENDAR, 1, MANY, on_drug())
    first = stops(study(active=1.0), CALENDAR, 1, MANY, on_drug())
    np.testing.assert_array_equal(both, first)


@pytest.mark.parametrize(("share", "doses"), [(1.0, 8), (0.8, 8), (0.0, 8), (0.8, 0)])
def test_doses_are_taken_as_often_as_stated(share, doses):
    found = taken(study(doses=share), 1, MANY, doses)
    assert found.shape == (len(MANY), doses)
    if doses:
        assert found.mean() == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize(("share", "entries"), [(1.0, 8), (0.9, 8), (0.9, 0)])
def test_entries_are_made_as_often_as_stated(share, entries):
    found = entered(study(diary=share), 1, MANY, entries)
    assert found.shape == (len(MANY), entries)
    if entries:
        assert found.mean() == pytest.approx(share, abs=0.02)


def test_missed_doses_missed_entries_and_stopping_are_apart():
    doses = taken(study(doses=0.5), 1, MANY, 8)[:, 0]
    entries = entered(study(diary=0.5), 1, MANY, 8)[:, 0]
    stopped = np.isfinite(stops(study(active=0.5), CALENDAR, 1, MANY, on_drug()))
    for one, other in ((doses, entries), (doses, stopped), (entries, stopped)):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.07


def test_each_person_is_her_own():
    for found in (
        lambda who: taken(study(doses=0.5), 1, who, 8),
        lambda who: entered(study(diary=0.5), 1, who, 8),
        lambda who: stops(study(active=0.5), CALENDAR, 1, who, on_drug())[:, None],
    ):
        np.testing.assert_array_equal(found(MANY), found(MANY[::-1])[::-1])
