"""Fitted values are written back, and nothing else in the file changes."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.evidence import update_values
from equipoise.evidence.rewrite import _rewritten
from evidence.made import SYSTEM, file


def test_only_the_value_changes(tmp_path):
    path = file(tmp_path, SYSTEM)
    update_values(path, {"gain": 3.25})
    assert path.read_text() == SYSTEM.replace("  value = 2   # set by hand", "  value = 3.25   # set by hand")


def test_a_list_stays_a_list_and_a_tab_a_tab(tmp_path):
    path = file(tmp_path, SYSTEM)
    update_values(path, {"two.parts.within it": (0.5, 1e-9)})
    assert "value = [0.5, 1e-09]\t# a list\n" in path.read_text()


def test_line_ends_are_kept(tmp_path):
    path = tmp_path / "made.toml"
    path.write_bytes(b"[a]\r\nvalue = 1\r\n[b]\r\nvalue = 2")
    update_values(path, {"a": 5, "b": 6})
    assert path.read_bytes() == b"[a]\r\nvalue = 5.0\r\n[b]\r\nvalue = 6.0"


def test_nothing_to_set_leaves_the_file_as_it_was(tmp_path):
    path = file(tmp_path, SYSTEM)
    update_values(path, {})
    assert path.read_text() == SYSTEM


@pytest.mark.parametrize(
    ("values", "trouble"),
    [
        ({"gian": 1.0}, 'Did you mean "gain"'),
        ({"inline": 1.0}, "is not an entry"),
        ({"gain": float("nan")}, "cannot be its value"),
        ({"gain": "2"}, "cannot be its value"),
        ({"gain": (1.0,)}, "cannot be its value"),
        ({"two.parts.within it": (1.0,)}, "cannot be its value"),
        ({"inline.number": 4.0}, "cannot be set in place"),
        ({"quoted": 4.0}, "cannot be set in place"),
        ({"gain": 1.0, "inline.number": 4.0}, "cannot be set in place"),
    ],
)
def test_what_cannot_be_set_leaves_the_file_as_it_was(tmp_path, values, trouble):
    path = file(tmp_path, SYSTEM)
    with pytest.raises(InvalidInput, match=trouble):
        update_values(path, values)
    assert path.read_text() == SYSTEM
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = file(tmp_path, SYSTEM)
    monkeypatch.setattr("os.fsync", lambda handle: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        update_values(path, {"gain": 3.0})
    assert path.read_text() == SYSTEM
    assert list(tmp_path.iterdir()) == [path]


def test_a_shipped_file_is_named_as_numbers_names_it():
    with pytest.raises(InvalidInput, match="evidence/system"):
        update_values("system/no/such", {"gain": 1.0})


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_value_survives_to_the_last_bit(value):
    assert tomllib.loads(_rewritten(SYSTEM, {"gain": value}))["gain"]["value"] == value
