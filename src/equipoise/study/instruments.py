"""The instrument of a measure: from the evidence, or a signal of the system as it is, free of error."""

from typing import TYPE_CHECKING

import numpy as np

from equipoise.evidence.instrument import Instrument
from equipoise.evidence.number import Number
from equipoise.study import catalogue

if TYPE_CHECKING:
    from equipoise.study.outcome import Measure


def instrument_of(measure: "Measure") -> Instrument:
    """The instrument of a measure; that of a signal reports it in the unit of the measure, without error or range."""
    return _plain(measure) if measure.instrument == "signal" else catalogue.scale(measure.of)


def _plain(measure: "Measure") -> Instrument:
    def number(name: str, value: float, unit: str) -> Number:
        return Number(name, value, unit, None, None, (), "assumption", "a signal is read as it is")

    return Instrument(
        name=measure.of, title=measure.of, kind="signal", reads=measure.of, unit=measure.unit,
        low=-np.inf, high=np.inf, step=0.0, window=measure.window,
        centre=number("centre", 0.0, measure.unit), gain=number("gain", 1.0, "1"),
        error=number("error", 0.0, measure.unit), person_error=number("person_error", 0.0, measure.unit),
    )  # fmt: skip
