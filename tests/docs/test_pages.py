"""The pages hang together, and what is generated or copied from the code is current."""

import re
from dataclasses import fields

import pytest

from docs.book import DOCS, anchors, book, links, refresh, script
from equipoise import errors
from equipoise.assembly import read_mechanism
from equipoise.evidence import claims
from equipoise.study.validation import Row
from equipoise.system import MECHANISMS
from house.tree import ROOT, label, none

REMEDY = "run `python docs/refresh.py`"
VALIDATION = DOCS / "validation.md"  # `make docs` writes it, and takes longer than a test may
GENERATED = script("reference/generate.py").pages()


@pytest.mark.parametrize("page", book.PAGES, ids=label)
def test_links_lead_somewhere(page):
    broken = []
    for link in links(page):
        target, _, anchor = link.partition("#")
        there = (page.parent / target).resolve() if target else page
        if "://" in link or there == VALIDATION:
            continue
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(f"{label(page)}: {link}")
    none(broken)


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        files = [link.partition("#")[0] for link in links(page) if "://" not in link]
        targets = {(page.parent / file).resolve() for file in files if file.endswith(".md")}
        waiting += [target for target in targets - reached if target.exists()]
    none([label(page) for page in set(book.PAGES) - reached])


@pytest.mark.parametrize("page", GENERATED, ids=label)
def test_reference_pages_are_current(page):
    assert page.read_text(encoding="utf-8") == GENERATED[page], REMEDY


def test_the_wiring_is_current():
    wiring = script("images/wiring.py")
    assert wiring.OUT.read_text(encoding="utf-8") == wiring.draw(), REMEDY


@pytest.mark.parametrize("path", MECHANISMS)
def test_the_story_holds_every_equation_as_the_mechanism_writes_it(path):
    story = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "the-system").glob("*.md"))
    equations = re.search(r"\n\n((?:    .*\n)+)", read_mechanism(path).summary)[1]
    lines = [line.strip() for line in equations.splitlines()]
    none([f"{path}: {line}" for line in lines if line not in story])


def test_every_exit_code_is_told():
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    codes = {kind.exit_code for kind in vars(errors).values() if hasattr(kind, "exit_code")}
    none([f"{code} is not told" for code in sorted(codes) if f"\n| {code} |" not in page])


def test_the_rows_of_validate_are_told():
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    told = re.search(r"^\| `validate` \| `counts`, and `rows`: (.*) \|$", page, re.MULTILINE)[1]
    assert re.findall(r"`(\w+)`", told) == [*(field.name for field in fields(Row)), "standing"]


def test_the_page_of_the_system_has_every_claim():
    """`make docs` writes it: verdicts are as old as the page, claims are not."""
    page = (ROOT / "SYSTEM.md").read_text(encoding="utf-8")
    none(
        [
            f"{claim.id}: run `make docs`"
            for claim in claims().values()
            if f"| {claim.id} | {claim.says} |" not in page
        ]
    )


def test_decisions_are_short():
    for page in (DOCS / "why").glob("*.md"):
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 30, label(page)


def test_a_change_takes_the_place_of_the_line_it_changes():
    before = '[a]\nspan = "1 d"\n[b]\nspan  = "2 d"  # here\n'
    assert book.changed(before, '# told\n[b]\nspan = "3 d"\n') == '[a]\nspan = "1 d"\n[b]\nspan = "3 d"\n'
    with pytest.raises(KeyError, match="apace"):
        book.changed(before, "[b]\napace = 1\n")


def test_the_tutorial_shows_what_its_studies_print():
    shown = [found[0] for found in refresh.OUTPUT.finditer(refresh.TUTORIAL.read_text(encoding="utf-8"))]
    assert len(shown) == 2
    names = "occupancy (placebo, mean)", "connection (50 mg, mean)", "50 mg (connection, 50 mg, Hedges g)"
    for output in shown:
        none([f"{name}: {REMEDY}" for name in names if f"\n{name}: prediction\n  ours " not in output])
