"""A way of taking a drug: its limits, how fast it leaves the place where it was put, and what of it arrives."""

from dataclasses import dataclass

from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number, read_share
from equipoise.evidence.section import Section, nearest

KEYS = ("single", "daily", "rate", "steps", "bioavailability", "falls", "first_pass", "phases")
ROUNDING = 1e-6


@dataclass(frozen=True)
class Phase:
    """One release of a dose: its share of the dose (None for all of it), its rate and its steps (None for 1)."""

    share: Number | None
    rate: Number
    steps: Number | None = None

    @property
    def count(self) -> int:
        """How many equal steps it takes, one after the other."""
        return 1 if self.steps is None else int(self.steps.single)


@dataclass(frozen=True)
class Route:
    """One way of taking a drug.

    single, daily: the largest single dose and the largest total of a day; a dose above is refused. phases: releases
    side by side, by name; none where the dose enters the blood at once. bioavailability: share of a dose that reaches
    the blood unchanged, None for all. falls: exponent by which both shares fall with the dose in mg, None for none.
    first_pass: metabolite -> share of a dose that reaches the blood as that.
    """

    single: Number
    daily: Number
    phases: dict[str, Phase]
    bioavailability: Number | None
    falls: Number | None
    first_pass: dict[str, Number]

    @property
    def arrives(self) -> float:
        """Share of a dose of 1 mg that reaches the blood in any form."""
        unchanged = 1.0 if self.bioavailability is None else self.bioavailability.single
        return unchanged + sum(share.single for share in self.first_pass.values())

    def factor(self, milligrams: float) -> float:
        """What a dose of this size is multiplied by for what its route loses of larger doses; never above all of it."""
        if self.falls is None or milligrams <= 0:
            return 1.0
        return min(milligrams**-self.falls.single, 1 / self.arrives)


def read_route(entry: Section, substances: tuple[str, ...]) -> Route:
    """One route; refused unless it has both limits and says, without contradiction, what arrives and when."""
    entry.allow(KEYS)
    single, daily = (read_number(entry.inner(key, required=True)) for key in ("single", "daily"))
    route = Route(
        single, daily, _phases(entry), _optional(entry, "bioavailability"), _falls(entry),
        _first_pass(entry.inner("first_pass"), substances),
    )  # fmt: skip
    _check_arrival(entry, route)
    return route


def _check_arrival(entry: Section, route: Route) -> None:
    if route.bioavailability is None and route.first_pass:
        remedy = f"Write [{entry.entry}.bioavailability] too: it says what arrives unchanged."
        entry.refuse("first_pass", "is given without a bioavailability.", remedy)
    if route.arrives > 1 + ROUNDING:
        trouble = f"and first_pass let {route.arrives:.4g} of a dose arrive, which is more than was taken."
        entry.refuse("bioavailability", trouble, "Together they are shares of one dose: at most 1.")
    if not route.phases:
        for number in (route.bioavailability, *route.first_pass.values()):
            if number is not None and number.spread:
                remedy = f"Leave out the spread, or write [{entry.entry}.rate]."
                entry.refuse(
                    "", "enters the blood at once, so that people cannot differ in what arrives.", remedy
                )


def _phases(entry: Section) -> dict[str, Phase]:
    given = [key for key in ("rate", "steps") if key in entry]
    if "phases" in entry and given:
        entry.refuse(
            given[0], "stands beside phases.", "Write one or the other: each phase has its own rate."
        )
    if "phases" not in entry:
        if "steps" in entry and "rate" not in entry:
            entry.refuse("steps", "is given without a rate.", f"Write [{entry.entry}.rate], in 1/h.")
        return {"": Phase(None, _rate(entry), _steps(entry))} if given else {}
    phases = entry.inner("phases")
    if not phases.table:
        phases.refuse("", "is empty.", f"Describe at least one: [{phases.entry}.burst.share].")
    found = {name: _phase(phases.inner(name)) for name in phases}
    total = sum(phase.share.single for phase in found.values() if phase.share)
    if abs(total - 1) > ROUNDING:
        phases.refuse("", f"has shares that sum to {total:.4g}.", "The shares of all phases sum to 1.")
    return found


def _phase(entry: Section) -> Phase:
    entry.allow(("share", "rate", "steps"))
    share = read_share(entry.inner("share", required=True))
    if share.spread:
        entry.refuse("share", "has a spread.", "A share is the same for all: leave the spread out.")
    return Phase(share, _rate(entry), _steps(entry))


def _rate(entry: Section) -> Number:
    rate = read_number(entry.inner("rate", required=True))
    if isinstance(rate.value, tuple) or rate.value <= 0:
        entry.refuse("rate", "is not above 0.", "Leave the rate out if a dose enters the blood at once.")
    return rate


def _steps(entry: Section) -> Number | None:
    if "steps" not in entry:
        return None
    steps = read_number(entry.inner("steps"))
    if isinstance(steps.value, tuple) or steps.value < 1 or steps.value != int(steps.value) or steps.spread:
        entry.refuse(
            "steps",
            "is not a whole number of at least 1.",
            "It is the same for all: write 1, or leave it out.",
        )
    return steps


def _optional(entry: Section, key: str) -> Number | None:
    return read_share(entry.inner(key)) if key in entry else None


def _falls(entry: Section) -> Number | None:
    if "falls" not in entry:
        return None
    falls = read_number(entry.inner("falls"))
    if isinstance(falls.value, tuple) or not 0 <= falls.value < 1:
        entry.refuse(
            "falls",
            "is not between 0 and 1.",
            "It is an exponent: with 0.3, ten times the dose arrives by half.",
        )
    if falls.spread:
        entry.refuse("falls", "has a spread.", "It is the same for all: leave the spread out.")
    return falls


def _first_pass(entry: Section, substances: tuple[str, ...]) -> dict[str, Number]:
    for name in entry:
        if name not in substances[1:]:
            entry.refuse(name, "is not one of the drug's metabolites.", nearest(name, substances[1:]))
    return {name: read_share(entry.inner(name)) for name in entry}
