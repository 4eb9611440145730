"""The pages and scripts of `docs/` as the tests see them."""

import re
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location

from house.tree import ROOT

DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def _refresh():
    spec = spec_from_file_location("docs_refresh", DOCS / "refresh.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


refresh = _refresh()
script = cache(refresh.script)
book = script("blocks.py")


def shown(language):
    """Every block of a language on any page, with its place for the name of a test."""
    found = [block for page in book.PAGES for block in book.blocks(page, language)]
    return {"argvalues": found, "ids": [block.label for block in found]}


def links(page):
    """Targets of the links of a page, blocks of code left out."""
    return LINK.findall(book.FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page):
    """What a link may name within a page: its headings, as GitHub spells them."""
    text = book.FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
