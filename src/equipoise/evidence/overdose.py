"""Numbers of an overdose: opioids and rescues by name, breathing at rest, how tolerance is lost."""

from dataclasses import dataclass

from equipoise.evidence.files import find, read_toml
from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number

OPIOID, RESCUE = "agonist.clearance", "rescue.clearance"  # what tells one file from the other


@dataclass(frozen=True)
class OverdoseNumbers:
    """One file of evidence/overdose: its title and its numbers, such as "molar_mass" and "agonist.volume".

    A name with a dot is a parameter of the mechanism of breathing of that name.
    """

    name: str
    title: str
    numbers: dict[str, Number]

    @property
    def parameters(self) -> dict[str, Number]:
        """Those that mechanisms read, by the parameter's name in the system of breathing."""
        return {f"breathing/{key}": number for key, number in self.numbers.items() if "." in key}


def load_overdose(name: str) -> OverdoseNumbers:
    """The numbers of one opioid, rescue or state by name."""
    data = read_toml(find("overdose", name))
    numbers = {key: read_number(data.inner(key)) for key in data if key != "title"}
    return OverdoseNumbers(name, data.text("title"), numbers)


def overdose_opioids() -> tuple[str, ...]:
    """Names of the opioids that an overdose can be of."""
    return _with(OPIOID)


def overdose_rescues() -> tuple[str, ...]:
    """Names of the rescues that can be given."""
    return _with(RESCUE)


def _with(key: str) -> tuple[str, ...]:
    from equipoise.evidence.files import names

    return tuple(name for name in names("overdose") if key in load_overdose(name).numbers)
