"""The studies that ship: all of them load, and those that between them use every clock and kind of arm run."""

import io
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from equipoise import evidence
from equipoise.study.load import load_study
from equipoise.study.part import laboratory, make, parts
from equipoise.study.summary import summarise, unmatched

RUN = ("cue-burst", "dopamine-by-drug", "heroin-rush", "one-reward", "thirty-days", "withdrawal-clock")
EACH = 2  # people per arm
NEVER = ("onset", "end", "half-time", "half-life")  # may not be reached by so few


@dataclass
class Ran:
    """A study of few people, its trials, and what is told of them."""

    study: object
    trials: pd.DataFrame
    results: list


def small(name):
    """A shipped study with two people per arm and one trial."""
    study = load_study(name)
    people = study.people.model_copy(update={"number": EACH * len(study.arms)})
    equal = study.design.model_copy(update={"ratio": None})
    once = study.repeat.model_copy(update={"trials": 1})
    return study.model_copy(update={"people": people, "design": equal, "repeat": once})


@pytest.fixture(scope="module", params=RUN)
def ran(request):
    study = small(request.param)
    (part,) = parts(study)
    product = make(study, 1, part)
    assert "quarantine" not in product.tables, "somebody ran away"
    trials = pd.read_parquet(io.BytesIO(product.tables["trials"]))
    units = {name: instrument.unit for name, instrument in laboratory(study, 1).instruments.items()}
    return Ran(study, trials, summarise(trials, study, units))


@pytest.mark.parametrize("name", evidence.names("studies"))
def test_it_loads_and_says_where_it_is_from(name):
    study = load_study(name)
    assert study.title
    assert study.analysis
    assert study.source or study.published


@pytest.mark.slow
def test_every_analysis_has_an_answer(ran):
    answered = set(ran.trials[np.isfinite(ran.trials["value"])]["name"])
    may_never_be = {name for name, each in ran.study.analysis.items() if each.report in NEVER}
    assert set(ran.study.analysis) - answered <= may_never_be


@pytest.mark.slow
def test_every_published_number_stands_beside_a_result(ran):
    assert unmatched(ran.trials, ran.study) == []
    beside = [result["published"]["target"] for result in ran.results if result["published"]]
    assert set(beside) >= {block.target for block in ran.study.published if block.target}
