"""Numbers of the mechanisms."""

from pathlib import Path

from equipoise.evidence.files import read_toml, system_file
from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number


def numbers(path: str | Path) -> dict[str, Number]:
    """The numbers of one mechanism by the name of its parameter.

    path: the mechanism's place in the evidence ("system/opioid/connection"), or a file elsewhere.
    """
    data = read_toml(system_file(path))
    return {name: read_number(data.inner(name)) for name in data}
