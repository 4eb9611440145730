"""Mechanisms made in a test: a name and its symbols and equations, without a file."""

from types import ModuleType

from equipoise.engine import mechanism, system
from equipoise.engine.symbol import MARK, Symbol

SIZES = {"substance": 2, "product": 2}


def module(path="made/up", **members):
    """A module with these symbols and equations; an equation written as a lambda takes its member's name."""
    made = ModuleType(path.replace("/", "."), "Made up.")
    for name, member in members.items():
        if hasattr(member, MARK):
            member.__name__ = member.__qualname__ = name
        setattr(made, name, member)
    return made


def mechanism_of(path="made/up", **members):
    """A mechanism with these symbols and equations."""
    return mechanism.read(module(path, **members), path)


def system_of(*mechanisms, clock="life", **words):
    """A system of mechanisms; `words` are its vocabulary as (unit, axes) and every need of a mechanism besides."""
    vocabulary = {name: Symbol("word", *told) for name, told in words.items()}
    for one in mechanisms:
        for name, need in one.of_kind("needs").items():
            vocabulary.setdefault(name, Symbol("word", need.unit, need.meaning, need.axes))
    return system.assemble(mechanisms, vocabulary, SIZES, clock)
