"""Every published number of a study is a row, whatever became of it."""

import pytest

from claims.test_verdict import trials
from equipoise.study import validation
from equipoise.study.load import load_study
from equipoise.study.summary import summarise


@pytest.fixture(scope="module")
def study():
    return load_study("naltrexone-connection")


def record(study, *frames):
    import pandas as pd

    return {"results": summarise(pd.concat(frames), study, {"connection": "points"})}


@pytest.fixture(scope="module")
def rows(study):
    """Rows of a record in which only the diary was analysed."""
    daily = trials([-0.3, -0.1, -0.2], name="daily", arm="naltrexone").assign(measure="connection")
    return validation.rows(study, record(study, daily))


def test_each_published_number_has_its_row(study, rows):
    assert [(row.result, row.statistic) for row in rows] == [
        (block.result, block.statistic) for block in study.published
    ]


def test_ours_stands_beside_theirs(rows):
    row = rows[0]
    assert (row.id, row.fitted, row.inside) == ("oc-loseth-connection", True, True)
    assert (row.ours, row.theirs, row.low, row.high) == pytest.approx((-0.2, -0.2, -0.32, -0.07))


def test_a_number_without_a_result_stays_visible(rows):
    lost = [row for row in rows if row.result == "mood"]
    assert [(row.ours, row.inside, row.note) for row in lost] == [(None, None, "no result stands beside it")]


def test_fitted_and_predicted_are_counted_apart(study, rows):
    counted = validation.counts(rows)
    fitted = sum(block.fitted for block in study.published)
    assert sum(counted["fitted"].values()) == fitted
    assert sum(counted["predicted"].values()) == len(study.published) - fitted
    assert counted["fitted"]["inside"] == 2
    assert counted["predicted"]["undecided"] == len(study.published) - fitted


def test_no_row_is_counted_twice(rows):
    assert sum(sum(told.values()) for told in validation.counts(rows).values()) == len(rows)
