"""Every public name says what it is, and the examples it gives are true."""

import ast
import doctest
import importlib

import pytest

from house.tree import FUNCTION, PACKAGE, SOURCES, label, none, parsed


def undocumented(node, name="module"):
    """Public modules, classes and functions without a docstring, methods included, inner functions not."""
    if not ast.get_docstring(node):
        yield f"{getattr(node, 'lineno', 1)}: {name} has no docstring"
    inner = [] if isinstance(node, FUNCTION) else node.body
    for child in inner:
        if isinstance(child, (*FUNCTION, ast.ClassDef)) and not child.name.startswith("_"):
            yield from undocumented(child, child.name)


def module_name(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_every_public_name_has_a_docstring():
    none([f"{label(path)}:{offence}" for path in SOURCES for offence in undocumented(parsed(path))])


def test_a_bare_name_is_seen():
    bare = '"""Here."""\nclass A:\n    """Here."""\n    def b(self): pass\ndef c(): pass\ndef _d(): pass\n'
    assert [offence.split()[1] for offence in undocumented(ast.parse(bare))] == ["b", "c"]


@pytest.mark.parametrize("name", [module_name(path) for path in SOURCES if path.stem != "__main__"])
def test_examples_in_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
