"""Every block of code that a page shows is what it claims to be."""

import re
import tomllib
from dataclasses import replace
from types import ModuleType

import pytest
import typer

from docs.book import refresh, shown
from equipoise.assembly import build, read_mechanism
from equipoise.cli.app import app
from equipoise.engine import mechanism, system
from equipoise.evidence import drug, instrument
from equipoise.evidence.claim import read_claims
from equipoise.evidence.reading import read_number
from equipoise.evidence.section import Section
from equipoise.people.body import sizes
from equipoise.study.load import assemble, load_study
from equipoise.study.published import read_published
from equipoise.study.refusal import Place
from equipoise.system import MECHANISMS
from equipoise.vocabulary import VOCABULARY
from house.tree import ROOT

TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
GROUP = typer.main.get_command(app)


def in_file(block, tmp_path):
    path = tmp_path / block.file.rsplit("/", 1)[-1]
    path.write_text(block.text, encoding="utf-8")
    return path


def check_study(tables, block, tmp_path):
    assert assemble(tables, in_file(block, tmp_path), Place(block.label)).analysis


def check_drug(tables, block, tmp_path):
    found = drug.read_drug(in_file(block, tmp_path))
    parameters = build(sizes([])).of("parameter").items()
    wanted = {name.rsplit(".", 1)[1] for name, one in parameters if one.axes == ("substance",)}
    named = set(found.substances["exemplone"])
    assert named <= wanted | {"molar_mass", "dose_molar_mass"}
    assert named >= {"molar_mass", "clearance", "volume", "entry_rate", "partition", "mu_affinity"}


def check_claims(tables, block, tmp_path):
    documents = dict.fromkeys("DSCH", "a document")
    for claim in read_claims(Section(block.label, "", {"documents": documents, **tables})).values():
        for rule in claim.expects:
            assert rule.result in load_study(rule.study).analysis


def check_published(tables, block, tmp_path):
    """Beside the results of the study that has one of that name."""
    for table in tables["published"]:
        studies = [load_study(name) for name in ("naltrexone-occupancy", "naltrexone-connection")]
        (study,) = (one for one in studies if table["result"] in one.analysis)
        assert read_published(table, study.analysis, study.arms, Place(block.label)).value is not None


def check_numbers(tables, block, tmp_path):
    for name, table in tables.items():
        assert read_number(Section(block.label, name, table)).value is not None


def check_change(tables, block, tmp_path):
    assert block.page == refresh.TUTORIAL
    tables = tomllib.loads(refresh.studies(block.page)[", changed"])
    check_study(tables, replace(block, text="# mine.toml"), tmp_path)


def check_instrument(tables, block, tmp_path):
    reads = instrument.read_scale(in_file(block, tmp_path)).reads
    assert reads.split("[")[0] in VOCABULARY


CHECKS = {  # what a whole file of each kind has at its top
    "people": check_study,
    "substances": check_drug,
    "reads": check_instrument,
    "claim": check_claims,
    "published": check_published,
    "design": check_change,
}


@pytest.mark.parametrize("block", **shown("toml"))
def test_toml_is_a_file_that_the_program_reads(block, tmp_path):
    tables = tomllib.loads(block.text)
    check = next((check for key, check in CHECKS.items() if key in tables), check_numbers)
    check(tables, block, tmp_path)


@pytest.mark.parametrize("block", **shown("console"))
def test_commands_are_ones_that_exist(block):
    assert block.commands
    for words in block.commands:
        if words[0] == "make":
            assert words[1] in TARGETS
        elif words[0] == "equipoise":
            parse([word for word in words[1:] if word != "--version"])
        else:
            assert words[:2] == ["source", ".venv/bin/activate"]


def parse(words):
    """What the command line makes of words, without doing it."""
    words = words[: words.index(">")] if ">" in words else words
    if words:
        command = GROUP.commands[words[0]]
        command.make_context(words[0], list(words[1:]))


@pytest.mark.parametrize("block", **shown("python"))
def test_python_compiles(block):
    compile(block.text, block.label, "exec")


def test_the_mechanism_of_the_how_to_joins_the_system():
    blocks = [block for block in shown("python")["argvalues"] if "loneliness" in block.text]
    module = ModuleType("loneliness")
    for block in blocks:
        exec(block.text, vars(module))
    module.__doc__ = blocks[0].text
    lonely = mechanism.read(module, "opioid/loneliness")
    everyone = [*map(read_mechanism, MECHANISMS), lonely]
    joined = system.assemble(everyone, VOCABULARY, sizes([]))
    assert "loneliness" in joined.states
    vars(module)["test_nothing_is_missed_at_the_usual_bond"]()
    numbers = next(block for block in shown("toml")["argvalues"] if block.file.endswith("loneliness.toml"))
    assert set(tomllib.loads(numbers.text)) == set(lonely.of_kind("parameter"))


ASKING = [
    block
    for block in shown("python")["argvalues"]
    if "import equipoise\n" in block.text and "run(" not in block.text
]


@pytest.mark.parametrize("block", ASKING, ids=lambda block: block.label)
def test_python_that_asks_is_answered(block, capsys):
    exec(compile(block.text, block.label, "exec"), {})
    assert capsys.readouterr().out
