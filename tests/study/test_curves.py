"""Curves of all people from what each part leaves: exact of one part, right to a percentile of many."""

import numpy as np
import pytest

from equipoise.study import curves
from study import made_study as made


def left_by(people, sizes):
    """Knots of parts that share out `people`, [hour, person]."""
    ends = np.cumsum(sizes)
    return [curves._percentiles(people[:, end - size : end]) for size, end in zip(sizes, ends, strict=True)]


def crowd(number, hours=5, seed=1):
    return np.random.default_rng(seed).lognormal(size=(hours, number)).astype(np.float32)


@pytest.mark.parametrize("number", [1, 2, 7, 512])
def test_the_percentiles_of_one_part_are_exact(number):
    people = crowd(number)
    found = curves._all(left_by(people, [number]), np.array([number]))
    np.testing.assert_allclose(found, np.percentile(people, curves.BAND, axis=1), rtol=1e-6)


@pytest.mark.parametrize("sizes", [[512] * 8, [512, 512, 37], [30] * 50, [500, 1]])
def test_the_percentiles_of_many_parts_are_right_to_one_in_a_hundred_and_a_person_of_each(sizes):
    people = crowd(sum(sizes))
    found = curves._all(left_by(people, sizes), np.array(sizes, float))
    for percentile, values in zip(curves.BAND, found, strict=True):
        ranks = [100 * (people[hour] <= value).mean() for hour, value in enumerate(values)]
        assert np.abs(np.array(ranks) - percentile).max() <= 1 + 100 * len(sizes) / sum(sizes)


def test_parts_that_differ_count_by_their_people():
    """300 people near 0 and 100 near 10: the median is among the first, the 95th percentile among the others."""
    people = np.concatenate([crowd(300) / 100, 10 + crowd(100) / 100], axis=1)
    low, median, high = curves._all(left_by(people, [300, 100]), np.array([300.0, 100.0]))
    assert (low < 1).all()
    assert (median < 1).all()
    assert (high > 10).all()


def test_a_long_calendar_is_joined_block_by_block(monkeypatch):
    people = crowd(100, hours=50)
    whole = curves._all(left_by(people, [60, 40]), np.array([60.0, 40.0]))
    monkeypatch.setattr(curves, "MOST", 2 * 7 * len(curves.KNOTS))
    np.testing.assert_array_equal(curves._all(left_by(people, [60, 40]), np.array([60.0, 40.0])), whole)


def test_a_knot_for_every_percentile_that_is_drawn():
    assert set(curves.BAND) <= set(curves.KNOTS)
    assert (np.diff(curves.KNOTS) > 0).all()
    near = [k for p in curves.BAND for k in range(p - 5, p + 6)]
    assert set(near) <= set(curves.KNOTS)


@pytest.fixture(scope="module")
def two_parts():
    """What two halves of a trial leave, and what the whole leaves."""
    lab = made.laboratory()
    halves = [made.folder() / f"half-{k}.parquet" for k in range(2)]
    for k, place in enumerate(halves):
        place.write_bytes(curves.knots(lab, lab.observe(np.arange(30 * k, 30 * k + 30), made.WIDTH)))
    whole = made.folder() / "whole.parquet"
    whole.write_bytes(curves.knots(lab, made.seen()))
    return [curves.joined(lab, files) for files in (halves, [whole])]


def test_curves_of_two_halves_are_those_of_the_whole(two_parts):
    halves, whole = two_parts
    assert list(halves.columns) == list(whole.columns) == list(curves.COLUMNS)
    assert (halves[["arm", "time", "signal", "unit"]] == whole[["arm", "time", "signal", "unit"]]).all(
        axis=None
    )
    for _, rows in halves.assign(whole=whole["median"]).groupby("signal"):
        size = whole.loc[rows.index, "high"].max() - whole.loc[rows.index, "low"].min()
        assert np.abs(rows["median"] - rows["whole"]).max() < 0.1 * size
