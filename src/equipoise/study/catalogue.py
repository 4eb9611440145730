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
    """A drug of the evidence: its `routes`, `limits` and `molar_mass` are what a study is checked against."""
    from equipoise import evidence

    return evidence.load_drug(name)


def population(name: str) -> Any:
    """A population of the evidence: its `conditions` are what a study may exclude for."""
    from equipoise import evidence

    return evidence.load_people(name)


def scale(name: str) -> Any:
    """An instrument of the evidence: its `kind` and `items` are what a study is checked against."""
    from equipoise import evidence

    return evidence.load_scale(name)
