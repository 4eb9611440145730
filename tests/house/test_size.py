"""A file fits in the head, a function on the screen."""

import ast
from statistics import median

from house.tree import FUNCTION, SOURCES, TESTS, label, none, parsed

FILE, MEDIAN_FILE, FUNCTION_LINES = 300, 120, 40


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(tree):
    for node in ast.walk(tree):
        lines = node.end_lineno - node.lineno + 1 if isinstance(node, FUNCTION) else 0
        if lines > FUNCTION_LINES:
            yield f"{node.lineno}: {node.name} has {lines} lines, {FUNCTION_LINES} at most"


def test_no_file_is_long():
    none([f"{label(path)} has {length(path)} lines" for path in SOURCES + TESTS if length(path) > FILE])


def test_the_usual_file_is_short():
    assert median(map(length, filter(length, SOURCES))) <= MEDIAN_FILE


def test_no_function_is_long():
    none([f"{label(path)}:{offence}" for path in SOURCES for offence in long_functions(parsed(path))])


def test_a_long_function_is_seen():
    body = "    pass\n" * FUNCTION_LINES
    assert list(long_functions(ast.parse("def long():\n" + body)))
    assert not list(long_functions(ast.parse("def short():\n" + body.removesuffix("    pass\n"))))
