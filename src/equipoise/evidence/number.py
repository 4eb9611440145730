"""One number of the science and what is known of it."""

from dataclasses import dataclass

from equipoise.engine import units

Value = float | tuple[float, ...]

GRADES = (
    "clinical trial",
    "human imaging",
    "human laboratory",
    "animal",
    "in vitro",
    "another model",
    "fitted",
    "assumption",
)
"""What a number rests on, best first: "fitted" on findings it was set to by a script, "assumption" on nothing."""

SHAPES = ("lognormal", "normal", "logitnormal")
"""Distributions of doubt and spread: a standard deviation on the log scale, in the unit, or in log odds."""


@dataclass(frozen=True)
class Number:
    """A value in engine units (h, nmol, L, mg, 1) and its standing.

    name: the entry's dotted name in its file. unit: as written in the file.
    doubt: what is not known; spread: how people differ. Each is None or one of {"lognormal": s}, {"normal": s}
    and {"logitnormal": s}; a normal s is in engine units too.
    fitted_to: the findings that a fitted value was set to. by: the script that did it.
    """

    name: str
    value: Value
    unit: str
    doubt: dict[str, float] | None
    spread: dict[str, float] | None
    source: tuple[str, ...]
    grade: str
    note: str = ""
    fitted_to: tuple[str, ...] = ()
    by: str = ""

    @property
    def single(self) -> float:
        """The value of what is one number, in engine units; TypeError where it is several."""
        if isinstance(self.value, tuple):
            raise TypeError(f"{self.name} is several numbers")
        return self.value

    def as_written(self) -> Value:
        """The value in the unit of the file."""
        if isinstance(self.value, tuple):
            return tuple(units.from_internal(part, self.unit) for part in self.value)
        return units.from_internal(self.value, self.unit)

    def typical(self) -> str:
        """The typical value as a reader sees it, such as "4 h"; a pure number shows no unit."""
        shown = self.as_written()
        parts = shown if isinstance(shown, tuple) else (shown,)
        text = ", ".join(f"{part:.4g}" for part in parts)
        return text if self.unit == units.DIMENSIONLESS else f"{text} {self.unit}"

    def record(self, key: str) -> dict:
        """What a results folder keeps of a number: value and a normal spread in the unit of the file."""
        spread = self.spread
        if spread and "normal" in spread:
            spread = {"normal": units.from_internal(spread["normal"], self.unit)}
        return {
            "key": key,
            "value": self.as_written(),
            "unit": self.unit,
            "spread": spread,
            "source": list(self.source),
            "grade": self.grade,
            "fitted_to": list(self.fitted_to),
        }
