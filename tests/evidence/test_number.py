"""A number knows its unit and shows itself in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.evidence.number import GRADES
from equipoise.evidence.reading import read_number
from evidence.made import entry


def test_a_number_is_read_whole():
    number = read_number(entry())
    assert (number.name, number.value, number.unit, number.grade) == ("tau", 90.0, "h", "human imaging")
    assert (number.doubt, number.spread) == ({"lognormal": 0.1}, {"normal": 0.5})
    assert (number.source, number.note, number.fitted_to, number.by) == (("lee-1988",), "midpoint", (), "")


def test_a_number_is_held_in_engine_units():
    number = read_number(entry(value=2, unit="d"))
    assert number.value == pytest.approx(48)
    assert number.spread == {"normal": pytest.approx(12)}
    assert number.as_written() == pytest.approx(2)


def test_a_width_on_the_log_scale_has_no_unit():
    assert read_number(entry(unit="d", spread={"lognormal": 0.4})).spread == {"lognormal": 0.4}


def test_a_list_is_one_number_per_place():
    number = read_number(entry(value=[1, 2.5], unit="min"))
    assert number.value == pytest.approx((1 / 60, 2.5 / 60))
    assert number.as_written() == pytest.approx((1, 2.5))
    assert number.typical() == "1, 2.5 min"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(4, "h", "4 h"), (0.123456, "1", "0.1235"), (5, "%", "5 %"), (3, "ng/mL", "3 ng/mL")],
)
def test_the_typical_value_reads_as_written(value, unit, shown):
    assert read_number(entry(value=value, unit=unit)).typical() == shown


def test_a_record_keeps_the_unit_of_the_file():
    kept = read_number(entry(value=2, unit="d")).record("system/made:tau")
    assert kept["key"] == "system/made:tau"
    assert (kept["value"], kept["unit"]) == (pytest.approx(2), "d")
    assert kept["spread"] == {"normal": pytest.approx(0.5)}
    assert (kept["source"], kept["grade"], kept["fitted_to"]) == (["lee-1988"], "human imaging", [])


def test_a_fitted_number_names_findings_and_script():
    number = read_number(entry(grade="fitted", source=None, fitted_to=["a-row"], by="fit/occupancy"))
    assert (number.fitted_to, number.by, number.source) == (("a-row",), "fit/occupancy", ())


def test_the_grades_are_those_of_the_house():
    assert GRADES[0] == "clinical trial"
    assert GRADES[-1] == "assumption"


@given(st.floats(-1e9, 1e9), st.sampled_from(["h", "d", "nM", "L/h", "%", "mg", "ng/mL", "1/min", "g/mol"]))
def test_there_and_back_is_the_same(value, unit):
    number = read_number(entry(value=value, unit=unit, doubt=None))
    assert number.as_written() == pytest.approx(value, rel=1e-12)
