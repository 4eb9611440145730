"""The numbers a run used and where they come from, as the page lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from equipoise.report.citations import Citation, citations
from equipoise.report.words import clean, is_number


@dataclass(frozen=True)
class EvidenceRow:
    """One number in words, with its sources resolved."""

    key: str
    value: str
    unit: str
    spread: str
    sources: tuple[Citation, ...]
    grade: str
    fitted_to: str


def evidence_rows(record: Mapping[str, Any], sources: Mapping[str, Any]) -> list[EvidenceRow]:
    """Every number the record names, in its order."""
    return [
        EvidenceRow(
            key=clean(entry.get("key")),
            value=exact(entry.get("value")),
            unit="" if entry.get("unit") in (None, "1", 1) else clean(entry["unit"]),
            spread=exact(entry.get("spread")),
            sources=citations(entry.get("source"), sources),
            grade=clean(entry.get("grade")),
            fitted_to=exact(entry.get("fitted_to")),
        )
        for entry in record.get("evidence") or ()
    ]


def sources_used(record: Mapping[str, Any], sources: Mapping[str, Any]) -> list[Citation]:
    """Every source behind the study, its published numbers and the numbers used; each once, by key."""
    study = record.get("study") or {}
    fields = [study.get("source")]
    fields += [(result.get("published") or {}).get("source") for result in record.get("results") or ()]
    fields += [entry.get("source") for entry in record.get("evidence") or ()]
    found = {cited.key: cited for source in fields for cited in citations(source, sources)}
    return [found[key] for key in sorted(found)]


def exact(value: Any) -> str:
    """A value as it was used: lists and named parts spelled out, numbers not rounded below six figures."""
    if isinstance(value, Mapping):
        return ", ".join(f"{clean(name)} {exact(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(exact(part) for part in value)
    return f"{value:.6g}" if is_number(value) else clean(value)
