"""A tolerance in words, as the table of findings writes it, made into bounds that can be held against a result.

Every form is listed in FORMS with what it means; a text of no known form is refused. Where two widths are given
("within 2 SE or 20%") the wider one holds, since either is enough.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from equipoise.engine import units

NULL_MARGIN = 0.05
"""Largest standardised effect that is called "no difference" beside a null that gives no margin of its own."""

ROUNDING = 1e-12  # of a bound: 7.6 and 30 % of it are 9.88, not 9.879999999999999
NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"


@dataclass(frozen=True)
class Bounds:
    """Where ours may lie, in the unit of the finding, and why; both ends belong to it unless `strict`.

    decides: false for a finding that is shown and judged by nobody. covers: what our own interval must hold, where
    that is the question instead.
    """

    low: float
    high: float
    why: str
    strict: bool = False
    decides: bool = True
    covers: float | None = None

    def inside(self, ours: float | None, low: float | None = None, high: float | None = None) -> bool | None:
        """Whether ours, or our own interval from `low` to `high`, agrees; None where nothing decides."""
        if ours is None or not math.isfinite(ours) or not self.decides:
            return None
        if self.covers is not None:
            return None if low is None or high is None else low <= self.covers <= high
        if self.strict:
            return self.low < ours < self.high
        slack = ROUNDING * max((abs(end) for end in (self.low, self.high) if math.isfinite(end)), default=0)
        return self.low - slack <= ours <= self.high + slack


@dataclass(frozen=True)
class Finding:
    """What a tolerance may speak of: the value as it was written, its unit, range, SD, number and condition."""

    written: str
    unit: str
    low: float | None = None
    high: float | None = None
    sd: float | None = None
    n: int | None = None
    condition: str = ""

    @property
    def value(self) -> float:
        """The value as a number."""
        return float(self.written)


def bounds(tolerance: str, finding: Finding) -> Bounds:
    """The bounds that a tolerance sets about a finding; ValueError with a plain reason when it cannot be read."""
    for form, read in FORMS.items():
        if match := re.fullmatch(form, tolerance):
            return read(finding, *match.groups())
    raise ValueError(f'"{tolerance}" is no known form of tolerance')


def _about(finding: Finding, half: float, why: str) -> Bounds:
    return Bounds(finding.value - half, finding.value + half, why)


def _relative(finding: Finding, percent: str) -> Bounds:
    return _about(finding, abs(finding.value) * float(percent) / 100, f"within {percent} % of the value")


def _absolute(finding: Finding, amount: str, word: str | None, *_: str) -> Bounds:
    """A plain amount is in the unit of the finding, and so is any word for that unit itself."""
    half, unit = float(amount), re.split("[ /]", finding.unit)[0]  # "min/day" is allowed minutes
    if word in ("point", "points"):
        half /= 100 if unit == "fraction" else 1
    elif word and word not in (unit, f"{unit}s", unit.removesuffix("s")):
        half *= _per(word, unit)
    return _about(finding, half, _said(f"within {amount}", word or finding.unit))


def _share(finding: Finding, amount: str) -> Bounds:
    if not finding.n:
        raise ValueError("speaks of a share, yet the number of people is not given")
    return _about(finding, float(amount) / 100 * finding.n, f"within {amount} points of share")


def _sd(finding: Finding, count: str, points: str | None = None) -> Bounds:
    if finding.sd is None:
        raise ValueError("speaks of an SD that is not given")
    half, why = float(count) * finding.sd, f"within {count} SD"
    if points is None or half >= float(points):
        return _about(finding, half, why)
    return _about(finding, float(points), f"within {points} points")


def _se(finding: Finding, count: str, percent: str | None = None) -> Bounds:
    """The standard error stands in the condition ("SE 0.07"); else the column of the SD holds it."""
    told = re.search(rf"\bSE ({NUMBER})", finding.condition)
    error = float(told[1]) if told else finding.sd
    if error is None:
        raise ValueError("speaks of an SE that is not given")
    half, share = float(count) * error, abs(finding.value) * float(percent or 0) / 100
    if half >= share:
        return _about(finding, half, f"within {count} SE")
    return _about(finding, share, f"within {percent} % of the value")


def _published(finding: Finding, word: str) -> Bounds:
    if finding.low is None or finding.high is None:
        raise ValueError("speaks of a range that is not given")
    name = "95 % interval" if word == "CI" else "range"
    return Bounds(finding.low, finding.high, f"inside the published {name}")


def _between(finding: Finding, low: str, high: str, word: str | None = None) -> Bounds:
    factor = _per(word, finding.unit) if word else 1.0
    ends = sorted((float(low) * factor, float(high) * factor))
    return Bounds(ends[0], ends[1], _said(f"from {low} to {high}", word or finding.unit))


def _beyond(finding: Finding, word: str, bound: str | None = None) -> Bounds:
    limit = float(bound) if bound else finding.value
    if word == "at least":
        return Bounds(limit, math.inf, f"at least {limit:g}")
    return Bounds(-math.inf, limit, f"at most {limit:g}")


def _factor(finding: Finding, factor: str) -> Bounds:
    ends = sorted((finding.value / float(factor), finding.value * float(factor)))
    return Bounds(ends[0], ends[1], f"within a factor of {factor}")


def _half_dose(finding: Finding, factor: str) -> Bounds:
    """Occupancy by one site at a given dose: its odds are dose / ED50, so a factor in ED50 is a factor in the odds.

    A reading of 100 % has no odds; it is taken as the least that is rounded to it, 99.5 %.
    """
    whole = 100.0 if finding.unit == "%" else 1.0
    share = min(finding.value / whole, 0.995)
    odds, times = share / (1 - share), float(factor)
    low, high = (whole * each / (1 + each) for each in (odds / times, odds * times))
    high = whole if finding.value >= whole else high
    return Bounds(low, high, f"the half-occupying dose within a factor of {factor}")


def _sign(finding: Finding, *_: str) -> Bounds:
    if finding.value == 0:
        return Bounds(-NULL_MARGIN, NULL_MARGIN, "no difference: a standardised effect of 0.05 at most")
    if finding.value > 0:
        return Bounds(0.0, math.inf, "the direction: higher", strict=True)
    return Bounds(-math.inf, 0.0, "the direction: lower", strict=True)


def _rough(finding: Finding) -> Bounds:
    return Bounds(*_ends(_factor(finding, "2")), "the direction, and the size within a factor of 2")


def _ends(found: Bounds) -> tuple[float, float]:
    return found.low, found.high


def _small(finding: Finding, limit: str) -> Bounds:
    return Bounds(-float(limit), float(limit), f"an absolute value of {limit} at most")


def _exact(finding: Finding) -> Bounds:
    digits = len(finding.written.partition(".")[2])
    return _about(finding, 0.5 * 10.0**-digits, "the same, to the digits given")


def _covering(finding: Finding, value: str) -> Bounds:
    return Bounds(-math.inf, math.inf, f"our 95 % interval holds {value}", covers=float(value))


def _significance(finding: Finding, limit: str) -> Bounds:
    return Bounds(float(limit), 1.0, f"p above {limit}")


def _shown(finding: Finding, word: str) -> Bounds:
    return Bounds(-math.inf, math.inf, f"shown, not judged: {word}", decides=False)


def _said(words: str, unit: str) -> str:
    return words if unit in PURE else f"{words} {unit}"


def _per(word: str, unit: str) -> float:
    """How many of `unit` one of `word` is: 24 for a day in hours."""
    if not units.same_dimension(word, unit):
        raise ValueError(f'is in "{word}", the value in "{unit}"')
    return units.from_internal(units.to_internal(1.0, word), unit)


PURE = ("1", "fraction", "ratio", "value", "r", "rho", "z", "beta", "index", "sign")
N, TIME = f"({NUMBER})", r"(s|ms|min|h|d|weeks|months)"

FORMS: dict[str, Callable[..., Bounds]] = {
    rf"\+/-{N}%": _relative,
    rf"\+/-{N} points of share": _share,
    rf"\+/-{N}(?: (points?|sessions|months?|weeks|d|h|min|s|ms))?": _absolute,
    rf"\+/-{N}( )\(\d+ late\)": lambda finding, amount, _: _absolute(finding, amount, None),
    rf"max distance {N} per arm": lambda finding, amount: _absolute(finding, amount, None),
    rf"\+/-{NUMBER} points with the 2000 rows, \+/-{N} with own sampling": (
        lambda finding, amount: _absolute(finding, amount, "points")
    ),
    rf"upper bound \+/-{N} (points)": _absolute,
    rf"within {N} SD": _sd,
    rf"{N} SD or {N} points": _sd,
    rf"within {N} SE": _se,
    rf"within {N} SE or {N}%": _se,
    r"within (CI|range)": _published,
    rf"(?:within |between )?{N}(?:-| to | and ){N}": _between,
    rf"(?:within )?{N}-{N} {TIME}": _between,
    r"(at least|at most)": _beyond,
    rf"(at least|at most) {N}": _beyond,
    rf"factor {N}": _factor,
    rf"{N}-fold in ED50": _half_dose,
    r"sign only": _sign,
    r"sign; RMSE per curve": _sign,
    r"sign and rough size": _rough,
    rf"absolute value under {N}(?: SD)?": _small,
    r"(?:by )?definition|design|exact": _exact,
    rf"95% interval includes {N}": _covering,
    rf"p above {N}": _significance,
    r"(do not use|exploratory|superseded|case)": _shown,
}
"""Every form that a tolerance is written in, and what reads it."""
