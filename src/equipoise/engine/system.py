"""A system: mechanisms joined by signal name, checked, and sorted so that every equation follows what it reads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

from . import dimensions
from .mechanism import CLOCK, Equation, Mechanism, MechanismError
from .symbol import Symbol

Values = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One equation placed in a system: `yields` is its name there, `reads` the names of its arguments there."""

    yields: str
    reads: tuple[str, ...]
    function: Callable
    path: str

    def __call__(self, values: Mapping[str, Any]) -> Any:
        """What the equation yields from the values of what it reads."""
        return self.function(*(values[name] for name in self.reads))


@dataclass(frozen=True, eq=False)
class System:
    """Mechanisms ready to be run on one clock.

    symbols: everything that has a value, by its name in the system; a parameter or draw is "path.name", all else its
    plain name. algebra: the equations without memory, in causal order. rates, decisions: by state (the rates of
    settled states too, which the life clock does not integrate). sizes: length of
    each named axis. paces: how fast states forget where they were, for those that say so.
    """

    mechanisms: tuple[Mechanism, ...]
    clock: str
    sizes: dict[str, int]
    symbols: dict[str, Symbol]
    algebra: tuple[Step, ...]
    rates: dict[str, Step]
    decisions: dict[str, Step]
    paces: dict[str, Step] = field(default_factory=dict)

    def of(self, kind: str, *forms: str) -> dict[str, Symbol]:
        """Symbols of one kind (and of the given forms), by name."""
        return {n: s for n, s in self.symbols.items() if s.kind == kind and (not forms or s.form in forms)}

    @cached_property
    def states(self) -> dict[str, Symbol]:
        """Symbols that carry memory on this clock, by name."""
        forms = ("slow", "linear", "held") if self.clock == "life" else ("slow", "linear", "held", "settled")
        return self.of("state", *forms)

    def shape(self, name: str) -> tuple[int, ...]:
        """Lengths of the leading axes of a symbol; people come after them."""
        return tuple(self.sizes[axis] for axis in self.symbols[name].axes)

    def chain(self, targets: Iterable[str]) -> tuple[Step, ...]:
        """The part of the algebra that `targets` rest on, in causal order."""
        wanted = set(targets)
        kept = []
        for step in reversed(self.algebra):
            if step.yields in wanted:
                kept.append(step)
                wanted.update(step.reads)
        return tuple(reversed(kept))

    def leaves(self, targets: Iterable[str]) -> set[str]:
        """States, forcings, parameters and clocks that `targets` rest on."""
        targets = set(targets)
        chain = self.chain(targets)
        found = targets.union(*(step.reads for step in chain)) if chain else targets
        return found - {step.yields for step in chain}

    def evaluate(self, targets: Iterable[str], values: Mapping[str, Any]) -> Values:
        """Values of `targets` (and of all they rest on) from the values of states, parameters, forcings and clocks."""
        known = dict(values)
        for step in self.chain(targets):
            known[step.yields] = step(known)
        return known


def assemble(
    mechanisms: Iterable[Mechanism],
    vocabulary: Mapping[str, Symbol],
    sizes: Mapping[str, int],
    clock: str = "life",
) -> System:
    """Join mechanisms into a System; MechanismError names what is missing, given twice, mis-measured or circular."""
    mechanisms = tuple(mechanisms)
    symbols: dict[str, Symbol] = dict(CLOCK)
    for mechanism in mechanisms:
        for name, symbol in _offered(mechanism):
            if name in symbols and (symbols[name] != symbol or symbol.kind != "forcing"):
                raise MechanismError(f"{mechanism.path} gives {name}, which is given already")
            symbols[name] = symbol
    for mechanism in mechanisms:
        _check_needs(mechanism, symbols, vocabulary)
    steps = {role: _placed(mechanisms, role) for role in ("gives", "settles", "rate", "decides", "eases")}
    algebra = {s.yields: s for s in steps["gives"]}
    if clock == "life":
        algebra |= {s.yields: s for s in steps["settles"]}
    system = System(
        mechanisms,
        clock,
        dict(sizes),
        symbols,
        _sorted(algebra),
        {s.yields: s for s in steps["rate"]},
        {s.yields: s for s in steps["decides"]},
        {s.yields: s for s in steps["eases"]},
    )
    _check_delays(system)
    _check_units(system, steps)
    _check_draws(system)
    return system


def _name(path: str, name: str, symbol: Symbol | None) -> str:
    return f"{path}.{name}" if symbol and symbol.kind in ("parameter", "draw") else name


def _offered(mechanism: Mechanism) -> Iterable[tuple[str, Symbol]]:
    for name, symbol in mechanism.symbols.items():
        if symbol.kind != "needs":
            yield _name(mechanism.path, name, symbol), symbol
    for equation in mechanism.role("gives"):
        meaning = (equation.function.__doc__ or "").strip().split("\n")[0]
        yield equation.name, Symbol("gives", equation.mark.unit, meaning, equation.mark.axes)


def _check_needs(
    mechanism: Mechanism, symbols: Mapping[str, Symbol], vocabulary: Mapping[str, Symbol]
) -> None:
    for name, need in mechanism.of_kind("needs").items():
        offer = symbols.get(name)
        if offer is None:
            raise MechanismError(f"{mechanism.path} needs {name}, which no mechanism of the system gives")
        if name not in vocabulary:
            raise MechanismError(f"{mechanism.path} needs {name}, which is not in the vocabulary")
        for what, other in (("gives", offer), ("vocabulary", vocabulary[name])):
            if other.axes != need.axes or dimensions.of(other.unit) != dimensions.of(need.unit):
                raise MechanismError(
                    f"{mechanism.path} needs {name} in {need.unit} {need.axes}; {what} has {other.unit} {other.axes}"
                )


def _placed(mechanisms: Iterable[Mechanism], role: str) -> list[Step]:
    def place(mechanism: Mechanism, equation: Equation) -> Step:
        reads = tuple(_name(mechanism.path, name, mechanism.symbols.get(name)) for name in equation.reads)
        return Step(equation.name, reads, equation.function, mechanism.path)

    return [place(m, equation) for m in mechanisms for equation in m.role(role)]


def _sorted(algebra: Mapping[str, Step]) -> tuple[Step, ...]:
    graph = {name: [r for r in step.reads if r in algebra] for name, step in algebra.items()}
    try:
        return tuple(algebra[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as loop:
        raise MechanismError("algebraic loop: " + " -> ".join(loop.args[1])) from None


def _check_units(system: System, steps: Mapping[str, list[Step]]) -> None:
    for role, placed in steps.items():
        for step in placed:
            unit = system.symbols[step.yields].unit
            expected = (
                f"({unit}) / h"
                if role == "rate" and unit != "1"
                else "1/h"
                if role in ("rate", "eases")
                else unit
            )
            shapes = [(*system.shape(name), 1) for name in step.reads]
            try:
                dimensions.check(
                    step.function, [system.symbols[n].unit for n in step.reads], shapes, expected
                )
            except dimensions.UnitMismatch as trouble:
                raise MechanismError(f"{step.path}.{step.function.__name__}: {trouble}") from None


def _check_delays(system: System) -> None:
    for name, symbol in system.of("delayed").items():
        for said, unit in ((symbol.of, symbol.unit), (symbol.by, "h")):
            if said not in system.symbols:
                raise MechanismError(f"{name} is delayed by what no mechanism of the system gives: {said}")
            if dimensions.of(system.symbols[said].unit) != dimensions.of(unit):
                raise MechanismError(f"{name} is delayed: {said} is not measured in {unit}")
            if set(system.of("delayed")) & system.leaves([said]):
                raise MechanismError(f"{name} is delayed: {said} rests on something delayed itself")


def _check_draws(system: System) -> None:
    drawn = set(system.of("draw"))
    for step in (*system.algebra, *system.rates.values()):
        if drawn & set(step.reads):
            raise MechanismError(f"{step.path}.{step.function.__name__} reads a draw; only decisions may")
