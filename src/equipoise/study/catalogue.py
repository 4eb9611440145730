"""What the evidence holds, as far as a study file may name it."""

from typing import Any

from equipoise.study.refusal import Place


def names(kind: str) -> tuple[str, ...]:
    """Names of all drugs, scales, people or sources in the evidence."""
    from equipoise import evidence  # read when a study is, not when the command line asks for help

    return tuple(evidence.names(kind))


def check(kind: str, name: str, place: Place, key: str, what: str) -> None:
    """Refuse a name that the evidence does not hold."""
    if name not in names(kind):
        raise place.unknown(key, name, what, names(kind))


def check_source(name: str | None, place: Place) -> None:
    """Refuse a source that is no key of the evidence; None is no source."""
    if name is not None:
        check("sources", name, place, "source", "source")


def drug(name: str) -> Any:
    """A drug of the evidence: its `routes`, with their limits, and molar mass are what a study is checked against."""
    from equipoise import evidence

    return evidence.load_drug(name)


def overdose_names(kind: str) -> tuple[str, ...]:
    """The "opioids" or "rescues" that the system of breathing knows."""
    from equipoise.evidence import overdose

    return overdose.overdose_opioids() if kind == "opioids" else overdose.overdose_rescues()


def population(name: str) -> Any:
    """A population of the evidence: its `conditions` are what a study may exclude for."""
    from equipoise import evidence

    return evidence.load_people(name)


def scale(name: str) -> Any:
    """An instrument of the evidence: its `kind` and `items` are what a study is checked against."""
    from equipoise import evidence

    return evidence.load_scale(name)


def target(name: str, place: Place) -> Any:
    """A row of the table of findings; refused where there is none of that name."""
    from equipoise import evidence

    rows = evidence.targets()
    if name not in rows:
        raise place.unknown("target", name, "row of the table of findings", rows)
    return rows[name]


def is_fitted(name: str) -> bool:
    """Whether a number of the evidence was set to that row."""
    from equipoise import evidence

    return evidence.use(name) == "fitted"


def engine_unit(word: str) -> str:
    """What the engine calls a unit of the table of findings."""
    from equipoise.evidence.target_unit import engine_unit

    return engine_unit(word)


def is_pure(word: str) -> bool:
    """Whether a unit of the table of findings may be that of an effect size; "d" is Cohen's, or a day."""
    return word == "d" or engine_unit(word) == "1"


def reward(name: str) -> Any:
    """A reward of the evidence: how long it `lasts` is what a study is checked against."""
    from equipoise import evidence

    return evidence.load_reward(name)
