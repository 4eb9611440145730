"""Many trials told as one result beside what was published."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.study.analysis import analyse
from equipoise.study.summary import EQUIVALENCE_MARGIN, summarise, unmatched
from study.trial_data import analysis, block, compare, crossover, study, table

KEYS = {"name", "measure", "statistic", "arm", "value", "low", "high", "p", "n", "trials", "interval"}
KEYS |= {"unit", "fitted", "published", "inside"}
COURSE = np.array([100.0, 50, 25])[None, None, None, None, :] + np.zeros((3, 6, 2, 1, 1))


def told(*published, repeats=200, effect=-0.5, **asked):
    asked = asked or {"contrast": compare()}
    one = study(*published, daily=analysis(**asked))
    return summarise(analyse(table(crossover(repeats=repeats, effect=effect)), one), one)


def only(results, statistic):
    (item,) = [item for item in results if item["statistic"] == statistic]
    return item


def test_many_trials_are_a_distribution():
    one = study(daily=analysis(contrast=compare()))
    trials = analyse(table(crossover(repeats=200)), one)
    g = trials.loc[trials["statistic"] == "hedges_g", "value"]
    item = only(summarise(trials, one), "hedges_g")
    assert item["value"] == pytest.approx(g.mean())
    assert (item["low"], item["high"]) == pytest.approx(tuple(np.percentile(g, [2.5, 97.5])))
    assert (item["interval"], item["trials"], item["n"], item["p"]) == ("single trials", 200, 31, None)
    assert set(item) == KEYS
    assert item["published"] is item["inside"] is None
    assert not item["fitted"]


def test_one_trial_is_itself():
    one = study(daily=analysis(contrast=compare()))
    trials = analyse(table(crossover(repeats=1)), one)
    for item, (_, row) in zip(summarise(trials, one), trials.iterrows(), strict=True):
        assert [item[key] for key in ("value", "low", "high", "p")] == list(
            row[["value", "low", "high", "p"]]
        )
        assert item["interval"] == "confidence"


def test_results_can_be_written_as_json():
    one = study(half=analysis(report="half-time"))
    flat = summarise(analyse(table(np.ones((3, 4, 2, 1, 3))), one), one)
    assert [item["value"] for item in json.loads(json.dumps(flat, allow_nan=False))] == [None, None]
    assert flat[0]["trials"] == 0


def test_units():
    units = {item["statistic"]: item["unit"] for item in told()}
    assert units == {"mean_difference": "points", "hedges_g": "1", "d_z": "1"}
    assert told(report="time of peak")[0]["unit"] == "h"
    one = study(daily=analysis(report="mean"))
    trials = analyse(table(crossover()), one)
    assert summarise(trials, one, {"connection": "ng/mL"})[0]["unit"] == "ng/mL"


# Beside the published ------------------------------------------------------------------------------------------


def test_published_stands_beside_its_statistic():
    results = told(block(value=-0.4, interval=(-0.9, 0.1), fitted=True, target="row-1"))
    g = only(results, "hedges_g")
    expected = {
        "value": -0.4,
        "low": -0.9,
        "high": 0.1,
        "source": "someone-2020",
        "note": None,
        "target": "row-1",
        "tolerance": None,
    }
    assert g["published"] == expected
    assert g["inside"] is g["fitted"] is True
    assert only(results, "d_z")["published"] is None


@pytest.mark.parametrize(
    ("given_", "inside"),
    [
        ({"interval": (-0.2, 0.0)}, False),
        ({"tolerance": 0.01}, False),
        ({"tolerance": 0.5}, True),
        ({"interval": (-0.2, 0.0), "tolerance": 0.5}, True),
        ({}, None),
    ],
)
def test_inside_means_interval_or_tolerance(given_, inside):
    assert only(told(block(**given_)), "hedges_g")["inside"] is inside


@pytest.mark.parametrize(
    ("effect", "sign", "other", "inside"),
    [
        (-0.5, -1, {}, True),
        (-0.5, 1, {}, False),
        (-0.5, 0, {}, False),
        (-0.5, 0, {"tolerance": 2.0}, True),
        (0.0, 0, {}, True),
    ],
)
def test_published_directions(effect, sign, other, inside):
    item = only(told(block("sign", sign, **other), effect=effect, repeats=400), "sign")
    assert item["inside"] is inside
    assert item["published"]["value"] == sign
    assert (abs(item["value"]) < EQUIVALENCE_MARGIN) is (effect == 0)


def test_a_direction_keeps_the_effect_it_judges():
    results = told(block("sign", -1), block(value=-0.2, interval=(-0.3, -0.1)))
    assert only(results, "sign")["value"] == only(results, "hedges_g")["value"]


def test_several_published_numbers_each_have_a_line():
    results = told(block("mean", 3.0), block("mean", 4.0), block("mean", 9.0, arm="placebo"), report="mean")
    lines = [(item["arm"], item["published"]["value"]) for item in results]
    assert lines == [
        ("naltrexone", 3.0),
        ("naltrexone", 4.0),
        ("placebo", 3.0),
        ("placebo", 4.0),
        ("placebo", 9.0),
    ]


def test_published_numbers_may_be_in_another_unit():
    one = study(
        block("half-time", 2.0, unit="d", interval=(1.0, 3.0), tolerance=0.5),
        daily=analysis(report="half-time"),
    )
    item = summarise(analyse(table(COURSE, times=[0, 36, 72]), one), one)[0]
    assert item["value"] == pytest.approx(36)
    assert [item["published"][key] for key in ("value", "low", "high")] == pytest.approx([48, 24, 72])
    assert item["inside"]


def test_published_numbers_of_another_kind_are_refused():
    one = study(block("half-time", 2.0, unit="mg"), daily=analysis(report="half-time"))
    with pytest.raises(InvalidInput, match="cannot be set beside"):
        summarise(analyse(table(COURSE), one), one)


def test_published_by_result_name():
    pair = {name: analysis(contrast=compare()) for name in ("first", "second")}
    one = study(block(result="second"), **pair)
    results = summarise(analyse(table(crossover()), one), one)
    assert {item["name"] for item in results if item["published"]} == {"second"}


def test_no_published_number_is_lost_in_silence():
    one = study(block(), block("peak", 3.0), block(arm="morphine"), daily=analysis(contrast=compare()))
    lost = unmatched(analyse(table(crossover()), one), one)
    assert [line.split()[2] for line in lost] == ["peak", "hedges_g"]


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_a_published_number_never_moves_ours(value, edge):
    with_it = told(block(value=value, interval=tuple(sorted((value, edge)))), repeats=3)
    without = told(repeats=3)
    for ours, alone in zip(with_it, without, strict=True):
        assert [ours[key] for key in ("value", "low", "high")] == [
            alone[key] for key in ("value", "low", "high")
        ]
