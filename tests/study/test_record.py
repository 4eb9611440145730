"""The record: what was run, with what, how exactly, and what came out."""

import re

import numpy as np
import pandas as pd
import pytest

from equipoise.study import record as records
from study import made_study as made

KEYS = {"equipoise", "versions", "study", "seed", "people", "repeats", "step_h", "results", "power", "flow",
        "error_estimate", "evidence", "warnings", "files", "seconds"}  # fmt: skip
RESULT = {"name", "measure", "statistic", "arm", "value", "low", "high", "unit", "n", "fitted", "p", "interval",
          "published", "inside"}  # fmt: skip
EVIDENCE = {"key", "value", "unit", "spread", "source", "grade", "fitted_to"}


@pytest.fixture(scope="module")
def record():
    return made.results()[1]


def test_it_has_every_key_that_is_promised(record):
    assert set(record) >= KEYS


def test_it_says_which_study_word_for_word(record):
    told = record["study"]
    assert (told["name"], told["title"], told["source"]) == ("tiny", "A tiny crossover", "inagaki-2016")
    assert told["toml"] == made.TOML


def test_it_can_be_run_again(record):
    assert (record["seed"], record["people"], record["repeats"], record["step_h"]) == (made.SEED, 12, 5, 0.25)
    assert {"python", "jax", "numpy", "scipy"} <= set(record["versions"])
    assert all(re.match(r"\d+\.\d+", version) for version in record["versions"].values())


def test_every_result_is_complete(record):
    names = {result["name"] for result in record["results"]}
    assert names == {"daily", "messages", "level"}
    for result in record["results"]:
        assert set(result) >= RESULT, result["name"]
        assert result["interval"] in ("single trials", "confidence")
        if result["value"] is not None and result["low"] is not None:
            assert result["low"] <= result["value"] <= result["high"]


def test_what_was_published_stands_beside_what_it_is_of(record):
    (beside,) = [result for result in record["results"] if result["published"]]
    assert (beside["name"], beside["statistic"]) == ("daily", "hedges_g")
    assert (beside["published"]["value"], beside["published"]["source"]) == (-0.20, "loseth-2024")
    assert beside["inside"] == (-0.32 <= beside["value"] <= -0.07)


def test_power_is_a_share_of_trials(record):
    assert record["power"]
    for row in record["power"]:
        assert row["statistic"] == "share of trials with p < 0.05"
        assert row["value"] is None or 0 <= row["value"] <= 1


def test_the_flow_adds_up(record):
    flow = record["flow"]
    assert flow["started"] == 12
    assert flow["analysed"] + sum(row["n"] for row in flow["dropped"]) == flow["started"]
    assert flow["screened"] >= flow["started"]
    stopped = np.isfinite(made.people().stop[:60]).reshape(5, 12)
    assert flow["analysed"] == 12 - stopped[0].sum()
    assert flow["mean_analysed"] == pytest.approx(12 - stopped.sum(axis=1).mean())


def test_the_error_estimate_is_small_and_says_of_what(record):
    estimate = record["error_estimate"]
    assert 0 < estimate["value"] < estimate["tolerance"] == 1e-3
    assert "when the step is halved" in estimate["what"]


def test_the_evidence_is_all_that_was_used(record):
    keys = [row["key"] for row in record["evidence"]]
    assert len(set(keys)) == len(keys)
    assert all(set(row) == EVIDENCE for row in record["evidence"])
    wanted = {"system/opioid/connection.gain", "drugs/naltrexone/naltrexone.volume", "people/expectancy"}
    wanted |= {
        f"scales/{scale}.error" for scale in ("social-connection", "kind-messages", "naltrexone-plasma")
    }
    assert wanted <= set(keys)


def test_seconds_are_seconds(record):
    assert 0 < record["seconds"] < 3600


def test_an_estimate_is_a_ratio_of_root_mean_squares():
    coarse, fine = np.array([3.0, 4.0]), np.array([3.0, 5.0])
    assert records._moved(coarse, fine) == pytest.approx(1 / np.sqrt(34))
    assert records._moved(np.zeros(2), np.zeros(2)) == 0


def test_a_flow_counts_the_first_trial_and_the_mean_of_all():
    status = ["completed", "stopped on drug", "quarantined", "completed", "completed", "stopped on drug"]
    fates = pd.DataFrame(
        {"repeat": [0, 0, 0, 1, 1, 1], "person": [0, 1, 2] * 2, "status": status, "screened": 2}
    )
    flow = records._flow(fates)
    assert (flow["started"], flow["analysed"], flow["screened"]) == (3, 1, 6)
    assert {row["reason"]: row["n"] for row in flow["dropped"]} == {"stopped on drug": 1, "quarantined": 1}
    assert flow["mean_analysed"] == 1.5
    assert flow["quarantined"] == 1
