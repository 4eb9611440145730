"""Files broken at random: one clear refusal, or a file that was still sound, and never another failure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.evidence import numbers
from equipoise.evidence.claim import read_claims
from equipoise.evidence.drug import read_drug
from equipoise.evidence.files import read_toml
from equipoise.evidence.instrument import read_scale
from equipoise.evidence.population import read_people
from evidence.made import CLAIMS, DRUG, PEOPLE, SCALE, SYSTEM, file, outcome

SOUND = [
    (read_drug, DRUG),
    (read_scale, SCALE),
    (read_people, PEOPLE),
    (lambda path: read_claims(read_toml(path)), CLAIMS),
]
JUNK = [
    "",
    "x",
    "3",
    "-1",
    "nan",
    "inf",
    "true",
    "[]",
    "{}",
    '""',
    '"mg"',
    "[1, 2]",
    "[[a]]",
    "= =",
    "[a.b",
    "a.b = 1",
]


@st.composite
def broken(draw):
    """A reader and a file of its kind with up to three lines dropped, doubled, replaced or given a new value."""
    reader, content = draw(st.sampled_from(SOUND))
    lines = content.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        junk = draw(st.sampled_from(JUNK) | st.text(max_size=6))
        key = lines[place].partition("=")[0]
        lines[place : place + 1] = draw(
            st.sampled_from(
                [[], [lines[place]] * 2, [junk], [f"{key}= {junk}"], [lines[place], f"extra = {junk}"]]
            )
        )
        lines = lines or [""]
    return reader, "\n".join(lines)


@given(broken())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_file_is_refused_in_one_clear_message(tmp_path, case):
    reader, content = case
    refusal = outcome(reader, file(tmp_path, content.encode("utf-8", "replace").decode("utf-8")))
    if isinstance(refusal, InvalidInput):
        assert "made.toml" in refusal.place
        assert refusal.trouble
        assert refusal.remedy


@given(st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_or_are_toml(tmp_path, content):
    path = tmp_path / "made.toml"
    path.write_bytes(content)
    found = outcome(read_toml, path)
    assert "made.toml" in (found.place if isinstance(found, InvalidInput) else found.file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="cannot be read"):
        numbers(tmp_path / "nothing.toml")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InvalidInput, match="cannot be read"):
        numbers(tmp_path)


def test_a_file_without_end_of_nesting_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="not valid TOML"):
        numbers(file(tmp_path, "a = " + "[" * 100_000))


def test_an_entry_that_is_no_section_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match=r"made.toml gain: is not a section"):
        numbers(file(tmp_path, "gain = 3\n"))


def test_mechanism_numbers_go_by_their_parameter(tmp_path):
    sound = SYSTEM.split('["two')[0] + "[quoted]" + SYSTEM.split("[quoted]")[1].split("[inline]")[0]
    found = numbers(file(tmp_path, sound))
    assert {name: number.value for name, number in found.items()} == {"gain": 2.0, "quoted": 0.25}
