"""The calendar of a trial: run-in, periods and washouts in hours since its first midnight."""

import math
from dataclasses import dataclass

import numpy as np

from equipoise.engine.chunk import Watch
from equipoise.evidence.instrument import Instrument
from equipoise.study.history import length
from equipoise.study.study import Study

DAY = 24.0


@dataclass(frozen=True)
class Occasion:
    """One planned observation: a measure at `time` hours into a period (from 0)."""

    measure: str
    period: int
    visit: int
    time: float


@dataclass(frozen=True)
class Calendar:
    """starts: first hour of each period; length: of a period; days: of the whole calendar."""

    starts: tuple[float, ...]
    length: float
    days: int
    occasions: tuple[Occasion, ...]

    def at(self, occasion: Occasion) -> float:
        """Hours since the calendar's first midnight."""
        return self.starts[occasion.period] + occasion.time

    def watch(self, instruments: dict[str, Instrument]) -> Watch:
        """When to look: the moment, or the instrument's window before it (not past midnight)."""
        last = np.array([self.at(occasion) for occasion in self.occasions])
        back = np.array([instruments[occasion.measure].window or 0.0 for occasion in self.occasions])
        return Watch(np.maximum(last - back, np.floor(last / DAY) * DAY), last)

    def hourly(self) -> Watch:
        """Every full hour of the calendar."""
        hours = np.arange(self.days * DAY)
        return Watch(hours, hours)


def calendar(study: Study) -> Calendar:
    """Lay a study out in time: run-in, use before the study, periods. A run-in or washout that ends within a day is
    kept as it is, to the hour.
    """
    design = study.design
    periods = len(study.arms) if design.kind == "crossover" else 1
    before = max((length(arm.history) for arm in study.arms.values()), default=0.0)
    opening = design.run_in + before
    starts = tuple(opening + k * (design.periods + design.washout) for k in range(periods))
    occasions = tuple(
        Occasion(measure.name, period, visit, time)
        for period in range(periods)
        for measure in study.measures.values()
        for visit, time in enumerate(measure.when, 1)
    )
    end = max([starts[-1] + design.periods, *(starts[o.period] + o.time for o in occasions)])
    return Calendar(starts, design.periods, math.floor(end / DAY) + 1, occasions)
