"""Every file that ships is sound, and every number in it can be traced."""

import subprocess
import sys
from dataclasses import fields, is_dataclass

import pytest

from equipoise import evidence
from equipoise.errors import InvalidInput
from equipoise.evidence.files import ROOT
from equipoise.evidence.overdose import load_overdose
from equipoise.evidence.section import is_number

LOADERS = {
    "drugs": evidence.load_drug,
    "overdose": load_overdose,
    "scales": evidence.load_scale,
    "people": evidence.load_people,
}
SHIPPED = [(kind, name) for kind in LOADERS for name in evidence.names(kind)]
DATA = {"claims", "drugs", "overdose", "people", "rewards", "scales", "studies", "system", "targets"}


def held(thing):
    """Every Number within a loaded file."""
    if isinstance(thing, evidence.Number):
        yield thing
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from held(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from held(getattr(thing, field.name))


def all_numbers():
    for name in evidence.all_system_files():
        yield from ((f"{name} {key}", number) for key, number in evidence.numbers(name).items())
    for kind, name in SHIPPED:
        yield from ((f"{kind}/{name} {number.name}", number) for number in held(LOADERS[kind](name)))


@pytest.mark.parametrize(("kind", "name"), SHIPPED)
def test_every_shipped_file_loads(kind, name):
    assert LOADERS[kind](name).name == name


@pytest.mark.parametrize("name", evidence.all_system_files())
def test_every_mechanism_file_loads(name):
    assert evidence.numbers(name)


def test_every_source_key_resolves():
    keys = evidence.sources()
    missing = [(place, key) for place, number in all_numbers() for key in number.source if key not in keys]
    assert not missing


def test_every_number_can_be_traced():
    loose = [
        place for place, number in all_numbers() if not (number.source or number.fitted_to or number.note)
    ]
    assert not loose, f"an assumption says in a note why it is what it is: {loose}"


def test_every_number_reads_as_it_was_written():
    for place, number in all_numbers():
        assert number.typical(), place
        assert number.record(place)["unit"] == number.unit


def test_sources_can_be_looked_up():
    assert len(evidence.sources()) > 250
    for key, source in evidence.sources().items():
        assert key == source.key == key.lower()
        assert source.citation.strip()
        assert source.identifier.strip()


def test_notes_and_recollections_are_no_sources():
    refused = {"recall", "circuits-notes", "dopamine-notes", "pharmacology-notes"}
    assert not refused & set(evidence.sources())
    assert "not retrieved" not in {source.identifier for source in evidence.sources().values()}


@pytest.mark.parametrize("kind", ["drugs", "scales", "people", "studies", "sources", "claims", "system"])
def test_names_are_sorted_and_told_once(kind):
    found = evidence.names(kind)
    assert list(found) == sorted(set(found))


def test_an_unknown_kind_gets_a_suggestion():
    with pytest.raises(InvalidInput, match='Did you mean "drugs"'):
        evidence.names("drug")


def test_an_unknown_mechanism_is_refused():
    with pytest.raises(InvalidInput, match='evidence/system: there is no "system/opioid/conection"'):
        evidence.numbers("system/opioid/conection")


def test_every_folder_of_data_is_known():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= DATA


def test_the_readme_tells_of_every_file_and_grade():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    wanted = [*evidence.GRADES, *(f"{name}/" for name in DATA), "update_values", "sources.toml"]
    assert [word for word in wanted if word not in page] == []


def test_importing_brings_no_unit_library():
    program = "import sys, equipoise.evidence as e; e.names('sources'); print({'pint', 'pandas'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


def test_true_and_endless_are_no_numbers():
    assert [is_number(value) for value in (1, 1.5, True, float("inf"), "1", None)] == [True, True] + [
        False
    ] * 4
