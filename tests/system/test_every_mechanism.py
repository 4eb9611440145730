"""Each mechanism is tried three ways: a limit, a law, a twin; and each says where it comes from."""

import ast
from pathlib import Path

import pytest

from equipoise.assembly import read_mechanism
from equipoise.system import BREATHING, MECHANISMS, RIVALS

HERE = Path(__file__).parent


@pytest.mark.parametrize("path", [*MECHANISMS, *BREATHING, *RIVALS])
def test_a_mechanism_has_a_limit_a_law_and_a_twin(path):
    folder, name = path.split("/")
    tree = ast.parse((HERE / folder / f"test_{name}.py").read_text(encoding="utf-8"))
    tests = [f"{node.name}_".split("_")[1] for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert {"limit", "law", "twin"} <= set(tests)


@pytest.mark.parametrize("path", [*MECHANISMS, *BREATHING, *RIVALS])
def test_a_mechanism_says_its_source_and_what_it_leaves_out(path):
    summary = read_mechanism(path).summary
    assert "\nSource      " in summary
    assert "\nLeaves out  " in summary
