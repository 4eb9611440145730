"""A drug: its substances, how one becomes the other, and what a safe schedule keeps to."""

from dataclasses import dataclass
from pathlib import Path

from equipoise.evidence.files import find, read_toml
from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number, read_share
from equipoise.evidence.section import Section, nearest

Formation = dict[str, dict[str, dict[str, Number]]]
KEYS = ("title", "routes", "limits", "substances", "formation")
SHARES = ("fraction", "first_pass")


@dataclass(frozen=True)
class Limits:
    """The largest single dose and the largest total of a day by one route; a dose above is refused."""

    single: Number
    daily: Number


@dataclass(frozen=True)
class Drug:
    """A drug as its file tells it.

    name: of its file. routes: ways of taking it, the usual one first. limits: route -> Limits.
    substances: substance -> parameter -> Number; first what is taken, then its metabolites.
    formation: parent -> metabolite -> {"fraction": Number, "first_pass": Number}, the shares of the parent
    that become the metabolite, in the body and before they reach it.
    """

    name: str
    title: str
    routes: tuple[str, ...]
    limits: dict[str, Limits]
    substances: dict[str, dict[str, Number]]
    formation: Formation


def load_drug(name: str) -> Drug:
    """A shipped drug by name."""
    return read_drug(find("drugs", name))


def read_drug(path: Path) -> Drug:
    """A drug from its file."""
    data = read_toml(path)
    data.allow(KEYS)
    routes = data.texts("routes")
    if not routes:
        data.refuse("routes", "is missing or empty.", 'Name at least one: routes = ["oral"].')
    substances = _substances(data.inner("substances", required=True))
    return Drug(
        name=path.stem,
        title=data.text("title"),
        routes=routes,
        limits=_limits(data.inner("limits"), routes),
        substances=substances,
        formation=_formation(data.inner("formation"), substances),
    )


def _limits(limits: Section, routes: tuple[str, ...]) -> dict[str, Limits]:
    limits.allow(routes)
    return {route: _limit(limits.inner(route, required=True)) for route in routes}


def _limit(entry: Section) -> Limits:
    entry.allow(("single", "daily"))
    single, daily = (read_number(entry.inner(key, required=True)) for key in ("single", "daily"))
    return Limits(single, daily)


def _substances(found: Section) -> dict[str, dict[str, Number]]:
    if not found.table:
        found.refuse("", "is empty.", 'Describe at least one: [substances."naltrexone".molar_mass].')
    return {name: _parameters(found.inner(name)) for name in found}


def _parameters(substance: Section) -> dict[str, Number]:
    return {name: read_number(substance.inner(name)) for name in substance}


def _formation(found: Section, substances: dict) -> Formation:
    return {parent: _metabolites(found.inner(parent), substances) for parent in _known(found, substances)}


def _metabolites(parent: Section, substances: dict) -> dict[str, dict[str, Number]]:
    return {name: _shares(parent.inner(name)) for name in _known(parent, substances)}


def _shares(metabolite: Section) -> dict[str, Number]:
    metabolite.allow(SHARES)
    return {share: read_share(metabolite.inner(share, required=True)) for share in SHARES}


def _known(entries: Section, substances: dict) -> Section:
    for name in entries:
        if name not in substances:
            entries.refuse(name, "is not one of the drug's substances.", nearest(name, substances))
    return entries
