"""The study as a reader needs it: its arms in order, what each was given, and what each measure is.

Read from the study file kept inside the record. Everything here may be missing; the page then says less.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from equipoise.report.words import clean, listed

INSTRUMENTS = ("scale", "task", "assay", "scan", "signal")


@dataclass(frozen=True)
class Plan:
    """What the study file says about arms, measures and design."""

    arms: tuple[str, ...] = ()
    placebo: frozenset[str] = frozenset()
    regimens: Mapping[str, str] = field(default_factory=dict)
    instruments: Mapping[str, str] = field(default_factory=dict)
    contrasts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comparisons: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    design: str = ""
    spans: str = ""


def read_plan(source: Any) -> Plan:
    """The plan in a study file's text; an empty plan when the text cannot be read."""
    try:
        study = source if isinstance(source, Mapping) else tomllib.loads(str(source or ""))
    except (ValueError, RecursionError):
        return Plan()
    arms = _sections(study, "arms")
    analyses = _sections(study, "analysis").values()
    return Plan(
        arms=tuple(arms),
        placebo=frozenset(
            name for name, arm in arms.items() if not arm.get("drug") and not _tables(arm, "history")
        ),
        regimens={name: _regimen(arm) for name, arm in arms.items()},
        instruments={name: _instrument(measure) for name, measure in _sections(study, "measures").items()},
        contrasts=_contrasts(analyses),
        comparisons=_comparisons(analyses),
        design=_design(study.get("design")),
        spans=_spans(study.get("design")),
    )


def _sections(study: Mapping[str, Any], name: str) -> dict[str, Mapping[str, Any]]:
    table = study.get(name)
    if not isinstance(table, Mapping):
        return {}
    return {str(key): value for key, value in table.items() if isinstance(value, Mapping)}


def _regimen(arm: Mapping[str, Any]) -> str:
    parts = [_taken(arm), *(_taken(each) for each in _tables(arm, "also"))]
    parts += [f"before: {_taken(each)}, for {each.get('for', '')}" for each in _tables(arm, "history")]
    parts += [
        f"{each.get('reward', '')}, {_joined(each.get('times', ''))}" for each in _tables(arm, "offers")
    ]
    return "; ".join(part for part in parts if part) or "no drug"


def _tables(arm: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = arm.get(key)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _taken(arm: Mapping[str, Any]) -> str:
    if not arm.get("drug"):
        return ""
    doses = arm.get("doses") or arm.get("dose") or ""
    times = arm.get("times") or (f"by the schedule {arm['schedule']}" if arm.get("schedule") else "")
    what = f"{arm['drug']} {_joined(doses)}".strip()
    return clean(", ".join(part for part in (what, _joined(times)) if part))


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _instrument(measure: Mapping[str, Any]) -> str:
    return next((kind for kind in INSTRUMENTS if kind in measure), "")


def _contrasts(analyses: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for analysis in analyses:
        item, measure = str(analysis.get("item", "")), str(analysis.get("measure", ""))
        if " - " in item and item not in found.get(measure, ()):
            found[measure] = (*found.get(measure, ()), item)
    return found


def _comparisons(analyses: Any) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for analysis in analyses:
        active, against, rest = str(analysis.get("compare", "")).partition(" against ")
        if against:
            found.setdefault(
                str(analysis.get("measure", "")), (active.strip(), rest.partition(",")[0].strip())
            )
    return found


def _design(design: Any) -> str:
    if not isinstance(design, Mapping):
        return ""
    blinding = {"double": "double-blind", "single": "single-blind", "open": "open-label"}
    words = [blinding.get(str(design.get("blinding")), ""), clean(design.get("kind"))]
    return " ".join(word for word in words if word)


def _spans(design: Any) -> str:
    if not isinstance(design, Mapping):
        return ""
    labels = {"periods": "per period", "washout": "of washout"}
    return listed(f"{clean(design[key])} {label}" for key, label in labels.items() if design.get(key))
