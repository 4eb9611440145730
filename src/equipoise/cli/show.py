"""`equipoise show`: one thing by name, with its equations, numbers and sources."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import names, options
from equipoise.cli.console import output, print_json
from equipoise.errors import InvalidInput

if TYPE_CHECKING:
    from equipoise.cli.card import Card

# What each kind of thing is shown by; the first kind that has the name is shown.
KINDS = {
    "mechanism": "equipoise.cli.show_mechanism:mechanism",
    "study": "equipoise.cli.show_study:study",
    "drug": "equipoise.cli.show_evidence:drug",
    "instrument": "equipoise.cli.show_evidence:instrument",
    "population": "equipoise.cli.show_evidence:population",
    "claim": "equipoise.cli.show_evidence:claim",
    "source": "equipoise.cli.show_evidence:source",
}
Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A mechanism (opioid/connection), study, drug, instrument, population, claim or source.",
        autocompletion=names.shown_names,
    ),
]


def show(name: Name, json: options.Json = False) -> None:
    """Show one thing: equations, numbers and their sources.

    Of a mechanism also what it is joined to; of a study its plan in words; of a source what rests on it.
    """
    from equipoise.cli.card import print_card

    card = find(name)
    if json:
        print_json(card.told())
    else:
        print_card(card, output())


def known() -> dict[str, str]:
    """Every name that can be shown, and its kind."""
    from equipoise import evidence
    from equipoise.system import MECHANISMS

    folders = {"study": "studies", "drug": "drugs", "instrument": "scales", "population": "people"}
    lists = {"mechanism": MECHANISMS, **{kind: evidence.names(folder) for kind, folder in folders.items()}}
    lists |= {"claim": evidence.names("claims"), "source": evidence.names("sources")}
    return {name: kind for kind in reversed(KINDS) for name in lists[kind]}


def find(name: str) -> "Card":
    """The card of a name; InvalidInput with the nearest name if there is none, or if a study file is broken."""
    kinds = known()
    kind = "study" if name.lower().endswith(".toml") else kinds.get(name)
    if kind is None:
        raise InvalidInput(_shown(name), "there is nothing of this name.", _nearest(name, list(kinds)))
    return _shower(kind)(name)


def _shower(kind: str) -> Callable[[str], "Card"]:
    module, function = KINDS[kind].split(":")
    return getattr(import_module(module), function)


def _shown(name: str) -> str:
    from equipoise.study.refusal import shown

    return shown(name)


def _nearest(name: str, every: list[str]) -> str:
    """The nearest name; part of a path counts as much as the whole of it."""
    from equipoise.study.refusal import nearest

    ends = {each.rpartition("/")[2]: each for each in reversed(every)}
    near = nearest(name, [*every, *ends])
    guess = f'Did you mean "{ends.get(near, near)}"? ' if near else ""
    return f"{guess}Names: a mechanism such as opioid/connection, or what `equipoise studies` and the sources list."
