"""Values as a study file writes them: text, names, times with a unit, doses, shares and units."""

import math
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from equipoise.engine import units
from equipoise.study.refusal import Trouble, shown
from equipoise.study.section import IN_FILE

LONGEST_TEXT, LONGEST_NAME = 500, 60  # characters
LONGEST_TIME = "100 years"
STEPS = ("1 min", "20 min")  # of the life clock: receptors that adapt in minutes bear no longer one
MOMENT_STEPS = ("10 ms", "1 min")  # and of the moment clock
ROUNDING = 1e-9
TIME_UNITS = ("ms", "s", "min", "h", "d", "week", "month", "year", "second", "minute", "hour", "day")
DOSE_UNITS = ("ng", "ug", "mg", "g", "nmol", "umol", "mmol")
TIME_HINT = "A time is a number and s, min, h, d, weeks, months or years."
DOSE_HINT = "Doses are amounts."
NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(.*?)\s*", re.ASCII | re.IGNORECASE)
# The unit library computes what it is given: "mg**9**9" must never reach it.
FACTOR = r"(?:1|[A-Za-z\u00b5\u03bc%]{1,20})(?:(?:\^|\*\*)-?[1-9])?"
UNIT = re.compile(rf"{FACTOR}(?:[ ]?[*/][ ]?{FACTOR}){{0,4}}")


def split_quantity(value: Any, hint: str = "") -> tuple[float, str]:
    """Number and unit of "50 mg"; `Trouble` when either is missing or the number is not finite.

    >>> split_quantity("50 mg"), split_quantity("1.5e3ug")
    ((50.0, 'mg'), (1500.0, 'ug'))
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Trouble(f"{shown(value)} has no unit.", hint)
    if not isinstance(value, str):
        raise Trouble(f"{shown(value)} is not a number with a unit.", hint)
    if not value.isprintable():
        raise Trouble(f"{shown(value)} has a character that cannot be printed.", hint)
    found = NUMBER.fullmatch(value)
    if re.match(r"\s*[+-]?(inf|nan)", value, re.IGNORECASE) or (found and math.isinf(float(found[1]))):
        raise Trouble(f"{shown(value)} is not a finite number.", hint)
    if not found:
        raise Trouble(f"{shown(value)} does not start with a number.", hint)
    if not found[2]:
        raise Trouble(f"{shown(value)} has no unit.", hint)
    return float(found[1]), found[2].replace("\u00b5", "u").replace("\u03bc", "u")


def hours(value: Any) -> float:
    """A time as hours.

    >>> hours("4 d"), hours("15 min"), hours("2 weeks")
    (96.0, 0.25, 336.0)
    """
    number, unit = split_quantity(value, TIME_HINT)
    if unit not in TIME_UNITS and unit.removesuffix("s") not in TIME_UNITS[5:]:
        raise Trouble(f"{shown(unit)} is not a unit of time.", TIME_HINT)
    if number < 0:
        raise Trouble(f"{shown(value)} is below zero.")
    if units.to_internal(number, unit) > units.to_internal(*units.parse_quantity(LONGEST_TIME)):
        raise Trouble(f"{shown(value)} is longer than {LONGEST_TIME}.")
    return units.to_internal(number, unit)


def step(value: Any, limits: tuple[str, str] = STEPS) -> float:
    """A step as hours, which must divide the hour so that whole hours lie on the grid.

    >>> step("15 min")
    0.25
    """
    span = hours(value)
    shortest, longest = (units.to_internal(*units.parse_quantity(limit)) for limit in limits)
    if not shortest * (1 - ROUNDING) <= span <= longest * (1 + ROUNDING):
        raise Trouble(f"{shown(value)} is not between {limits[0]} and {limits[1]}.")
    if abs(1 / span - round(1 / span)) > ROUNDING:
        raise Trouble(f"{shown(value)} does not divide the hour.")
    return span


def dose(value: Any) -> tuple[float, str]:
    """A dose as number and unit.

    >>> dose("50 mg")
    (50.0, 'mg')
    """
    number, unit = split_quantity(value, DOSE_HINT)
    if "/" in unit:
        raise Trouble(
            f"{shown(value)} is relative to something else, and doses per body weight are not supported.",
            "Work out the amount for a typical person of the study.",
        )
    if unit not in DOSE_UNITS:
        raise Trouble(
            f"{shown(unit)} is not a unit of dose.", f"Doses are amounts in {', '.join(DOSE_UNITS)}."
        )
    if number <= 0:
        raise Trouble(f"{shown(value)} is not more than zero.", "An arm without drug and dose is placebo.")
    return number, unit


def share(value: Any) -> Any:
    """A share from 0 to 1, also written as "5 %"; what is neither is left for the model to refuse.

    >>> share("5 %"), share(0.05)
    (0.05, 0.05)
    """
    if not isinstance(value, str):
        return value
    number, unit = split_quantity(value, "A share is a number from 0 to 1, or a percentage.")
    if unit != "%":
        raise Trouble(
            f"{shown(unit)} is not a percent sign.", "A share is a number from 0 to 1, or a percentage."
        )
    return number / 100


def text(value: str) -> str:
    """Text that can be printed on one line."""
    if not value.strip():
        raise Trouble("the text is empty.")
    if not value.isprintable():
        raise Trouble(
            f"{shown(value)} has a character that cannot be printed.", "One line of plain text, please."
        )
    if len(value) > LONGEST_TEXT:
        raise Trouble(f"{shown(value)} is longer than {LONGEST_TEXT} characters.")
    return value.strip()


def check_name(name: str) -> None:
    """Refuse a name that `compare` could not tell from its own words, or that no table could show."""
    if text(name) != name or len(name) > LONGEST_NAME:
        raise Trouble(
            f"{shown(name)} is not a name.",
            f"A name has 1 to {LONGEST_NAME} characters and no space at either end.",
        )
    if "," in name or " against " in name or " - " in name:
        raise Trouble(
            f'{shown(name)} holds a comma, " against " or " - ".',
            "Those words have a meaning in an analysis.",
        )


def unit(value: str) -> str:
    """A unit that the program knows; "1" for a pure number."""
    if not UNIT.fullmatch(value):
        raise Trouble(f"{shown(value)} is not a unit.")
    try:
        return units.parse_quantity(f"1 {value}")[1]
    except ValueError:
        raise Trouble(f"{shown(value)} is not a known unit.") from None


def override(value: Any) -> Any:
    """A number, or a quantity with a known unit."""
    if isinstance(value, str):
        unit(split_quantity(value)[1])
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Trouble(f"{shown(value)} is neither a number nor a quantity.")
    if not -1e300 < value < 1e300:
        raise Trouble(f"{shown(value)} is not a finite number.")
    return float(value)


def as_tuple(value: Any) -> Any:
    """A list, which is what JSON makes of a tuple, as the tuple that it was."""
    return tuple(value) if isinstance(value, list) else value


def _hours_in_file(value: Any, info: ValidationInfo) -> Any:
    return hours(value) if info.context == IN_FILE else value


def _step_in_file(value: Any, info: ValidationInfo) -> Any:
    return step(value) if info.context == IN_FILE else value


def _moment_step_in_file(value: Any, info: ValidationInfo) -> Any:
    return step(value, MOMENT_STEPS) if info.context == IN_FILE else value


def _dose_in_file(value: Any, info: ValidationInfo) -> Any:
    return dose(value) if info.context == IN_FILE else as_tuple(value)


def _one_or_more(value: Any) -> Any:
    return as_tuple(value) if isinstance(value, list | tuple) else (value,)


Text = Annotated[str, AfterValidator(text)]
Hours = Annotated[float, BeforeValidator(_hours_in_file)]
Step = Annotated[float, BeforeValidator(_step_in_file)]
MomentStep = Annotated[float, BeforeValidator(_moment_step_in_file)]
Dose = Annotated[tuple[float, str], BeforeValidator(_dose_in_file)]
Share = Annotated[float, BeforeValidator(share)]
Unit = Annotated[str, AfterValidator(unit)]
Override = Annotated[str | float, BeforeValidator(override)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]
