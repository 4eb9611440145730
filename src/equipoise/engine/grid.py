"""The life clock's grid: equal steps, whole hours, whole days; everything that happens falls on it."""

import math
from dataclasses import dataclass

HOURS = 24
ROUNDING = 1e-9  # hours


@dataclass(frozen=True)
class Grid:
    """`per_hour` equal steps in each hour. A step is an exact fraction of an hour, never a rounded float."""

    per_hour: int

    @property
    def step(self) -> float:
        """Length of a step in hours."""
        return 1 / self.per_hour

    @property
    def per_day(self) -> int:
        """Steps in a day."""
        return HOURS * self.per_hour

    def index(self, time: float) -> int:
        """Step that begins at `time` hours; ValueError if no step begins there."""
        position = round(time * self.per_hour) if math.isfinite(time) else 0
        if not abs(position / self.per_hour - time) <= ROUNDING:
            raise ValueError(f"{time:g} h is not on a grid of {60 / self.per_hour:g} min")
        return position

    def halved(self) -> "Grid":
        """The grid with steps half as long."""
        return Grid(2 * self.per_hour)


def grid(step: float) -> Grid:
    """Grid with steps of `step` hours; ValueError unless the step divides the hour and is between 1 min and 1 h."""
    per_hour = round(1 / step) if 1 / 120 < step < 2 else 0
    if not 1 <= per_hour <= 60 or abs(1 / per_hour - step) > ROUNDING:
        raise ValueError(f"a step of {60 * step:g} min does not divide the hour into steps of 1 to 60 min")
    return Grid(per_hour)
