"""Files are met with caps before anything is made of them, and studies are found by name or path."""

import os
import time

import pytest

from equipoise.errors import InvalidInput
from equipoise.study.files import nesting
from equipoise.study.load import load_study, shipped_studies
from study.language import GOOD, small_evidence


def refused(said, data=None):
    """The message about a file of these bytes."""
    if data is not None:
        with open(said, "wb") as stream:  # noqa: PTH123
            stream.write(data)
    with small_evidence(), pytest.raises(InvalidInput) as error:
        load_study(said)
    return str(error.value)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", 'mine.toml: "title" is missing.\n    Write title = "My study".'),
        (b"title", "mine.toml, at its end: this is not TOML: expected '=' after a key in a key/value pair."),
        (b'title = "A\n', "mine.toml, line 1: this is not TOML: illegal character"),
        (b"\n\ntitle = A study\n", "mine.toml, line 3: this is not TOML: invalid value."),
        (b'title = "A"\ntitle = "B"\n', "mine.toml, line 2: this is not TOML: cannot overwrite a value."),
        (b"{}", "mine.toml, line 1: this is not TOML: invalid statement."),
        (b"\x00", "mine.toml, line 1: this is not TOML: invalid statement."),
        (b'title = "A"\n# \xff\n', "mine.toml, line 2: it is not UTF-8 text."),
        (b"a" * 5000, "mine.toml, line 1: it is longer than 4096 bytes."),
        (b"\n#" + b"a" * 5000, "mine.toml, line 2: it is longer than 4096 bytes."),
        (b"# a comment\n" * 90_000, "mine.toml: it is larger than 1 MiB."),
        (b"a = " + b"[" * 33 + b"]" * 33, "mine.toml: it is nested more than 32 levels deep."),
        (b"a = [\n" * 9000, "mine.toml: it is nested more than 32 levels deep."),
        (b"a = " + b"{b = " * 33, "mine.toml: it is nested more than 32 levels deep."),
        (b".".join([b"a"] * 34) + b" = 1", "mine.toml: it is nested more than 32 levels deep."),
        (b"[" + b".".join([b"a"] * 34) + b"]", "mine.toml: it is nested more than 32 levels deep."),
        (GOOD.encode() + b"[people.more]", 'mine.toml: "more" is not a key'),
    ],
)
def test_what_is_no_study_is_refused(data, message):
    said = refused("mine.toml", data)
    assert said.startswith(message.replace('mine.toml: "more"', 'mine.toml, [people]: "more"'))


@pytest.mark.parametrize("size", [1, 2, 3])
def test_many_quotes_take_no_time(size):
    start = time.perf_counter()
    refused("mine.toml", (b'"' * size + b"\\") * (250_000 // size))
    refused("mine.toml", b"\n".join([b'x = """\\""'] * 90_000))
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("", 0),
        ("a = 1", 0),
        ("a = [1.5, 2.5, 3.5]", 2),
        ("[a.b]\nc = 1", 2),
        ("a = '[['", 0),
        ('a = "\\"[["', 0),
        ('a = """\n[["[[\n"""', 0),
        ("a = '''\n[['\n'''", 0),
        ("# [[[\na = 1", 0),
        ("a = ]]]", 0),
        ('a = "[[\n[', 1),
    ],
)
def test_nesting_is_seen_outside_of_text(text, levels):
    assert nesting(text) == levels


def test_a_study_that_is_not_there(folder):
    assert refused("mine.toml").startswith("mine.toml: there is no such file.")
    assert refused(folder / "no" / "mine.toml").endswith("Check the name and the folder.")


def test_names_that_are_no_files(folder):
    (folder / "folder.toml").mkdir()
    assert refused("folder.toml").startswith("folder.toml: this is a folder.")
    assert "cannot be the name of a file" in refused("a\0b.toml")
    assert refused("a" * 5000 + ".toml").count("a" * 100) == 0
    os.mkfifo(folder / "pipe.toml")
    assert "not an ordinary file" in refused("pipe.toml")


def test_a_misspelt_study_gets_a_suggestion(monkeypatch, folder):
    (folder / "naltrexone-connection.toml").write_text(GOOD)
    monkeypatch.setattr("equipoise.study.load.SHIPPED", folder)
    assert list(shipped_studies()) == ["naltrexone-connection"]
    assert refused("naltrexone-conection") == (
        '"naltrexone-conection": there is no such study.\n'
        '    Did you mean "naltrexone-connection"? Name a file that ends in .toml, or one of: naltrexone-connection.'
    )
    with small_evidence():
        assert load_study("naltrexone-connection").name == "naltrexone-connection"


def test_a_terminal_is_not_written_to():
    assert "\x1b" not in refused("mine.toml", b'title = "\\u001b[31m"')
    assert "\x1b" not in refused("mine.toml", b'"\\u001b[31m" = 1')
    assert "\x1b" not in refused("\x1b[31m.toml")


def test_numbers_without_end_are_refused():
    huge = f"0x{'f' * 4000}".encode()
    said = refused("mine.toml", GOOD.encode().replace(b"number = 34", b"number = " + huge))
    assert "a number of more than 60 digits is more than 1,000,000." in said
    said = refused("mine.toml", GOOD.encode().replace(b"value = -0.2", b"value = " + huge))
    assert "a number of more than 60 digits is too large." in said
