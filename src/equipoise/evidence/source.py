"""Where numbers come from: the citable sources."""

from dataclasses import dataclass
from functools import cache

from equipoise.evidence.files import ROOT, read_toml
from equipoise.evidence.section import Section


@dataclass(frozen=True)
class Source:
    """A work that can be looked up; identifier: DOI, PMID, registry number or repository."""

    key: str
    citation: str
    identifier: str
    licence: str = ""


@cache
def sources() -> dict[str, Source]:
    """Every source by its key."""
    data = read_toml(ROOT / "sources.toml")
    return {key: _source(key, data.inner(key)) for key in data}


def _source(key: str, entry: Section) -> Source:
    entry.allow(("citation", "identifier", "licence"))
    return Source(key, entry.text("citation"), entry.text("identifier"), entry.text("licence", default=""))
