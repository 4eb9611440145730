"""A drug made up for the tests, with every kind of route; its numbers mean nothing."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from equipoise.evidence.drug import read_drug
from evidence.made import DRUG, assumed, file


@cache
def madeupine(text=DRUG, name="madeupine"):
    """The drug of a text."""
    with TemporaryDirectory() as folder:
        return read_drug(file(Path(folder), text, f"{name}.toml"))


@cache
def saturating():
    """A drug whose elimination saturates and whose enzyme it inactivates, swallowed."""
    own = 'substances."madeupohol".'
    limits = "[routes.oral]\n" + "".join(
        f'{k} = {{ value = 1, unit = "kg", source = [], grade = "assumption" }}\n'
        for k in ("single", "daily")
    )
    numbers = {"molar_mass": (50, "g/mol"), "volume": (40, "L"), "maximum_rate": (8000, "mg/h"),
               "half_rate": (100, "mg/L"), "residual_clearance": (1, "L/h"), "enzyme_renewal": (0.03, "1/h"),
               "inactivation": (0.2, "1/h"), "inactivation_half": (3, "mM"), "partition": (0.9, "1"),
               "mu_affinity": (20, "mM")}  # fmt: skip
    text = 'title = "Madeupohol"\nsites = ["mu"]\n' + limits + assumed("routes.oral.rate", 4, "1/h")
    return madeupine(
        text + "".join(assumed(own + key, *given) for key, given in numbers.items()), "madeupohol"
    )
