"""Equations become text that means the same, with units, or an error that says which operation is missing."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from equipoise.engine import dimensions, units
from equipoise.interop.expression import INFIX, SHAPE, NotTranslated, Term, literal, translate
from equipoise.interop.units import BASE, LITRE, definition, spelled

libsbml = pytest.importorskip("libsbml", reason="libSBML is not installed: pip install 'equipoise[interop]'")

VALUES = {"a": 1.7, "b": -0.6, "c": 2.5}
ELSEWHERE = {"convert_element_type", "integer_pow", "erf"}  # handled apart; SBML knows no error function


def term(*names, dimension=None):
    return Term(np.array(names, dtype=object)[:, None], dimension or {})


def translated(function, *arguments):
    """The text, with every named part put back in."""
    parts = {}

    def bind(text, dimension):
        parts[f"part{len(parts)}"] = text
        return f"part{len(parts) - 1}"

    text = str(translate(function, arguments, bind).text.ravel()[0])
    for name in reversed(parts):
        text = text.replace(name, f"({parts[name]})")
    return text


def meaning(text):
    """What libSBML makes of a text, given the values of a, b and c."""
    document = libsbml.SBMLDocument(3, 2)
    model = document.createModel()
    for name, value in {**VALUES, "result": 0.0}.items():
        parameter = model.createParameter()
        parameter.setId(name)
        parameter.setValue(value)
        parameter.setConstant(name != "result")
    assignment = model.createInitialAssignment()
    assignment.setSymbol("result")
    parsed = libsbml.parseL3FormulaWithModel(text, model)
    assert parsed is not None, libsbml.getLastParseL3Error()
    assignment.setMath(parsed)
    converter = libsbml.ConversionProperties()
    converter.addOption("expandInitialAssignments", True)
    assert document.convert(converter) == libsbml.LIBSBML_OPERATION_SUCCESS
    return model.getParameter("result").getValue()


EQUATIONS = {
    "arithmetic": lambda a, b, c: (a + b) * (a - c) / (1 + c**2) - b,
    "powers": lambda a, b, c: a**3 + jnp.sqrt(c) + a**c + jnp.square(b),
    "logarithms": lambda a, b, c: jnp.exp(b) + jnp.log(a) + jnp.log1p(c) + jnp.expm1(b),
    "bends": lambda a, b, c: jnp.tanh(b) + jnp.sin(a) * jnp.cos(c) + jax.nn.sigmoid(b),
    "ends": lambda a, b, c: jnp.maximum(b, 0) + jnp.minimum(a, c) + jnp.clip(c, 0, 2) + jnp.abs(b),
    "choices": lambda a, b, c: jnp.where(a > b, c, -c) + (a >= c) * 1.0 + ((a < c) & (b != 0)),
    "truths": lambda a, b, c: ((a > b) == (c > b)) * 2 + ((a > b) != (c < b)) * 3,
    "denials": lambda a, b, c: jnp.where(jnp.logical_not(a > b), c, 7),
    "remainders": lambda a, b, c: c % a + b % a,
    "twice": lambda a, b, c: sum((x := (a * b + c) * (a - b * c) + jnp.exp(-a * b * c), x * x, x / (1 + x))),
}


@pytest.mark.parametrize("name", EQUATIONS)
def test_the_text_means_what_the_equation_means(name):
    text = translated(EQUATIONS[name], term("a"), term("b"), term("c"))
    assert meaning(text) == pytest.approx(float(EQUATIONS[name](*VALUES.values())), rel=1e-6)


def test_arrays_are_written_out():
    def mixed(x):
        return (x[None] * x[:, None]).sum(axis=1)[1] + x.max(axis=0)

    assert meaning(translated(mixed, term("a", "c"))) == pytest.approx(2.5 * (1.7 + 2.5) + 2.5)


def test_a_part_used_twice_is_written_once():
    bound = []

    def bind(text, dimension):
        bound.append((text, dimension))
        return "part"

    def squared(a, b):
        long = a / (a + b) + a / (a + b + a) + b / (a + b + b)
        return long * long

    found = translate(squared, (term("a", dimension={"[time]": 1}), term("b", dimension={"[time]": 1})), bind)
    assert found.text.ravel()[0] == "(part * part)"
    assert [dimension for _, dimension in bound] == [{}]


def test_a_zero_takes_the_unit_of_its_company():
    kelvin = term("a", dimension={"[temperature]": 1})
    assert translated(lambda a: jnp.maximum(a, 0), kelvin) == "max(a, 0.0 kelvin)"


def test_an_unknown_operation_is_named():
    with pytest.raises(NotTranslated, match="erf"):
        translated(jax.scipy.special.erf, term("a"))


def test_an_infinite_number_is_refused():
    with pytest.raises(NotTranslated, match="inf"):
        literal(float("inf"), {})


def test_every_operation_whose_units_are_known_can_be_written():
    known = dimensions.SAME | dimensions.PASS | dimensions.PURE | dimensions.COMPARE | dimensions.LOGIC
    assert known - set(INFIX) - set(SHAPE) <= ELSEWHERE


def test_units_are_those_the_engine_counts_in():
    assert all(units.scale(symbol) == pytest.approx(1) for symbol, _ in [*BASE.values(), LITRE])


def test_units_have_readable_names():
    assert spelled({"[substance]": 1, "[time]": -1}) == "nmol_per_h"
    assert spelled({"[length]": 0.5}) == "dm0p5"
    assert definition({"[length]": 3.0, "[time]": -1}) == [("litre", 0, 1.0, 1.0), ("second", 0, 3600.0, -1)]
