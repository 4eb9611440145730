"""Numbers and names as a reader meets them: the same words on the page and in the terminal."""

import math
import re
from collections.abc import Iterable
from typing import Any, TypeGuard

MINUS = "\N{MINUS SIGN}"
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
_STATISTICS = {"hedges_g": "Hedges g", "sign": "direction", "mean_difference": "mean difference"}
_MEANINGS = {
    "single trials": "95 % of single trials of this size",
    "confidence": "95 % confidence interval",
}


def clean(text: Any) -> str:
    """One line of text without control characters, so that names from a file cannot steer a terminal or a page."""
    return _CONTROL.sub(" ", "" if text is None else str(text)).strip()


def printable(text: str) -> str:
    """A text of several lines without the control characters that could hide or reorder it."""
    return "\n".join(_CONTROL.sub(" ", line) for line in text.split("\n"))


def sentence(text: Any) -> str:
    """A remark with a capital letter and a full stop."""
    said = clean(text)
    return said[:1].upper() + said[1:] + ("." if said and said[-1] not in ".!?" else "")


def is_number(value: Any) -> TypeGuard[float]:
    """Whether a value from a record is a finite number (records hold null where nothing could be computed)."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def decimals(values: Iterable[Any]) -> int | None:
    """Decimal places that suit the largest of the values; None where only powers of ten are readable."""
    sizes = [abs(v) for v in values if is_number(v) and v != 0]
    if not sizes:
        return 0
    largest = max(sizes)
    if not 1e-3 <= largest < 1e7:
        return None
    order = math.floor(math.log10(largest))
    return max(0, 2 - order) if order >= 0 else 1 - order


def shared_decimals(values: list[Any]) -> int | None:
    """Decimal places for a value and its interval: none where all are whole, else what the largest deserves."""
    whole = all(math.isclose(value, round(value), abs_tol=1e-9) for value in values if is_number(value))
    return 0 if whole and decimals(values) is not None else decimals(values)


def number(value: Any, places: int | None = -1) -> str:
    """A number with a true minus sign and as many decimals as its size deserves; an en dash where there is none."""
    if not is_number(value):
        return "–"
    if places == -1:
        places = shared_decimals([value])
    if places is None:
        return _power_of_ten(float(value))
    text = f"{value:,.{places}f}"
    return text.replace("-", "" if float(text.replace(",", "")) == 0 else MINUS)


def _power_of_ten(value: float) -> str:
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.1e}".split("e")
    mantissa = mantissa.removesuffix(".0").replace("-", MINUS)
    return f"{mantissa} × 10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def interval(low: Any, high: Any, places: int | None = -1) -> str:
    """`low to high`, or an empty string where either end is missing."""
    if not (is_number(low) and is_number(high)):
        return ""
    shared = shared_decimals([low, high]) if places == -1 else places
    return f"{number(low, shared)} to {number(high, shared)}"


def direction(value: Any) -> str:
    """The word for a sign: what a paper reports when it reports no size."""
    if not is_number(value):
        return "–"
    return "lower" if value < 0 else "higher" if value > 0 else "no difference"


def statistic(name: Any) -> str:
    """The name of a statistic as it is written in papers."""
    return _STATISTICS.get(str(name), clean(name))


def meaning(kind: Any) -> str:
    """What an interval of ours means."""
    return _MEANINGS.get(str(kind), clean(kind))


def shown_unit(unit: Any, about: str) -> tuple[float, str]:
    """Factor and label under which a unit is shown: occupancies are read in per cent, pure numbers without a unit."""
    label = clean(unit)
    if label in ("", "1", "fraction"):
        return (100.0, "%") if "occupancy" in about.lower() else (1.0, "")
    return 1.0, label


def with_unit(text: str, unit: str) -> str:
    """A formatted number followed by its unit, if it has one."""
    return f"{text} {unit}" if unit and text != "–" else text


def in_unit(text: str, unit: str) -> str:
    """A heading followed by the unit of what is under it, if it has one."""
    return f"{text} ({unit})" if unit and text else text or unit


def article(text: str) -> str:
    """`a` or `an`, by the first letter of what follows."""
    return "an" if text[:1].lower() in tuple("aeiou") else "a"


def signal(name: Any) -> str:
    """A signal as a reader names it: `plasma[naltrexone]` is naltrexone in plasma."""
    return re.sub(r"^(\w+)\[(.+)\]$", r"\2 in \1", clean(name)).replace("_", " ")


def count(n: Any, noun: str, plural: str | None = None) -> str:
    """`1 person`, `34 people`: a count and its noun."""
    return f"{number(n)} {noun if n == 1 else plural or noun + 's'}"


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def step(hours: Any) -> str:
    """A time step in the unit a reader thinks in."""
    if not is_number(hours):
        return "–"
    return f"{hours * 60:g} min" if hours < 1 else f"{hours:g} h"


def slug(text: Any) -> str:
    """A name fit for a file or an anchor: lower-case letters, digits and hyphens only."""
    return re.sub(r"[^a-z0-9]+", "-", clean(text).lower()).strip("-")[:60] or "data"
