"""Who takes part and how the trial is laid out: the sections [people] and [design]."""

import math
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo

from equipoise.study import catalogue
from equipoise.study.quantities import Hours, Text, Texts, as_tuple
from equipoise.study.refusal import Place, Trouble, shown
from equipoise.study.section import IN_FILE, Section, read

MOST_PEOPLE = 1_000_000
Kind = Literal["crossover", "parallel", "single-arm", "cohort"]
FEWEST_ARMS = {"crossover": 2, "parallel": 2, "single-arm": 1, "cohort": 1}


def parse_ratio(value: Any) -> tuple[int, ...]:
    """People per arm, in the order of the arms, in lowest terms.

    >>> parse_ratio("2:1"), parse_ratio("40:40")
    ((2, 1), (1, 1))
    """
    parts = value.split(":") if isinstance(value, str) else []
    shares = tuple(int(part) for part in parts if part.strip().isdecimal() and len(part) < 4)
    if len(shares) < 2 or len(shares) != len(parts) or min(shares) < 1:
        raise Trouble(f"{shown(value)} is not a ratio of whole numbers from 1 to 999.")
    return tuple(part // math.gcd(*shares) for part in shares)


def _ratio_in_file(value: Any, info: ValidationInfo) -> Any:
    return parse_ratio(value) if info.context == IN_FILE else as_tuple(value)


class People(Section):
    """[people]: whom the trial takes from which population."""

    from_: Text = Field(
        alias="from",
        description="Population: a file of evidence/people.",
        examples=['from = "healthy-adults"'],
    )
    number: int = Field(
        ge=1,
        le=MOST_PEOPLE,
        description="How many people start.",
        examples=["number = 34"],
    )
    exclude: Texts = Field(
        default=(),
        description="Who is not let in, in the population's words; default nobody.",
        examples=['exclude = ["depression"]'],
    )


class Design(Section):
    """[design]: arms over time, blinding and allocation. Times are hours here, quantities in the file."""

    kind: Kind = Field(description="How arms and people meet.", examples=['kind = "crossover"'])
    periods: Hours = Field(
        gt=0,
        description="Length of one period; a crossover has one period per arm, any other kind one.",
        examples=['periods = "4 d"'],
    )
    washout: Hours = Field(
        default=0.0,
        ge=0,
        description="Time between two periods of a crossover; default none.",
        examples=['washout = "10 d"'],
    )
    run_in: Hours = Field(
        default=168.0,
        ge=0,
        description="Time simulated before the first period, unobserved; default 7 d.",
        examples=['run_in = "7 d"'],
    )
    blinding: Literal["double", "single", "open"] = Field(
        default="open",
        description="Who does not know the arm: staff and people, people, nobody; default open.",
        examples=['blinding = "double"'],
    )
    allocation: Literal["simple", "balanced"] = Field(
        default="simple",
        description="Each person drawn alone, or numbers kept equal; default simple.",
        examples=['allocation = "balanced"'],
    )
    ratio: Annotated[tuple[int, ...], BeforeValidator(_ratio_in_file)] = Field(
        default=(),
        description="People per arm of a parallel design, in the order of the arms; default equal.",
        examples=['ratio = "2:1"'],
    )


def read_people(table: Any, place: Place) -> People:
    """Read [people]; the population must be known."""
    people = read(People, table, place)
    catalogue.check("people", people.from_, place, "from", "population")
    conditions = catalogue.population(people.from_).conditions
    for condition in people.exclude:
        if condition not in conditions:
            raise place.unknown("exclude", condition, f"condition of {people.from_}", conditions)
    return people


def read_design(table: Any, arms: list[str], place: Place) -> Design:
    """Read [design]; the arms must be as many as the kind of design needs, and nothing may be said in vain."""
    design = read(Design, table, place)
    kind, few = design.kind, FEWEST_ARMS[design.kind]
    if len(arms) < few:
        remedy = "An empty table [arms.placebo] adds placebo."
        raise place.refuse(
            "kind",
            f"a {kind} study needs at least {few} arm{'s' * (few > 1)}; this one has {len(arms)}.",
            remedy,
        )
    if kind == "single-arm" and len(arms) > 1:
        remedy = 'Write kind = "parallel" or kind = "crossover", or leave one arm.'
        raise place.refuse("kind", f"a single-arm study has one arm; this one has {len(arms)}.", remedy)
    if design.washout and kind != "crossover":
        remedy = "Remove it; run_in is the time before the first period."
        raise place.refuse(
            "washout", f"a {kind} study has one period, so there is nothing to wash out.", remedy
        )
    if design.ratio and kind != "parallel":
        raise place.refuse("ratio", f"a {kind} study does not share people out between arms.", "Remove it.")
    if design.ratio and len(design.ratio) != len(arms):
        remedy = f"The arms are {', '.join(arms)}."
        raise place.refuse("ratio", f"it has {len(design.ratio)} parts for {len(arms)} arms.", remedy)
    return design
