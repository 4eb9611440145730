"""Limits that a study was allowed to break are told on top of its results."""

from types import SimpleNamespace

from equipoise.evidence import load_drug
from equipoise.study.course import Course
from equipoise.study.safety import broken


def arm(dose, allowed=True):
    course = Course(drug="naltrexone", route="oral", doses=((dose, "mg"),), times=(9.0,))
    return SimpleNamespace(name="active", courses=(course,), history=(), allow_unsafe=allowed)


def test_a_broken_limit_is_told_with_its_source():
    (told,) = broken([arm(500)], load_drug)
    assert told.startswith("Unsafe doses: in the arm active, 500 mg is above the largest single oral dose")
    assert "swiss-naltrexone-56109" in told


def test_what_keeps_to_its_limits_is_not_told():
    assert broken([arm(50), arm(50, allowed=False)], load_drug) == []
