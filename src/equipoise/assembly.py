"""The system of a study: its mechanisms by name, with rivals in place, joined for the drugs it uses."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from equipoise.engine import mechanism, system
from equipoise.errors import InvalidInput
from equipoise.system import MECHANISMS
from equipoise.vocabulary import VOCABULARY


def read_mechanism(path: str) -> mechanism.Mechanism:
    """The mechanism of a path such as "opioid/connection"; InvalidInput if there is none."""
    if path not in MECHANISMS:
        raise InvalidInput(path, "there is no such mechanism.", f"Mechanisms: {', '.join(MECHANISMS)}.")
    return mechanism.read(import_module(f"equipoise.system.{path.replace('/', '.')}"), path)


def build(substances: int, replace: Mapping[str, str] = {}, clock: str = "life") -> system.System:
    """The system for a number of substances; `replace` puts rivals in place of mechanisms."""
    return _built(substances, tuple(sorted(replace.items())), clock)


# One System object per make, because compiled programs are kept by object.
@lru_cache(maxsize=16)
def _built(substances: int, replace: tuple[tuple[str, str], ...], clock: str) -> system.System:
    names = dict(replace)
    for name in names:
        if name not in MECHANISMS:
            raise InvalidInput(
                "[system] replace", f'"{name}" is not a mechanism.', f"Mechanisms: {', '.join(MECHANISMS)}."
            )
    chosen = [read_mechanism(names.get(name, name)) for name in MECHANISMS]
    return system.assemble(chosen, VOCABULARY, {"substance": substances, "product": substances}, clock)
