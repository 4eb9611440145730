"""Equations as text: an equation is traced into primitive operations, and each is written as infix mathematics.

The text is SBML's infix form, in which a number carries its unit. An operation that is not known here is an error that
names it, never a guess.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from equipoise.engine.dimensions import ANY, CALLS, COMPARE, LOGIC, SAME, Dimension, after
from equipoise.engine.precision import double
from equipoise.interop.units import spelled

ZERO = "0"  # a zero whose unit is yet to be seen: that of what it is compared with or added to
LONG = 40  # characters above which a term that is used twice gets a name of its own
PURE_NUMBER = spelled({})
ONE = f"1 {PURE_NUMBER}"
INFIX = {
    "add": "({0} + {1})", "add_any": "({0} + {1})", "sub": "({0} - {1})", "mul": "({0} * {1})", "div": "({0} / {1})",
    "neg": "(-{0})", "abs": "abs({0})", "max": "max({0}, {1})", "min": "min({0}, {1})",
    "clamp": "max({0}, min({1}, {2}))", "select_n": "piecewise({2}, {0}, {1})",
    "exp": "exp({0})", "log": "ln({0})", "log1p": f"ln({ONE} + {{0}})", "expm1": f"(exp({{0}}) - {ONE})",
    "logistic": f"({ONE} / ({ONE} + exp(-{{0}})))", "tanh": "tanh({0})", "sin": "sin({0})", "cos": "cos({0})",
    "sqrt": "sqrt({0})", "rsqrt": f"({ONE} / sqrt({{0}}))", "cbrt": f"root(3 {PURE_NUMBER}, {{0}})",
    "square": f"({{0}}^2 {PURE_NUMBER})", "pow": "({0}^{1})",
    "lt": "({0} < {1})", "le": "({0} <= {1})", "gt": "({0} > {1})", "ge": "({0} >= {1})", "eq": "({0} == {1})",
    "ne": "({0} != {1})", "and": "({0} && {1})", "or": "({0} || {1})", "not": "(!{0})",
    "rem": f"piecewise({{0}} - {{1}} * floor({{0}} / {{1}}), {{0}} / {{1}} >= 0 {PURE_NUMBER}, "
           f"{{0}} - {{1}} * ceil({{0}} / {{1}}))",
}  # fmt: skip
OF_TRUTHS = {"ne": "xor({0}, {1})", "eq": "(!xor({0}, {1}))"}  # what compares numbers does not compare truths
SHAPE = {
    "broadcast_in_dim": lambda text, p: _broadcast(text, p["shape"], p["broadcast_dimensions"]),
    "reshape": lambda text, p: text.reshape(p["new_sizes"]),
    "squeeze": lambda text, p: np.squeeze(text, axis=tuple(p["dimensions"])),
    "expand_dims": lambda text, p: np.expand_dims(text, tuple(p["dimensions"])),
    "transpose": lambda text, p: np.transpose(text, p["permutation"]),
    "slice": lambda text, p: text[_cut(p["start_indices"], p["limit_indices"], p["strides"])],
    "reduce_sum": lambda text, p: _reduced(text, p["axes"], lambda a, b: f"({a} + {b})"),
    "reduce_max": lambda text, p: _reduced(text, p["axes"], lambda a, b: f"max({a}, {b})"),
} | dict.fromkeys(["copy", "copy_p", "stop_gradient", "real"], lambda text, p: text)  # fmt: skip


class NotTranslated(Exception):
    """An equation with an operation that cannot be written down."""


@dataclass(frozen=True)
class Term:
    """An array of expressions [axes..., 1], the dimension of them all, and whether they are true or false."""

    text: np.ndarray
    dimension: Dimension | None
    truth: bool = False


Bind = Callable[[str, Dimension | None], str]


def translate(function: Callable, arguments: Sequence[Term], bind: Bind) -> Term:
    """What `function` yields, in terms of `arguments`; `bind` gives a name to a part that is needed more than once."""
    with double():
        shapes = [jax.ShapeDtypeStruct(argument.text.shape, jnp.float64) for argument in arguments]
        closed = jax.make_jaxpr(function)(*shapes)
    return _number(_walked(closed.jaxpr, closed.consts, list(arguments), bind)[0])


def literal(value: float, dimension: Dimension | None) -> str:
    """A number with its unit."""
    if not np.isfinite(value):
        raise NotTranslated(f"the number {value} cannot be written down")
    return f"{float(value)!r} {spelled(dimension)}"


def _walked(jaxpr: Any, constants: Iterable[Any], arguments: list[Term], bind: Bind) -> list[Term]:
    uses = Counter(atom for equation in jaxpr.eqns for atom in equation.invars if not hasattr(atom, "val"))
    known = {var: _named(term, uses[var], bind) for var, term in zip(jaxpr.invars, arguments, strict=True)}
    known |= {var: _constant(value) for var, value in zip(jaxpr.constvars, constants, strict=True)}
    for equation in jaxpr.eqns:
        terms = [_constant(atom.val) if hasattr(atom, "val") else known[atom] for atom in equation.invars]
        if equation.primitive.name in CALLS:
            inner = equation.params.get("jaxpr") or equation.params["call_jaxpr"]
            found = _walked(inner.jaxpr, inner.consts, terms, bind)
        else:
            found = [_applied(equation, terms)]
        known |= {v: _named(term, uses[v], bind) for v, term in zip(equation.outvars, found, strict=True)}
    return [_constant(atom.val) if hasattr(atom, "val") else known[atom] for atom in jaxpr.outvars]


def _applied(equation: Any, terms: list[Term]) -> Term:
    name, parameters = equation.primitive.name, equation.params
    if name == "convert_element_type":
        kept = np.dtype(parameters["new_dtype"]) == bool or not terms[0].truth
        return terms[0] if kept else _number(terms[0])
    dimension = after(equation, [term.dimension for term in terms])
    if name in SHAPE:
        shaped = np.asarray(SHAPE[name](terms[0].text, parameters), dtype=object)
        return replace(terms[0], text=shaped, dimension=dimension)
    if name == "integer_pow":
        power = literal(parameters["y"], {})
        return Term(_each("({0}^" + power + ")", [_measured(terms[0], None)]), dimension)
    if name not in INFIX or (name == "select_n" and len(terms) != 3):
        raise NotTranslated(f"the operation {name} has no place in SBML: add one in interop/expression.py")
    joined = {"select_n": terms[1:]}.get(name, terms if name in SAME | COMPARE else [])
    shared = next((term.dimension for term in joined if term.dimension is not ANY), {})
    texts = [_measured(term, shared) for term in terms]
    truth = name in COMPARE | LOGIC or (name == "select_n" and terms[1].truth)
    form = OF_TRUTHS.get(name, INFIX[name]) if all(term.truth for term in terms) else INFIX[name]
    return Term(_each(form, texts), dimension, truth)


def _constant(value: Any) -> Term:
    values = np.asarray(value)
    if values.dtype == bool:
        return Term(np.where(values, "true", "false").astype(object), {}, truth=True)
    zero = not values.any()
    texts = [ZERO if zero else literal(number, {}) for number in values.ravel()]
    return Term(np.array(texts, dtype=object).reshape(values.shape), ANY if zero else {})


def _measured(term: Term, dimension: Dimension | None) -> np.ndarray:
    """The text, a bare zero with the unit of its company."""
    return _each("{0}", [np.where(term.text == ZERO, literal(0, dimension), term.text)])


def _number(term: Term) -> Term:
    """Truth as 1 or 0; a bare zero with a unit."""
    if term.truth:
        return Term(_each(f"piecewise({ONE}, {{0}}, 0 {PURE_NUMBER})", [term.text]), {})
    return replace(term, text=_measured(term, term.dimension))


def _named(term: Term, uses: int, bind: Bind) -> Term:
    if uses < 2 or term.truth:
        return term
    named = [bind(text, term.dimension) if len(text) > LONG else text for text in term.text.ravel()]
    return replace(term, text=np.array(named, dtype=object).reshape(term.text.shape))


def _each(form: str, texts: Sequence[np.ndarray]) -> np.ndarray:
    return np.asarray(np.frompyfunc(form.format, len(texts), 1)(*texts), dtype=object)


def _cut(starts: Sequence[int], stops: Sequence[int], strides: Sequence[int] | None) -> tuple[slice, ...]:
    return tuple(slice(*cut) for cut in zip(starts, stops, strides or [1] * len(starts), strict=True))


def _broadcast(text: np.ndarray, shape: Sequence[int], dimensions: Sequence[int]) -> np.ndarray:
    narrow = [1] * len(shape)
    for axis, size in zip(dimensions, text.shape, strict=True):
        narrow[axis] = size
    return np.broadcast_to(text.reshape(narrow), shape)


def _reduced(text: np.ndarray, axes: Sequence[int], join: Callable[[str, str], str]) -> np.ndarray:
    for axis in sorted(axes, reverse=True):
        if not text.shape[axis]:  # the sum of nothing; no maximum is taken of it
            text = np.full([n for k, n in enumerate(text.shape) if k != axis], ZERO, dtype=object)
            continue
        text = np.asarray(np.frompyfunc(join, 2, 1).reduce(text, axis=axis), dtype=object)
    return text
