"""Every key of the study language says what it means, what its default is and how it is written."""

import tomllib

import pytest

from equipoise.study import (
    analysis_plan,
    arm,
    conduct,
    course,
    design,
    history,
    load,
    offer,
    outcome,
    published,
    study,
)
from equipoise.study.section import Section, keys

FILE_SECTIONS = [
    load.Document,
    design.People,
    design.Design,
    arm.ArmKeys,
    arm.AlsoKeys,
    history.HistoryKeys,
    offer.OfferKeys,
    outcome.MeasureKeys,
    analysis_plan.AnalysisKeys,
    published.PublishedKeys,
    conduct.Dropout,
    conduct.Adherence,
    study.System,
    study.Repeat,
]
VALUES = [
    study.Study,
    arm.Arm,
    course.Course,
    offer.Offer,
    outcome.Measure,
    analysis_plan.Analysis,
    analysis_plan.Comparison,
]
FIELDS = [(model, name) for model in FILE_SECTIONS + VALUES for name in model.model_fields]
WRITTEN = [(model, name) for model in FILE_SECTIONS for name in model.model_fields]


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_a_key_says_what_it_means_and_its_default(model, name):
    field = model.model_fields[name]
    assert field.description
    assert field.description.endswith(".")
    assert field.is_required() or "default" in field.description


@pytest.mark.parametrize(("model", "name"), WRITTEN)
def test_a_key_has_an_example(model, name):
    field = model.model_fields[name]
    (example,) = field.examples
    assert list(tomllib.loads(example)) == [field.alias or name]


def test_keys_are_what_a_file_writes():
    assert keys(design.People) == ["from", "number", "exclude"]
    assert all(
        issubclass(model, Section) and model.model_config["frozen"] for model in FILE_SECTIONS + VALUES
    )
