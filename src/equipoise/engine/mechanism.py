"""A mechanism as a value: the symbols and equations read from one module."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from .symbol import MARK, Mark, Symbol

CLOCK = {"time_of_day": Symbol("clock", "h", "hours since midnight")}
FORMS = {
    "rate": ("slow", "linear", "settled"),
    "settles": ("settled",),
    "decides": ("held",),
    "eases": ("slow",),
}


class MechanismError(Exception):
    """A mechanism that contradicts itself or cannot be joined to the others."""


@dataclass(frozen=True)
class Equation:
    """One marked function: what it yields and the symbols it reads, in the order of its arguments."""

    function: Callable
    mark: Mark
    reads: tuple[str, ...]

    @property
    def name(self) -> str:
        """The symbol that the equation yields."""
        return self.mark.target or self.function.__name__


@dataclass(frozen=True)
class Mechanism:
    """One module of the system: `path` such as "opioid/connection", its symbols and its equations."""

    path: str
    summary: str
    symbols: dict[str, Symbol]
    equations: tuple[Equation, ...]

    def of_kind(self, kind: str) -> dict[str, Symbol]:
        """The symbols of one kind, by name."""
        return {name: symbol for name, symbol in self.symbols.items() if symbol.kind == kind}

    def role(self, role: str) -> tuple[Equation, ...]:
        """The equations with one role."""
        return tuple(equation for equation in self.equations if equation.mark.role == role)


def read(module: ModuleType, path: str | None = None) -> Mechanism:
    """Read a module into a Mechanism; MechanismError if a symbol is undeclared, unused or wrongly moved."""
    path = path or "/".join(module.__name__.split(".")[-2:])
    symbols = {name: value for name, value in vars(module).items() if isinstance(value, Symbol)}
    equations = tuple(
        Equation(value, getattr(value, MARK), tuple(inspect.signature(value).parameters))
        for value in vars(module).values()
        if callable(value) and hasattr(value, MARK)
    )
    mechanism = Mechanism(path, (module.__doc__ or "").strip(), symbols, equations)
    _check(mechanism)
    return mechanism


def _check(mechanism: Mechanism) -> None:
    known = set(mechanism.symbols) | {e.name for e in mechanism.role("gives")} | set(CLOCK)
    yielded: set[tuple[str, str]] = set()
    for equation in mechanism.equations:
        if (equation.mark.role, equation.name) in yielded:
            raise MechanismError(
                f"{mechanism.path}: two equations of role {equation.mark.role} yield {equation.name}"
            )
        yielded.add((equation.mark.role, equation.name))
        where = f"{mechanism.path}.{equation.function.__name__}"
        for name in equation.reads:
            if name not in known:
                raise MechanismError(f"{where} reads {name}, which the module neither declares nor gives")
        forms = FORMS.get(equation.mark.role)
        target = mechanism.symbols.get(equation.mark.target)
        if forms and (target is None or target.kind != "state" or target.form not in forms):
            raise MechanismError(
                f"{where} moves {equation.mark.target}, which is not a state of form {' or '.join(forms)}"
            )
    read_somewhere = {name for equation in mechanism.equations for name in equation.reads}
    for name, symbol in mechanism.symbols.items():
        if symbol.kind != "state" and name not in read_somewhere:
            raise MechanismError(f"{mechanism.path}: {name} is declared but no equation reads it")
        if symbol.kind == "state" and not _moved(mechanism, name, symbol):
            raise MechanismError(f"{mechanism.path}: no equation moves the {symbol.form} state {name}")


def _moved(mechanism: Mechanism, name: str, symbol: Symbol) -> bool:
    roles = {"slow": {"rate"}, "linear": {"rate"}, "settled": {"rate", "settles"}, "held": {"decides"}}[
        symbol.form
    ]
    return roles <= {e.mark.role for e in mechanism.equations if e.mark.target == name}
