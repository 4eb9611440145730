"""The words a mechanism is written in: declarations of symbols and marks on equations.

A mechanism is a module. Its symbols are module attributes made with `needs`, `state`, `parameter`, `forcing`,
`delayed` and `draw`; its equations are plain functions whose argument names are those symbols, marked with `gives`,
`rate`, `settles`, `decides` or `eases`. Nothing here computes: the marks are read by `mechanism.read`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Equation = TypeVar("Equation", bound=Callable)
MARK = "__equation__"
SUBSTANCE = SITE = SATURABLE = (
    0  # axis of an array that runs over substances, or over sites; people are the last axis
)


@dataclass(frozen=True)
class Symbol:
    """One declared symbol.

    kind: "needs", "state", "parameter", "forcing", "delayed" or "draw". unit: as the field writes it. axes: words of
    the leading axes, () for one value per person. form: how a state moves ("slow", "linear", "settled" or "held"), or
    the distribution of a draw ("uniform" or "normal"). of, by: whose past a delayed signal is, and by how much.
    """

    kind: str
    unit: str
    meaning: str
    axes: tuple[str, ...] = ()
    form: str = ""
    start: float = 0.0
    of: str = ""
    by: str = ""


@dataclass(frozen=True)
class Mark:
    """What an equation yields: its role (the name of the mark) and the symbol or unit it is for."""

    role: str
    target: str = ""
    unit: str = "1"
    axes: tuple[str, ...] = ()


def needs(unit: str, meaning: str, axes: tuple[str, ...] = ()) -> Symbol:
    """A signal that another mechanism gives."""
    return Symbol("needs", unit, meaning, axes)


def parameter(unit: str, meaning: str, axes: tuple[str, ...] = ()) -> Symbol:
    """A number from the evidence, fixed for a person during a run."""
    return Symbol("parameter", unit, meaning, axes)


def forcing(unit: str, meaning: str) -> Symbol:
    """Something done to the person by the study (an object held, a message read); zero unless the study says so."""
    return Symbol("forcing", unit, meaning)


def delayed(unit: str, meaning: str, of: str, by: str) -> Symbol:
    """The signal `of` as it was `by` ago; `by` is a signal in hours that may change with the person's state.

    Only systems run by `delay.follow` may have one.
    """
    return Symbol("delayed", unit, meaning, of=of, by=by)


def draw(form: str, meaning: str) -> Symbol:
    """A fresh random number each hour, "uniform" on 0-1 or standard "normal", with its own address."""
    return Symbol("draw", "1", meaning, form=form)


def state(
    unit: str, meaning: str, start: float = 0.0, axes: tuple[str, ...] = (), form: str = "slow"
) -> Symbol:
    """Something with a memory.

    form "slow" is integrated; "linear" is propagated exactly and may depend on linear states only; "settled" is far
    faster than the life clock's step and takes its settled value there; "held" is decided anew at each full hour.
    """
    return Symbol("state", unit, meaning, axes, form, start)


def _marked(mark: Mark) -> Callable[[Equation], Equation]:
    def attach(equation: Equation) -> Equation:
        setattr(equation, MARK, mark)
        return equation

    return attach


def gives(unit: str, axes: tuple[str, ...] = ()) -> Callable[[Equation], Equation]:
    """Mark an equation as giving the signal of its own name, in `unit`."""
    return _marked(Mark("gives", "", unit, axes))


def rate(target: str) -> Callable[[Equation], Equation]:
    """Mark an equation as the time derivative of state `target`, per hour."""
    return _marked(Mark("rate", target))


def settles(target: str) -> Callable[[Equation], Equation]:
    """Mark an equation as the value at which the fast state `target` comes to rest."""
    return _marked(Mark("settles", target))


def decides(target: str) -> Callable[[Equation], Equation]:
    """Mark an equation as what the held state `target` becomes at each full hour."""
    return _marked(Mark("decides", target))


def eases(target: str) -> Callable[[Equation], Equation]:
    """Mark an equation as how fast the state `target` forgets where it was, per hour: minus its rate's own slope.

    It lets `delay.follow` take steps longer than that; an inexact one costs accuracy of a step, never the limit.
    """
    return _marked(Mark("eases", target))
