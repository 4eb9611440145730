"""Unit checking by tracing: every equation is run once on symbols' units instead of their values.

JAX turns an equation into a list of primitive operations; each has a rule here that says what it does to units. An
operation without a rule is an error, never a guess. Nothing of this happens while a study runs.
"""

from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from . import units

Dimension = dict[str, float]
ANY = None  # the dimension of a literal zero or of a mask: fits everything


class UnitMismatch(Exception):
    """An equation whose units do not fit together."""


def of(unit: str) -> Dimension:
    """Dimension of a unit as {base: exponent}."""
    return dict(units.dimension(unit))


def _clean(dimension: Dimension) -> Dimension:
    return {base: power for base, power in dimension.items() if abs(power) > 1e-12}


def _product(a: Dimension | None, b: Dimension | None, sign: float = 1.0) -> Dimension | None:
    if a is None or b is None:
        return ANY
    return _clean({base: a.get(base, 0) + sign * b.get(base, 0) for base in a.keys() | b.keys()})


def _same(operation: str, dimensions: Sequence[Dimension | None]) -> Dimension | None:
    known = [d for d in dimensions if d is not ANY]
    for other in known[1:]:
        if other != known[0]:
            raise UnitMismatch(f"{operation} joins {show(known[0])} and {show(other)}")
    return known[0] if known else ANY


def _pure(operation: str, dimension: Dimension | None) -> Dimension:
    if dimension:
        raise UnitMismatch(f"{operation} takes a pure number and got {show(dimension)}")
    return {}


def show(dimension: Dimension | None) -> str:
    """A dimension in words a person can read."""
    if not dimension:
        return "a pure number"
    return " ".join(base if power == 1 else f"{base}^{power:g}" for base, power in sorted(dimension.items()))


SAME = {"add", "add_any", "sub", "max", "min", "clamp", "rem"}
PASS = {
    "neg",
    "abs",
    "reduce_sum",
    "reduce_max",
    "broadcast_in_dim",
    "convert_element_type",
    "reshape",
    "squeeze",
    "copy",
}
PASS |= {"transpose", "slice", "stop_gradient", "expand_dims", "real", "copy_p"}
PURE = {"exp", "log", "log1p", "expm1", "logistic", "tanh", "sin", "cos", "erf"}
COMPARE = {"lt", "le", "gt", "ge", "eq", "ne"}
LOGIC = {"and", "or", "not"}
CALLS = {"pjit", "jit", "closed_call", "custom_jvp_call", "custom_vjp_call"}


def after(equation: Any, inputs: list[Dimension | None]) -> Dimension | None:
    """Dimension of what one traced operation (an equation of a jaxpr) yields from inputs of these dimensions;
    UnitMismatch if they do not fit together or the operation has no rule."""
    name = equation.primitive.name
    if name in SAME:
        return _same(name, inputs)
    if name in PASS:
        return inputs[0]
    if name in PURE:
        return _pure(name, inputs[0])
    if name in COMPARE:
        _same(name, inputs)
        return {}
    if name in LOGIC:
        return {}
    if name == "select_n":
        return _same(name, inputs[1:])
    if name == "mul":
        return _product(inputs[0], inputs[1])
    if name == "div":
        return _product(inputs[0], inputs[1], sign=-1.0)
    if name in ("sqrt", "rsqrt", "cbrt", "square", "integer_pow"):
        power = {"sqrt": 0.5, "rsqrt": -0.5, "cbrt": 1 / 3, "square": 2.0}.get(name) or equation.params["y"]
        return _clean({base: p * power for base, p in inputs[0].items()}) if inputs[0] is not None else ANY
    if name == "pow":
        _pure(name, inputs[1])
        return _pure(name, inputs[0])
    raise UnitMismatch(
        f"the operation {name} has no unit rule: add one in engine/dimensions.py or write the equation without it"
    )


def _trace(jaxpr: Any, inputs: list[Dimension | None], constants: Sequence[Any]) -> list[Dimension | None]:
    known: dict[Any, Dimension | None] = dict(zip(jaxpr.invars, inputs, strict=True))
    known.update({var: _literal(value) for var, value in zip(jaxpr.constvars, constants, strict=True)})

    def look_up(atom: Any) -> Dimension | None:
        return _literal(atom.val) if hasattr(atom, "val") else known[atom]

    for equation in jaxpr.eqns:
        arguments = [look_up(atom) for atom in equation.invars]
        if equation.primitive.name in CALLS:
            inner = equation.params.get("jaxpr") or equation.params["call_jaxpr"]
            results = _trace(inner.jaxpr, arguments, inner.consts)
        else:
            results = [after(equation, arguments)] * len(equation.outvars)
        known.update(zip(equation.outvars, results, strict=True))
    return [look_up(atom) for atom in jaxpr.outvars]


def _literal(value: Any) -> Dimension | None:
    return ANY if np.all(np.asarray(value) == 0) else {}


def traced(function: Callable, unit_of: Sequence[str], shapes: Sequence[tuple[int, ...]]) -> Dimension | None:
    """Dimension of what `function` yields for arguments of the given units and shapes; UnitMismatch if they clash."""
    arguments = [jax.ShapeDtypeStruct(shape, jnp.float32) for shape in shapes]
    closed = jax.make_jaxpr(function)(*arguments)
    return _trace(closed.jaxpr, [of(unit) for unit in unit_of], closed.consts)[0]


def check(
    function: Callable, unit_of: Sequence[str], shapes: Sequence[tuple[int, ...]], expected: str
) -> None:
    """UnitMismatch unless `function` yields something measured in `expected`."""
    found = traced(function, unit_of, shapes)
    if found is not ANY and found != of(expected):
        raise UnitMismatch(f"yields {show(found)}, declared {show(of(expected))}")
