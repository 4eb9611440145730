"""Equations carry no numbers: in `system/` only 0, 1, 2 and exponents; the rest is evidence."""

import ast

from house.tree import PACKAGE, label, none, parsed

ALLOWED = {0, 1, 2}
EQUATIONS = sorted((PACKAGE / "system").rglob("*.py"))


def bare_numbers(tree):
    exponents = {
        id(part)
        for power in ast.walk(tree)
        if isinstance(power, ast.BinOp) and isinstance(power.op, ast.Pow)
        for part in ast.walk(power.right)
    }
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) and id(node) not in exponents else 0
        if isinstance(value, int | float | complex) and value not in ALLOWED:
            yield f"{node.lineno}: {value} belongs in the evidence"


def test_equations_carry_no_numbers():
    none([f"{label(path)}:{offence}" for path in EQUATIONS for offence in bare_numbers(parsed(path))])


def test_a_bare_number_is_seen():
    equations = "a = 2 * b ** 3 + c ** (1 / 3)\nd = (1 - e) * True\nf = 0.5 * g\nh = k[3]\n"
    assert [offence[0] for offence in bare_numbers(ast.parse(equations))] == ["3", "4"]
