"""The cards of what lies in the evidence: drugs, instruments, populations, claims and sources."""

from dataclasses import replace
from typing import Any

from equipoise import evidence
from equipoise.cli import numbers
from equipoise.cli.card import Card
from equipoise.evidence import Drug, Number, Route


def drug(name: str) -> Card:
    """The card of a drug."""
    found = evidence.load_drug(name)
    every = [number for _, number in numbers.numbers_in(found, "")]
    tables: dict[str, Any] = {"largest_doses": _limits(found)}
    for way, route in found.routes.items():
        if rows := [numbers.row(number, number.name.partition(f"{way}.")[2]) for number in _arrival(route)]:
            tables[f"the route {way}"] = rows
    for substance, values in found.substances.items():
        tables[f"numbers of {substance}"] = [numbers.row(number, key) for key, number in values.items()]
    shares = [
        numbers.row(number, f"share of {parent} that becomes {metabolite}")
        for parent, metabolites in found.formation.items()
        for metabolite, number in metabolites.items()
    ]
    tables |= {"formation": shares, "sources": numbers.citations(every)}
    facts = {"routes": list(found.routes), "acts_at": list(found.sites)}
    return Card("drug", name, found.title, facts=facts, tables=tables)


def _arrival(route: Route) -> list[Number]:
    """Every number of a route but its limits."""
    return [number for _, number in numbers.numbers_in(replace(route, single=None, daily=None), "")]  # type: ignore[arg-type]


def _limits(found: Drug) -> list[dict[str, Any]]:
    return [
        numbers.row(number, f"{name}, {what}")
        for name, route in found.routes.items()
        for what, number in (("single dose", route.single), ("in a day", route.daily))
    ]


def instrument(name: str) -> Card:
    """The card of a scale, task, assay or scan."""
    found = evidence.load_scale(name)
    own = {key: getattr(found, key) for key in ("centre", "gain", "error", "person_error", "floor_error")}
    values = {key: number for key, number in own.items() if isinstance(number, Number)}
    items = [
        {"item": item.name, "stimulus": item.stimulus, "shown": f"{item.count} times"} for item in found.items
    ]
    facts = {
        "reads": found.reads,
        "unit": found.unit,
        "range": _range(found.low, found.high),
        "rounded_to": found.step or "nothing",
        "averages_over": f"{found.window:g} h" if found.window else "the moment",
    }
    every = [number for _, number in numbers.numbers_in(found, "")]
    tables = {
        "items": items,
        "numbers": [numbers.row(number, key) for key, number in values.items()],
        "sources": numbers.citations(every),
    }
    return Card(found.kind, name, found.title, facts=facts, tables=tables)


def _range(low: float, high: float) -> str:
    ends = (f"{low:g} or more" if high == float("inf") else f"{low:g} to {high:g}", "without end")
    return ends[1] if low == float("-inf") else ends[0]


def population(name: str) -> Card:
    """The card of a population."""
    found = evidence.load_people(name)
    conditions = [
        numbers.row(each.prevalence, f"share with {each.name}") for each in found.conditions.values()
    ]
    tables = {
        "traits": [numbers.row(number, key) for key, number in found.traits.items()],
        "conditions": conditions,
        "sources": numbers.citations(number for _, number in numbers.numbers_in(found, "")),
    }
    return Card(
        "population",
        name,
        found.title,
        "Other traits spread as the numbers of each mechanism say.",
        tables=tables,
    )


def claim(name: str) -> Card:
    """The card of a claim."""
    found = evidence.claims()[name]
    expects = [
        {
            "result": f"{each.study}/{each.result}",
            "statistic": each.statistic,
            "arm": each.arm,
            "expected": expected(each),
            "note": each.note,
        }
        for each in found.expects
    ]
    facts = {
        "shows": found.shows,
        "data_say": found.data_say,
        "from": found.document,
        "mechanisms": list(found.mechanisms),
    }
    facts = {key: value for key, value in facts.items() if value}
    return Card("claim", name, found.says, facts=facts, tables={"expects": expects})


def expected(each: evidence.Expectation) -> str:
    """The rule of an expectation in words."""
    from equipoise.report import words

    if each.inside:
        return words.interval(*each.inside)
    if each.sign is not None:
        return {-1: "lower", 0: "no difference", 1: "higher"}[each.sign]
    if each.above is not None:
        return f"above {words.number(each.above)}"
    return f"below {words.number(each.below)}"


def source(name: str) -> Card:
    """The card of a source."""
    found = evidence.sources()[name]
    used = [{"number": place} for place, number in numbers.all_numbers() if name in number.source]
    facts = {"identifier": found.identifier, "licence": found.licence}
    facts = {key: value for key, value in facts.items() if value}
    return Card(
        "source", name, found.citation, facts=facts, tables={"numbers": used, "studies": _studies(name)}
    )


def _studies(source: str) -> list[dict[str, Any]]:
    """Studies that are that work, or set a number of it beside their own."""
    from equipoise.study.load import load_study

    rows = []
    for name in evidence.names("studies"):
        study = load_study(name)
        beside = [f"{block.result}, {block.statistic}" for block in study.published if block.source == source]
        if beside or study.source == source:
            rows.append({"study": name, "beside": beside, "meaning": study.title})
    return rows
