"""The twelve states as mechanisms: a drug reaches its effect site, empties the dopamine store and lifts dopamine; the
receptors give way, opponents answer, and what is left of the pleasure sets a hazard."""

from importlib import import_module

from equipoise.engine import mechanism, symbol
from equipoise.engine.system import System, assemble

MECHANISMS = ("kinetics", "effect", "dopamine", "receptors", "opponents", "hazard")


def build() -> System:
    """The system, every signal in the unit its maker gives it."""
    modules = [import_module(f"{__name__}.{name}") for name in MECHANISMS]
    mechanisms = [mechanism.read(module, name) for module, name in zip(modules, MECHANISMS, strict=True)]
    vocabulary: dict[str, symbol.Symbol] = {}
    for each in mechanisms:
        vocabulary |= each.of_kind("state")
        vocabulary |= {e.name: symbol.Symbol("gives", e.mark.unit, "") for e in each.role("gives")}
    return assemble(mechanisms, vocabulary, {})
