"""The card of a mechanism: what it says, what it is joined to, its equations and its numbers."""

import ast
import inspect
import textwrap
from typing import Any

from equipoise import evidence
from equipoise.assembly import read_mechanism
from equipoise.cli import numbers
from equipoise.cli.card import Card
from equipoise.engine.mechanism import CLOCK, Equation, Mechanism
from equipoise.evidence import Number
from equipoise.system import MECHANISMS

LEFT = {"gives": "{}", "rate": "d {}/dt", "settles": "{} settles at", "decides": "each hour, {}"}


def mechanism(path: str) -> Card:
    """The card of one mechanism."""
    found = read_mechanism(path)
    every = [read_mechanism(name) for name in MECHANISMS]
    values = _values(path)
    title, _, text = found.summary.partition("\n")
    return Card(
        kind="mechanism",
        name=path,
        title=title,
        text=text.strip("\n"),
        tables={
            "needs": [_need(name, symbol, every) for name, symbol in found.of_kind("needs").items()],
            "told_by_the_study": [
                {"name": name, "unit": symbol.unit, "meaning": symbol.meaning}
                for name, symbol in found.of_kind("forcing").items()
            ],
            "gives": _gives(found, every),
            "equations": [_equation(equation) for equation in found.equations],
            "numbers": [_number(name, symbol, values) for name, symbol in found.of_kind("parameter").items()],
            "sources": numbers.citations(values.values()),
        },
    )


def _values(path: str) -> dict[str, Number]:
    name = f"system/{path}"
    return evidence.numbers(name) if name in evidence.all_system_files() else {}


def _offers(mechanism: Mechanism) -> set[str]:
    return {*mechanism.of_kind("state"), *(equation.name for equation in mechanism.role("gives"))}


def _need(name: str, symbol: Any, every: list[Mechanism]) -> dict[str, Any]:
    givers = [each.path for each in every if name in _offers(each)] or (
        ["the clock"] if name in CLOCK else []
    )
    return {"name": name, "unit": symbol.unit, "from": givers, "meaning": symbol.meaning}


def _gives(found: Mechanism, every: list[Mechanism]) -> list[dict[str, Any]]:
    states = [(name, symbol.unit, symbol.meaning) for name, symbol in found.of_kind("state").items()]
    signals = [(each.name, each.mark.unit, _meaning(each)) for each in found.role("gives")]
    return [
        {"name": name, "unit": unit, "read_by": _readers(name, every), "meaning": meaning}
        for name, unit, meaning in [*signals, *states]
    ]


def _readers(name: str, every: list[Mechanism]) -> list[str]:
    """Mechanisms and instruments that read a signal."""
    tools = [evidence.load_scale(each) for each in evidence.names("scales")]
    return [each.path for each in every if name in each.of_kind("needs")] + [
        tool.name for tool in tools if tool.reads.partition("[")[0] == name
    ]


def _equation(equation: Equation) -> dict[str, Any]:
    return {"name": equation.name, "code": written(equation), "meaning": _meaning(equation)}


def written(equation: Equation) -> str:
    """An equation as the code has it, with what it yields on the left instead of `return`."""
    source = ast.parse(textwrap.dedent(inspect.getsource(equation.function)))
    (function,) = source.body
    assert isinstance(function, ast.FunctionDef)
    lines = []
    for statement in function.body:
        if isinstance(statement, ast.Return) and statement.value:
            left = LEFT[equation.mark.role].format(equation.name)
            lines.append(f"{left} = {ast.unparse(statement.value)}")
        elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            lines.append(ast.unparse(statement))
    return "\n".join(lines).replace("jnp.", "")


def _meaning(equation: Equation) -> str:
    return (equation.function.__doc__ or "").strip().split("\n")[0]


def _number(name: str, symbol: Any, values: dict[str, Number]) -> dict[str, Any]:
    if name in values:
        return numbers.row(values[name], name, symbol.meaning)
    where = "of each drug" if symbol.axes else "of each study"
    return {"name": name, "value": where, "unit": symbol.unit, "meaning": symbol.meaning}
