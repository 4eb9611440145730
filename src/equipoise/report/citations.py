"""Source keys resolved to citations and, where there is one, a link a reader may follow."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from equipoise.report.words import clean

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s;,\"'<>]+)")
_PUBMED = re.compile(r"\bPMID:? ?(\d{1,9})\b")


@dataclass(frozen=True)
class Citation:
    """One source: its key, the words to cite it by, and an address (empty when none is known)."""

    key: str
    text: str
    link: str = ""

    @property
    def short(self) -> str:
        """Author and year, as a figure has room for."""
        return self.key.replace("-", " ").title()


def known_sources() -> Mapping[str, Any]:
    """The sources of the evidence, by key."""
    from equipoise import evidence  # read only when a page is written

    return evidence.sources()


def citation(key: Any, sources: Mapping[str, Any]) -> Citation:
    """The citation behind a key; the key itself where the key is not known."""
    name = clean(key)
    entry = sources.get(name)
    if entry is None:
        return Citation(name, name)
    text = _field(entry, "citation") or (entry if isinstance(entry, str) else name)
    return Citation(name, clean(text), _link(_field(entry, "identifier")))


def citations(source: Any, sources: Mapping[str, Any]) -> tuple[Citation, ...]:
    """Every citation behind a source field, which may be one key, several, or nothing."""
    keys = re.split(r"[;,]\s*", source) if isinstance(source, str) else source or ()
    return tuple(citation(key, sources) for key in keys if clean(key))


def _field(entry: Any, name: str) -> str:
    value = entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)
    return clean(value)


def _link(where: str) -> str:
    if doi := _DOI.search(where):
        return f"https://doi.org/{doi.group(1)}"
    if number := _PUBMED.search(where):
        return f"https://pubmed.ncbi.nlm.nih.gov/{number.group(1)}/"
    return ""
