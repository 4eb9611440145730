"""Units are traced through every operation that an equation may use; what has no rule is an error, never a guess."""

import jax
import jax.numpy as jnp
import pytest

from equipoise.engine import dimensions
from equipoise.engine.dimensions import UnitMismatch, check, of, show, traced


def yields(function, *unit_of, shape=(1,)):
    return traced(function, unit_of, [shape] * len(unit_of))


SAME = {
    "a sum": (lambda a, b: a + b, ["nM", "nM"], "nM"),
    "a difference": (lambda a, b: a - b, ["h", "min"], "h"),
    "the larger": (jnp.maximum, ["nM", "uM"], "nM"),
    "the smaller": (jnp.minimum, ["mg", "mg"], "mg"),
    "within bounds": (lambda a, b: jnp.clip(a, 0, b), ["nM", "nM"], "nM"),
    "the remainder": (lambda a, b: a % b, ["h", "h"], "h"),
    "one or the other": (lambda a, b: jnp.where(a > b, a, b), ["K", "K"], "K"),
    "one or nothing": (lambda a, b: jnp.where(a > b, a, 0), ["K", "K"], "K"),
}
CHANGED = {
    "a product": (lambda a, b: a * b, ["nM", "L"], "nmol"),
    "a ratio": (lambda a, b: a / b, ["nmol", "L"], "nM"),
    "a ratio of the same": (lambda a, b: a / b, ["nM", "uM"], "1"),
    "a square": (lambda a: a**2, ["L"], "L**2"),
    "a square by itself": (jnp.square, ["h"], "h**2"),
    "a root": (jnp.sqrt, ["L**2"], "L"),
    "a root below": (jax.lax.rsqrt, ["h**2"], "1/h"),
    "a third root": (jnp.cbrt, ["L"], "dm"),
    "a reciprocal": (lambda a: a**-1, ["h"], "1/h"),
    "minus": (lambda a: -a, ["nM"], "nM"),
    "the size": (jnp.abs, ["nM"], "nM"),
    "a sum along an axis": (lambda a: a.sum(axis=0), ["nM"], "nM"),
    "the largest along an axis": (lambda a: a.max(axis=0), ["nM"], "nM"),
    "another shape": (lambda a: a[None].reshape(-1).squeeze(), ["nM"], "nM"),
    "no gradient": (jax.lax.stop_gradient, ["nM"], "nM"),
    "a comparison": (lambda a, b: a > b, ["nM", "nM"], "1"),
    "a mask of its own unit": (lambda a, b: (a > b) * a, ["nM", "nM"], "nM"),
    "both": (lambda a, b: (a > 0) & ~(b > 0), ["nM", "h"], "1"),
    "twice": (lambda a: 2 * a, ["nM"], "nM"),
    "a compiled part": (lambda a, b: jax.jit(lambda x, y: x / y)(a, b), ["nmol", "h"], "nmol/h"),
}
PURE = {
    "exp": jnp.exp,
    "log": jnp.log,
    "log1p": jnp.log1p,
    "expm1": jnp.expm1,
    "logistic": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "sin": jnp.sin,
    "cos": jnp.cos,
    "erf": jax.scipy.special.erf,
}


@pytest.mark.parametrize("case", SAME | CHANGED)
def test_an_operation_has_its_rule(case):
    function, unit_of, expected = (SAME | CHANGED)[case]
    check(function, unit_of, [(1,)] * len(unit_of), expected)


@pytest.mark.parametrize("case", SAME)
def test_what_is_joined_must_be_of_one_kind(case):
    function, _, _ = SAME[case]
    with pytest.raises(UnitMismatch, match="joins"):
        yields(function, "nM", "h")


def test_what_is_compared_must_be_of_one_kind():
    with pytest.raises(UnitMismatch, match="gt joins"):
        yields(lambda a, b: a > b, "nM", "h")


@pytest.mark.parametrize("case", PURE)
def test_a_transcendental_function_takes_a_pure_number(case):
    assert yields(PURE[case], "1") == {}
    with pytest.raises(UnitMismatch, match=r"takes a pure number and got \[time\]"):
        yields(PURE[case], "h")


def test_a_power_that_varies_needs_pure_numbers():
    assert yields(lambda a, b: a**b, "1", "1") == {}
    for wrong in (("nM", "1"), ("1", "h")):
        with pytest.raises(UnitMismatch, match="pow takes a pure number"):
            yields(lambda a, b: a**b, *wrong)


@pytest.mark.parametrize(
    "function", [jnp.cumsum, jnp.sort, jnp.arctan, lambda a: jnp.dot(a, a), lambda a: jnp.concatenate([a, a])]
)
def test_an_operation_without_a_rule_is_an_error(function):
    with pytest.raises(UnitMismatch, match=r"has no unit rule: add one in engine.dimensions.py"):
        yields(function, "1")


def test_a_literal_zero_fits_everything():
    assert yields(lambda a: jnp.maximum(a, 0), "K") == of("K")
    assert yields(lambda a: a + jnp.zeros(1), "nM") == of("nM")
    check(lambda a: 0 * a, ["K"], [(1,)], "nM")


def test_a_literal_one_is_a_pure_number():
    with pytest.raises(UnitMismatch, match="add joins"):
        yields(lambda a: 1 + a, "K")


def test_a_mask_may_stand_for_one_half_of_a_choice():
    assert yields(lambda a, b: jnp.where(a > b, 0, a), "nM", "nM") == of("nM")


def test_what_is_yielded_must_be_what_was_declared():
    with pytest.raises(UnitMismatch, match=r"yields \[time\], declared \[temperature\]"):
        check(lambda a: a * 1, ["h"], [(1,)], "K")


def test_units_that_cancel_leave_a_pure_number():
    assert yields(lambda a, b, c: a * b / c, "nM", "L", "nmol") == {}
    assert yields(lambda a: jnp.sqrt(a) * jnp.sqrt(a) / a, "L**3") == {}


def test_a_dimension_reads_well():
    assert show({}) == show(dimensions.ANY) == "a pure number"
    assert show(of("1/h")) == "[time]^-1"
    assert show(of("nM")) == "[length]^-3 [substance]"
