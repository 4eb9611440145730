"""Numbers and names as they are read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.report import words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-0.2, "−0.20"),
        (0.047, "0.047"),
        (0.00123, "0.0012"),
        (4.319, "4.32"),
        (43.19, "43.2"),
        (1234.5, "1,234"),
        (31, "31"),
        (31.0, "31"),
        (2e-5, "2 × 10⁻⁵"),
        (-1.25e9, "−1.2 × 10⁹"),
        (0, "0"),
        (-0.0, "0"),
        (None, "–"),
        (math.nan, "–"),
        ("3", "–"),
        (True, "–"),
    ],
)
def test_numbers(value, text):
    assert words.number(value) == text


@given(st.floats(allow_nan=False, min_value=-1e300, max_value=1e300))
def test_a_printed_number_is_close_to_the_number(value):
    text = (
        words.number(value)
        .translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789", ","))
        .replace(" × 10", "e")
    )
    assert float(text) == pytest.approx(value, rel=0.06, abs=1e-300)


def test_an_interval_shares_its_decimals():
    assert words.interval(-0.32, -0.07) == "−0.32 to −0.07"
    assert words.interval(0.5, 12) == "0.5 to 12.0"
    assert words.interval(None, 1) == ""


def test_lists_counts_and_steps():
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.count(1, "person", "people") == "1 person"
    assert words.count(34, "person", "people") == "34 people"
    assert (words.step(0.25), words.step(2), words.step(None)) == ("15 min", "2 h", "–")


def test_signals_and_articles():
    assert words.signal("plasma[6b-naltrexol]") == "6b-naltrexol in plasma"
    assert words.signal("mu_occupancy") == "mu occupancy"
    assert (words.article("open-label"), words.article("parallel"), words.article("")) == ("an", "a", "a")


def test_only_occupancies_become_per_cent():
    assert words.shown_unit("1", "mu occupancy") == (100, "%")
    assert words.shown_unit("1", "dopamine") == (1, "")
    assert words.shown_unit("%", "mu occupancy") == (1, "%")
    assert words.shown_unit("h", "x") == (1, "h")


@given(st.text())
def test_a_clean_name_is_one_line_that_cannot_steer(text):
    cleaned = words.clean(text)
    assert not set(cleaned) & {"\n", "\r", "\x1b", "\u202e", "\u2028"}
    assert words.clean(cleaned) == cleaned


@given(st.text())
def test_a_slug_is_a_safe_file_name(text):
    assert words.slug(text).replace("-", "a").isalnum()
    assert words.slug(text).isascii()


def test_directions_and_sentences():
    assert [words.direction(v) for v in (-1, 0, 1, None)] == ["lower", "no difference", "higher", "–"]
    assert words.sentence("few people") == "Few people."
    assert words.sentence("Stop!") == "Stop!"
    assert words.sentence("") == ""
