"""What drugs make of a body: the places along its axes, and which number of a drug stands at each.

Axes: substance (drugs and their metabolites; product is the same), site (where doses wait: one for each release and
step of each route; onward is the same) and saturable (substances whose elimination saturates).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced

import numpy as np

from equipoise.engine import units
from equipoise.engine.symbol import Symbol
from equipoise.errors import InvalidInput
from equipoise.evidence.drug import Drug
from equipoise.evidence.number import Number
from equipoise.evidence.route import Phase, Route

Port = tuple[str, tuple[int, ...]]
Places = dict[tuple[int, ...], tuple[str, Number]]

# What a substance has of a parameter that its data file does not give: no such compartment, no such action.
ABSENT = {
    "clearance": 0.0, "shallow_flow": 0.0, "shallow_volume": 1.0, "deep_flow": 0.0, "deep_volume": 1.0,
    "entry_rate": 0.0, "partition": 0.0, "residual_clearance": 0.0, "enzyme_renewal": 0.0, "inactivation": 0.0,
    "inactivation_half": 1.0,
}  # fmt: skip
NEVER = 1e18  # nM at which half would be held: more than any body holds
ABSENT_KIND = {"_affinity": NEVER, "_efficacy": 0.0, "_release": 0.0, "_off_rate": 0.0}
STRUCTURE = ("onward", "stands_for", "saturates")


@dataclass(frozen=True)
class Site:
    """One place where a dose waits: the step of a release of a route."""

    drug: Drug
    route: str
    phase: str
    step: int

    @property
    def label(self) -> str:
        """Its name in tables and exported models."""
        more = [self.phase] if self.phase else []
        return " ".join([self.drug.name, self.route, *more, *([str(self.step + 1)] if self.step else [])])

    @property
    def way(self) -> Route:
        """Its route."""
        return self.drug.routes[self.route]

    @property
    def release(self) -> Phase:
        """Its release."""
        return self.way.phases[self.phase]

    @property
    def last(self) -> bool:
        """Whether what leaves it reaches the blood."""
        return self.step + 1 == self.release.count


def substances(drugs: Sequence[Drug]) -> tuple[str, ...]:
    """Names along the substance axis; a system without drugs has one empty place there."""
    return tuple(dict.fromkeys(name for drug in drugs for name in drug.substances)) or ("none",)


def sites(drugs: Sequence[Drug]) -> tuple[Site, ...]:
    """Places along the site axis: none where every dose enters the blood at once."""
    return tuple(
        Site(drug, route, phase, step)
        for drug in drugs
        for route, way in drug.routes.items()
        for phase, release in way.phases.items()
        for step in range(release.count)
    )


def saturable(drugs: Sequence[Drug]) -> tuple[str, ...]:
    """Names along the saturable axis."""
    return tuple(name for name in substances(drugs) if "maximum_rate" in dict(_numbers(drugs, name)))


def sizes(drugs: Sequence[Drug]) -> dict[str, int]:
    """Length of every axis that drugs give the system."""
    count, waiting = len(substances(drugs)), len(sites(drugs))
    return {
        "substance": count, "product": count, "site": waiting, "onward": waiting, "saturable": len(saturable(drugs)),
    }  # fmt: skip


def labels(drugs: Sequence[Drug]) -> dict[str, tuple[str, ...]]:
    """A word for every place along every axis."""
    waiting = tuple(site.label for site in sites(drugs))
    names = substances(drugs)
    return {
        "substance": names,
        "product": names,
        "site": waiting,
        "onward": waiting,
        "saturable": saturable(drugs),
    }


def arrivals(drug: Drug, route: str, milligrams: float, drugs: Sequence[Drug]) -> dict[Port, float]:
    """Where a dose goes, in nmol by state and place: to the sites of its route, or into the blood at once."""
    way = drug.routes[route]
    amount = milligrams / drug.dose_molar_mass * way.factor(milligrams)
    if way.phases:
        first = {(s.drug.name, s.route, s.phase): k for k, s in reversed([*enumerate(sites(drugs))])}
        return {
            ("site", (first[drug.name, route, name],)): amount * (phase.share.single if phase.share else 1.0)
            for name, phase in way.phases.items()
        }
    order = substances(drugs)
    return {
        ("central", (order.index(name),)): amount * (1.0 if share is None else share.single)
        for name, share in delivered(drug, way).items()
    }


def delivered(drug: Drug, way: Route) -> dict[str, Number | None]:
    """Share of a dose that reaches the blood as each substance; None is all of it."""
    return {drug.parent: way.bioavailability, **way.first_pass}


def along(short: str, symbol: Symbol, drugs: Sequence[Drug]) -> tuple[np.ndarray, Places]:
    """Values [axes...] of a parameter that has axes, and the evidence that stands at its places.

    InvalidInput for a drug that lacks a number, or gives it in a unit that is not the symbol's.
    """
    lengths = sizes(drugs)
    values = np.full([lengths[axis] for axis in symbol.axes], _absent(short, symbol))
    if short in STRUCTURE:
        values[tuple(np.array(_structure(short, drugs), dtype=int).reshape(-1, len(symbol.axes)).T)] = 1
        return values, {}
    if short == "delivers":
        values[tuple(np.array(_whole(drugs), dtype=int).reshape(-1, 2).T)] = 1
    places = {
        place: (key, _measured(n, symbol, key, drugs)) for place, (key, n) in _places(short, symbol, drugs)
    }
    for place, (_, number) in places.items():
        values[place] = number.value
    if symbol.axes in (("substance",), ("saturable",)) and np.isnan(values).any():
        _refuse_lack(short, symbol, values, drugs)
    return np.nan_to_num(values, nan=1.0), places


def check_sites(drugs: Sequence[Drug]) -> None:
    """Refuse a drug none of whose substances has an affinity for a site where it acts: it could not be weighed
    against what else binds there."""
    for drug in drugs:
        for where in drug.sites:
            if not any(f"{where}_affinity" in numbers for numbers in drug.substances.values()):
                others = [each.name for each in drugs if where in each.sites and each is not drug]
                shared = f", which it shares with {', '.join(others)}" if others else ""
                remedy = (
                    f'Add [substances."{drug.parent}".{where}_affinity] with value, unit, source and grade.'
                )
                raise InvalidInput(f"drugs/{drug.name}.toml", f"has no affinity for {where}{shared}.", remedy)


def _absent(short: str, symbol: Symbol) -> float:
    if len(symbol.axes) > 1 or short in STRUCTURE:
        return 0.0
    return next((v for kind, v in ABSENT_KIND.items() if short.endswith(kind)), ABSENT.get(short, np.nan))


def _structure(short: str, drugs: Sequence[Drug]) -> list[tuple[int, ...]]:
    """Places that hold a 1."""
    order = substances(drugs)
    if short == "onward":
        return [(k + 1, k) for k, site in enumerate(sites(drugs)) if not site.last]
    if short == "saturates":
        return [(order.index(name),) for name in saturable(drugs)]
    return [(order.index(name), k) for k, name in enumerate(saturable(drugs))]


def _whole(drugs: Sequence[Drug]) -> list[tuple[int, int]]:
    """Parents and sites of routes by which all of a dose arrives."""
    whole = [
        (k, site) for k, site in enumerate(sites(drugs)) if site.last and site.way.bioavailability is None
    ]
    return [(substances(drugs).index(site.drug.parent), k) for k, site in whole]


def _places(
    short: str, symbol: Symbol, drugs: Sequence[Drug]
) -> Iterator[tuple[tuple[int, ...], tuple[str, Number]]]:
    order = substances(drugs)
    if symbol.axes in (("substance",), ("saturable",)):
        for k, name in enumerate(order if symbol.axes == ("substance",) else saturable(drugs)):
            for key, (owner, number) in _numbers(drugs, name):
                if key == short:
                    yield (k,), (f"drugs/{owner}/{name}.{key}", number)
    elif symbol.axes == ("site",):
        for k, site in enumerate(sites(drugs)):
            yield (k,), (f"drugs/{site.drug.name}/{site.release.rate.name}", site.release.rate)
    elif symbol.axes == ("substance", "site"):
        for k, site in enumerate(sites(drugs)):
            for name, share in delivered(site.drug, site.way).items() if site.last else ():
                if share is not None:
                    yield (order.index(name), k), (f"drugs/{site.drug.name}/{share.name}", share)
    else:
        for drug in drugs:
            for parent, products in drug.formation.items():
                for product, number in products.items():
                    key = f"drugs/{drug.name}/{parent}.{product}.fraction"
                    yield (order.index(product), order.index(parent)), (key, number)


def _numbers(drugs: Sequence[Drug], name: str) -> Iterator[tuple[str, tuple[str, Number]]]:
    """Numbers of a substance, each with the drug whose file gives it: that of its own name, or else the first."""
    owners = [drug for drug in drugs if name in drug.substances]
    owners.sort(key=lambda drug: drug.name != name)
    for key, number in owners[0].substances[name].items() if owners else ():
        yield key, (owners[0].name, number)


def _measured(number: Number, symbol: Symbol, key: str, drugs: Sequence[Drug]) -> Number:
    """The number in the symbol's dimension: what is given by mass is turned into an amount of its substance."""
    if units.same_dimension(number.unit, symbol.unit):
        return number
    _, drug, name = key.split("/")
    given = next(each for each in drugs if each.name == drug).substances.get(name.rpartition(".")[0], {})
    mass = given["molar_mass"].single if given else 1.0
    if not (given and units.same_dimension(f"({number.unit})/(g/mol)", symbol.unit)):
        trouble = f"is in {number.unit}, which does not measure {symbol.meaning}."
        raise InvalidInput(f"drugs/{drug}.toml, [{number.name}] unit", trouble, f"Write it in {symbol.unit}.")
    spread = number.spread
    if spread and "normal" in spread:
        spread = {"normal": spread["normal"] / mass}  # type: ignore[operator]
    return replaced(number, value=number.single / mass, unit=symbol.unit, spread=spread)


def _refuse_lack(short: str, symbol: Symbol, values: np.ndarray, drugs: Sequence[Drug]) -> None:
    order: Mapping[int, str] = dict(enumerate(labels(drugs)[symbol.axes[0]]))
    for k in np.flatnonzero(np.isnan(values)):
        for drug in drugs:
            if order[int(k)] in drug.substances:
                remedy = f'Add [substances."{order[int(k)]}".{short}] with value, unit, source and grade.'
                raise InvalidInput(f"drugs/{drug.name}.toml", f"{order[int(k)]} has no {short}.", remedy)
