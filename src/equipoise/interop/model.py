"""A system laid out for other simulators: every element a named quantity with its number, rule or rate."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from equipoise.engine import dimensions
from equipoise.engine.dimensions import Dimension
from equipoise.engine.grid import HOURS
from equipoise.engine.system import Step, System
from equipoise.engine.timeline import Course, Dose, changes, checked, initial, moving
from equipoise.interop.expression import Term, literal, translate

HOUR: Dimension = {"[time]": 1}
DAY = literal(HOURS, HOUR)


@dataclass
class Quantity:
    """One number of the model: a constant, something that events or a rate move, or (rule) what others make it."""

    label: str
    meaning: str
    dimension: Dimension
    value: float | None = None
    rule: str = ""
    rate: str = ""
    constant: bool = False


@dataclass
class Model:
    """Quantities by identifier, and what is assigned at which time: {time: {identifier: expression}}."""

    quantities: dict[str, Quantity] = field(default_factory=dict)
    events: dict[float, dict[str, str]] = field(default_factory=dict)


@dataclass
class _Draft:
    """A model being laid out: the system it is of and the identifiers of each symbol."""

    system: System
    names: Mapping[str, np.ndarray]
    model: Model

    def dimension(self, name: str) -> Dimension:
        return dimensions.of(self.system.symbols[name].unit)


def identifiers(system: System, name: str, labels: Mapping[str, Sequence[str]] = {}) -> np.ndarray:
    """Identifier of every element of a symbol, [axes...].

    labels: words for the places along an axis, such as {"substance": ("naltrexone", "6b-naltrexol")}; numbers without.
    """
    axes, shape = system.symbols[name].axes, system.shape(name)
    named = np.empty(shape, dtype=object)
    for index in np.ndindex(*shape):
        places = [
            str(labels.get(axis, range(size))[i]) for axis, size, i in zip(axes, shape, index, strict=True)
        ]
        named[index] = re.sub(r"\W+", "_", "_".join([name, *places]))
    return named


def lay_out(
    system: System,
    parameters: Mapping[str, Any],
    start: Mapping[str, Any] = {},
    held: Mapping[str, Course] = {},
    doses: Sequence[Dose] = (),
    labels: Mapping[str, Sequence[str]] = {},
) -> Model:
    """A system with one person's parameters ([axes...] or [axes..., 1]), ready to be written down.

    Held states that `held` leaves out stay where they start: draws and decisions are no part of a continuous model.
    """
    names = {
        n: identifiers(system, n, labels) for n, symbol in system.symbols.items() if symbol.kind != "draw"
    }
    draft = _Draft(system, names, Model())
    _declare(draft, "time_of_day", None)
    draft.model.quantities["time_of_day"].rule = f"time - {DAY} * floor(time / {DAY})"
    for name in system.of("parameter"):
        _declare(draft, name, parameters[name], constant=True)
    for name, value in initial(system, start).items():
        _declare(draft, name, value)
    for name, course in changes(system, held).items():
        _declare(draft, name, course[0][1], constant=len(course) == 1)
        for time, value in course[1:]:
            _assign(draft, time, str(names[name]), literal(value, draft.dimension(name)))
    for step in system.algebra:
        _declare(draft, step.yields, None)
    for step in system.algebra:
        _write(draft, step, "rule")
    for name in moving(system):
        _write(draft, system.rates[name], "rate")
    for dose in checked(system, doses, float("inf")):
        _give(draft, str(names[dose.state][dose.index]), dose)
    return draft.model


def _declare(draft: _Draft, name: str, value: Any, constant: bool = False) -> None:
    """Enter every element of a symbol; value: [axes...], [axes..., 1], one number for all, or none."""
    symbol, shape = draft.system.symbols[name], draft.system.shape(name)
    if value is not None:
        value = np.broadcast_to(np.squeeze(value, axis=-1) if np.ndim(value) > len(shape) else value, shape)
    for index in np.ndindex(*shape):
        key = str(draft.names[name][index])
        if key in draft.model.quantities:
            raise ValueError(f"{name} and {draft.model.quantities[key].label} would both be called {key}")
        label = name + "".join(f"[{i}]" for i in index)
        number = None if value is None else float(value[index])
        draft.model.quantities[key] = Quantity(
            label, symbol.meaning, draft.dimension(name), number, constant=constant
        )


def _write(draft: _Draft, step: Step, role: str) -> None:
    """Put an equation into the quantities it is for; parts that it needs twice become quantities of their own."""
    quantities = draft.model.quantities

    def bind(text: str, dimension: Dimension | None) -> str:
        key = f"{step.yields}_{role}_part{len(quantities)}"
        quantities[key] = Quantity(key, f"part of the {role} of {step.yields}", dimension or {}, rule=text)
        return key

    arguments = [Term(draft.names[read][..., None], draft.dimension(read)) for read in step.reads]
    found = translate(step.function, arguments, bind).text
    found = np.broadcast_to(found, (*draft.system.shape(step.yields), 1))[..., 0]
    for index in np.ndindex(*found.shape):
        setattr(quantities[str(draft.names[step.yields][index])], role, str(found[index]))


def _give(draft: _Draft, key: str, dose: Dose) -> None:
    quantity = draft.model.quantities[key]
    if dose.time == 0 and quantity.value is not None:
        quantity.value += dose.amount
        return
    before = draft.model.events.get(dose.time, {}).get(key, key)
    _assign(draft, dose.time, key, f"{before} + {literal(dose.amount, quantity.dimension)}")


def _assign(draft: _Draft, time: float, key: str, text: str) -> None:
    draft.model.events.setdefault(time, {})[key] = text
