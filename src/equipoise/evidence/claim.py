"""The statements that the program is held to, and what a run must show for each."""

import re
from dataclasses import dataclass
from typing import Any

from equipoise.evidence.files import ROOT, read_toml
from equipoise.evidence.section import Section, is_number

KEYS = ("id", "says", "shows", "evidence", "mechanisms", "data_say", "expects")
RULES = ("inside", "above", "below", "sign")


@dataclass(frozen=True)
class Expectation:
    """What a study's result must be for a claim to hold: one of inside, above, below and sign.

    sign: -1 lower, 0 no difference, +1 higher. arm: "" where the result is not of one arm.
    """

    study: str
    result: str
    statistic: str
    arm: str = ""
    inside: tuple[float, float] | None = None
    above: float | None = None
    below: float | None = None
    sign: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Claim:
    """One statement: what it says, what a run must show, and where measurements disagree (`data_say`).

    document: title of the document it comes from. evidence: prefixes of the findings it is set beside.
    mechanisms: those it speaks of. expects: the results that decide it; empty until a study shows it.
    """

    id: str
    says: str
    shows: str
    document: str
    evidence: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    data_say: str = ""
    expects: tuple[Expectation, ...] = ()


def claims() -> dict[str, Claim]:
    """Every claim by its id, in the order of the list."""
    return read_claims(read_toml(ROOT / "claims" / "claims.toml"))


def read_claims(data: Section) -> dict[str, Claim]:
    """The claims of one list."""
    data.allow(("documents", "claim"))
    found: dict[str, Claim] = {}
    for entry in data.each("claim"):
        claim = _claim(entry, data.inner("documents", required=True))
        if claim.id in found:
            data.refuse("claim", f"{claim.id} is given twice.", "Give each claim an id of its own.")
        found[claim.id] = claim
    return found


def _claim(entry: Section, documents: Section) -> Claim:
    name = entry.text("id")
    entry = Section(entry.file, name, entry.table)
    entry.allow(KEYS)
    if not re.fullmatch(r"[A-Z]\d\d", name) or name[0] not in documents:
        remedy = f"Write one of the letters {', '.join(documents)} and two digits."
        entry.refuse("id", "is not a document's letter and two digits.", remedy)
    return Claim(
        id=name,
        says=entry.text("says"),
        shows=entry.text("shows"),
        document=documents.text(name[0]),
        evidence=entry.texts("evidence"),
        mechanisms=entry.texts("mechanisms"),
        data_say=entry.text("data_say", default=""),
        expects=tuple(_expectation(part) for part in entry.each("expects")),
    )


def _expectation(entry: Section) -> Expectation:
    entry.allow(("study", "result", "statistic", "arm", *RULES, "note"))
    if sum(rule in entry for rule in RULES) != 1:
        remedy = "Write one of inside = [lo, hi], above = x, below = x and sign = -1, 0 or 1."
        entry.refuse("", "does not give exactly one rule.", remedy)
    return Expectation(
        study=entry.text("study"),
        result=entry.text("result"),
        statistic=entry.text("statistic"),
        arm=entry.text("arm", default=""),
        note=entry.text("note", default=""),
        **_rule(entry),
    )


def _rule(entry: Section) -> dict[str, Any]:
    (rule,) = (rule for rule in RULES if rule in entry)
    bound = entry.table[rule]
    if rule == "inside":
        pair = bound if isinstance(bound, list) and all(map(is_number, bound)) else []
        if len(pair) != 2 or pair[0] >= pair[1]:
            entry.refuse(rule, f"{bound} is no interval.", "Write inside = [-0.32, -0.07].")
        return {rule: (float(pair[0]), float(pair[1]))}
    if not is_number(bound) or (rule == "sign" and bound not in (-1, 0, 1)):
        remedy = (
            "Write -1 for lower, 0 for no difference, 1 for higher."
            if rule == "sign"
            else f"Write {rule} = 1."
        )
        entry.refuse(rule, f"{bound} cannot stand there.", remedy)
    return {rule: int(bound) if rule == "sign" else float(bound)}
