"""Events as data: which dose or stimulus meets which person at which step. A schedule never changes a program.

A table has one row per occasion and one column per person; row 0 is "nothing". A step points at its row.
"""

from dataclasses import dataclass, field

import numpy as np

from .grid import Grid


@dataclass
class Events:
    """Occasions on one calendar.

    ports: names of what receives (a row of the linear states for doses, a forcing for stimuli). Amounts are
    [person]; a dose enters at the start of its step, a forcing holds from its step to the end of its duration.
    """

    grid: Grid
    days: int
    ports: tuple[str, ...]
    people: int
    rows: np.ndarray = field(init=False)
    amounts: list[np.ndarray] = field(init=False)
    known: dict[bytes, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.rows = np.zeros((self.days, self.grid.per_day, len(self.ports)), dtype=np.int32)
        self.amounts = [np.zeros(self.people)]
        self.known = {}

    def add(self, time: float, port: str, amount: np.ndarray, duration: float = 0.0) -> None:
        """Put `amount` [person] at `time` hours; ValueError if off the grid, outside the calendar or taken."""
        first = self.grid.index(time)
        last = max(self.grid.index(time + duration), first + 1)
        flat = self.rows.reshape(-1, len(self.ports))
        column = self.ports.index(port)
        if first < 0 or last > len(flat):
            raise ValueError(f"{time:g} h lies outside the calendar of {self.days} days")
        if flat[first:last, column].any():
            raise ValueError(f"two events meet {port} at {time:g} h")
        amount = np.asarray(amount, dtype=float)
        row = self.known.setdefault(amount.tobytes(), len(self.amounts))  # years of one dose are one row
        flat[first:last, column] = row
        if row == len(self.amounts):
            self.amounts.append(amount)

    def table(self) -> np.ndarray:
        """Amounts by row: [row, person], padded to a power of two so that schedules share one program."""
        rows = max(16, 1 << (len(self.amounts) - 1).bit_length())
        padded = np.zeros((rows, self.people))
        padded[: len(self.amounts)] = self.amounts
        return padded
