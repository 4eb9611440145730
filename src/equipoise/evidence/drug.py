"""A drug: how it is taken, its substances, how one becomes the other, and what a safe schedule keeps to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from equipoise.evidence.drug_checks import check_substances
from equipoise.evidence.files import find, read_toml
from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number, read_share
from equipoise.evidence.route import Route, read_route
from equipoise.evidence.section import Section, nearest

Formation = dict[str, dict[str, Number]]
KEYS = ("title", "sites", "routes", "substances", "formation")


@dataclass(frozen=True)
class Drug:
    """A drug as its file tells it.

    name: of its file. sites: receptors and transporters where it or its metabolites act. routes: ways of taking it, the
    usual one first. substances: substance -> parameter -> Number; first what is taken, then its metabolites.
    formation: parent -> metabolite -> share of what is cleared of the parent that becomes the metabolite.
    """

    name: str
    title: str
    sites: tuple[str, ...]
    routes: dict[str, Route]
    substances: dict[str, dict[str, Number]]
    formation: Formation

    @property
    def parent(self) -> str:
        """The substance that is taken."""
        return next(iter(self.substances))

    @property
    def dose_molar_mass(self) -> float:
        """Molar mass of what is weighed, often a salt, in mg/nmol."""
        taken = self.substances[self.parent]
        value = taken.get("dose_molar_mass", taken["molar_mass"]).value
        assert isinstance(value, float)
        return value

    def by(self, routes: Iterable[str]) -> "Drug":
        """The drug with some of its routes only."""
        kept = set(routes)
        return replace(self, routes={name: route for name, route in self.routes.items() if name in kept})


def load_drug(name: str) -> Drug:
    """A shipped drug by name."""
    return read_drug(find("drugs", name))


def read_drug(path: Path) -> Drug:
    """A drug from its file; InvalidInput for a missing or contradictory number, with its place and a remedy."""
    data = read_toml(path)
    data.allow(KEYS)
    found = data.inner("substances", required=True)
    substances = _substances(found)
    routes = data.inner("routes", required=True)
    if not routes.table:
        routes.refuse("", "is empty.", "Describe at least one: [routes.oral.single].")
    formation = _formation(data.inner("formation"), substances)
    sites = data.texts("sites")
    check_substances(found, substances, formation, sites)
    return Drug(
        name=path.stem,
        title=data.text("title"),
        sites=sites,
        routes={name: read_route(routes.inner(name), tuple(substances)) for name in routes},
        substances=substances,
        formation=formation,
    )


def _substances(found: Section) -> dict[str, dict[str, Number]]:
    if not found.table:
        found.refuse("", "is empty.", 'Describe at least one: [substances."naltrexone".molar_mass].')
    return {name: _parameters(found.inner(name)) for name in found}


def _parameters(substance: Section) -> dict[str, Number]:
    return {name: read_number(substance.inner(name)) for name in substance}


def _formation(found: Section, substances: dict) -> Formation:
    formation = {
        parent: _metabolites(found.inner(parent), substances) for parent in _known(found, substances)
    }
    for parent, products in formation.items():
        if sum(number.single for number in products.values()) > 1:
            found.refuse(
                parent, "becomes more than it was.", "The shares of its metabolites sum to at most 1."
            )
    return formation


def _metabolites(parent: Section, substances: dict) -> dict[str, Number]:
    return {name: _fraction(parent.inner(name)) for name in _known(parent, substances)}


def _fraction(metabolite: Section) -> Number:
    metabolite.allow(("fraction",))
    return read_share(metabolite.inner("fraction", required=True))


def _known(entries: Section, substances: dict) -> Section:
    for name in entries:
        if name not in substances:
            entries.refuse(name, "is not one of the drug's substances.", nearest(name, substances))
    return entries
