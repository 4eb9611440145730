"""The system of a study: its mechanisms by name, with rivals in place, joined for the drugs it uses."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from importlib import import_module

from equipoise.engine import mechanism, system
from equipoise.errors import InvalidInput
from equipoise.system import BREATHING, MECHANISMS
from equipoise.vocabulary import BREATHING as BREATHING_WORDS
from equipoise.vocabulary import VOCABULARY


def read_mechanism(path: str) -> mechanism.Mechanism:
    """The mechanism of a path such as "opioid/connection"; InvalidInput if there is none, or if it is faulty."""
    module = f"equipoise.system.{path.replace('/', '.')}"
    try:
        return mechanism.read(import_module(module), path)
    except ModuleNotFoundError:
        near = get_close_matches(path, MECHANISMS, n=1)
        remedy = f'Did you mean "{near[0]}"?' if near else f"Mechanisms: {', '.join(MECHANISMS)}."
        raise InvalidInput(path, "there is no such mechanism.", remedy) from None


def build(sizes: Mapping[str, int], replace: Mapping[str, str] = {}, clock: str = "life") -> system.System:
    """The system with axes of these lengths; `replace` puts rivals, modules beside them, in place of mechanisms.

    sizes: length of each axis, as `people.body.sizes(drugs)` gives them for the drugs of a study.

    InvalidInput if a name is not a mechanism or a rival does not fit where it is put.
    """
    return _built(tuple(sorted(sizes.items())), tuple(sorted(replace.items())), clock)


@lru_cache(maxsize=1)
def build_breathing() -> system.System:
    """The system of breathing under an opioid and its antagonist, with delays; `engine.delay` runs it."""
    return system.assemble([read_mechanism(name) for name in BREATHING], BREATHING_WORDS, {}, "moment")


# One System object per make, because compiled programs are kept by object.
@lru_cache(maxsize=16)
def _built(
    sizes: tuple[tuple[str, int], ...], replace: tuple[tuple[str, str], ...], clock: str
) -> system.System:
    names = dict(replace)
    for name in names:
        if name not in MECHANISMS:
            raise InvalidInput(
                "[system] replace", f'"{name}" is not a mechanism.', f"Mechanisms: {', '.join(MECHANISMS)}."
            )
    chosen = [read_mechanism(names.get(name, name)) for name in MECHANISMS]
    try:
        return system.assemble(chosen, VOCABULARY, dict(sizes), clock)
    except mechanism.MechanismError as trouble:
        if not names:
            raise
        remedy = "A rival reads and gives the same signals, in the same units, as what it replaces."
        raise InvalidInput("[system] replace", f"{trouble}.", remedy) from None
