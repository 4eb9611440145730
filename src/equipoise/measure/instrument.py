"""What all instruments share: how a true value is put on a scale, in its unit, rounded and kept in range."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from equipoise.engine import units

Array = NDArray[np.float64]

LINEAR, LOG, PERCENT = "linear", "log", "percent"


class Instrument(Protocol):
    """What a measure needs to know of an instrument, as `evidence.load_scale` returns it.

    Besides these it has the range (low, high, step) in its own unit, and the numbers centre, gain, error and
    person_error in engine units; `number` reads them. Each may be left out.
    """

    @property
    def title(self) -> str:
        """Its name in words."""
        ...

    @property
    def kind(self) -> str:
        """Which of the measures reads it: scale, task, assay or scan."""
        ...

    @property
    def reads(self) -> str:
        """The signal it looks at."""
        ...

    @property
    def unit(self) -> str:
        """Unit of what it reports."""
        ...

    @property
    def items(self) -> tuple[Any, ...]:
        """What a task or a scanner shows, each with a `count` and perhaps a `centre`; nothing for others."""
        ...

    @property
    def transform(self) -> str:
        """How it bends what it reads: linear, log or percent."""
        ...


def number(instrument: Any, field: str, default: float) -> float:
    """A number of an instrument, whether it is bare, an entry of the evidence with a `value`, or left out."""
    entry = getattr(instrument, field, None)
    value = getattr(entry, "value", entry)
    return default if value is None else float(value)


def transformed(truth: Array, instrument: Instrument) -> Array:
    """The true value as the instrument bends it; the logarithm of nothing is -inf, and so the lowest answer."""
    if instrument.transform == LOG:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log(truth)
    return 100 * truth if instrument.transform == PERCENT else truth


def in_unit(values: Array, instrument: Instrument) -> Array:
    """Values of engine units in the unit of the instrument; what was bent to percent already is in percent."""
    return values if instrument.transform == PERCENT else values / units.scale(instrument.unit)


def _centres(instrument: Instrument) -> Array:
    """Centre of each item, the instrument's own where an item has none: [item]."""
    own = number(instrument, "centre", 0)
    entries = [getattr(item, "centre", None) for item in instrument.items or ()] or [None]
    return np.array([own if entry is None else entry.value for entry in entries])


def signal(truth: Array, instrument: Instrument, noise: Array, person_noise: Array) -> Array:
    """What an instrument would show had it no steps and no ends, in its unit; noise may have one axis more."""
    lasting = person_noise.reshape(-1, *(1,) * (noise.ndim - 1))
    level = _centres(instrument) + number(instrument, "gain", 1) * transformed(truth, instrument)
    level = level.reshape(level.shape + (1,) * (noise.ndim - level.ndim))
    errors = number(instrument, "person_error", 0) * lasting + number(instrument, "error", 0) * noise
    return in_unit(level + errors, instrument)


def rounded(values: Array, instrument: Instrument, first: float = 0) -> Array:
    """Rounded to the instrument's steps, counted from `first`; a step of 0 does not round."""
    step = number(instrument, "step", 0)
    return first + step * np.rint((values - first) / step) if step else values


def in_range(values: Array, instrument: Instrument) -> Array:
    """Rounded to steps counted from the lower end, then kept between the ends."""
    low, high = number(instrument, "low", -np.inf), number(instrument, "high", np.inf)
    return np.clip(rounded(values, instrument, low if np.isfinite(low) else 0), low, high)
