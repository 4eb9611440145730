"""The life clock's grid: equal steps, whole hours, whole days; everything that happens falls on it."""

from dataclasses import dataclass
from fractions import Fraction

HOURS = 24


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
        position = Fraction(time).limit_denominator(3600) * self.per_hour
        if position.denominator != 1 or abs(float(Fraction(position, self.per_hour)) - time) > 1e-9:
            raise ValueError(f"{time:g} h is not on a grid of {60 / self.per_hour:g} min")
        return int(position)

    def halved(self) -> "Grid":
        """The grid with steps half as long."""
        return Grid(2 * self.per_hour)


def grid(step: float) -> Grid:
    """Grid with steps of `step` hours; ValueError unless the step divides the hour and is between 1 min and 1 h."""
    per_hour = Fraction(1 / step).limit_denominator(3600) if step > 0 else Fraction(1, 2)
    if per_hour.denominator != 1 or not 1 <= per_hour <= 60 or abs(1 / float(per_hour) - step) > 1e-9:
        raise ValueError(f"a step of {60 * step:g} min does not divide the hour into steps of 1 to 60 min")
    return Grid(int(per_hour))
