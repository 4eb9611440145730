"""An instrument: what an observer reads of a person, and how well."""

from dataclasses import dataclass
from pathlib import Path

from equipoise.engine import units
from equipoise.evidence.files import find, read_toml
from equipoise.evidence.number import Number
from equipoise.evidence.reading import read_number, read_unit
from equipoise.evidence.section import Section, is_number

KINDS = ("scale", "task", "assay", "scan")
SHOWN = ("task", "scan")  # kinds in which items can be shown
TRANSFORMS = ("linear", "log", "percent")
NUMBERS = ("centre", "gain", "error", "person_error")
OPTIONAL = ("floor_error", "items", "window", "transform")
KEYS = ("title", "kind", "reads", "unit", "low", "high", "step", *NUMBERS, *OPTIONAL)


@dataclass(frozen=True)
class Item:
    """One thing shown in a task or a scanner: the signals it forces, each in its own unit, and how often it is shown.

    centre: the reading at which this item stands apart from what the system evokes; None for the instrument's own.
    """

    name: str
    stimulus: dict[str, float]
    count: int
    centre: Number | None = None


@dataclass(frozen=True)
class Instrument:
    """An instrument as its file tells it.

    kind: "scale", "task", "assay" or "scan". reads: a signal of the vocabulary. unit: of the reading.
    low, high, step: range and rounding of the reading in `unit`, as printed on it; step 0 does not round.
    centre, gain, error (of one reading), person_error (of one person, the same each time) and floor_error (what is
    left of an assay's error at zero; None without): Numbers, in engine units like every Number.
    window: hours before the reading that it averages over, None for the moment itself.
    """

    name: str
    title: str
    kind: str
    reads: str
    unit: str
    low: float
    high: float
    step: float
    centre: Number
    gain: Number
    error: Number
    person_error: Number
    floor_error: Number | None = None
    items: tuple[Item, ...] = ()
    window: float | None = None
    transform: str = "linear"

    @property
    def worth(self) -> dict[str, float]:
        """How strong each item's stimulus is: the sum of what it forces, by item."""
        return {item.name: sum(item.stimulus.values()) for item in self.items}


def load_scale(name: str) -> Instrument:
    """A shipped instrument by name."""
    return read_scale(find("scales", name))


def read_scale(path: Path) -> Instrument:
    """An instrument from its file."""
    data = read_toml(path)
    data.allow(KEYS)
    low, high, step = (data.real(key) for key in ("low", "high", "step"))
    if not low < high or not 0 <= step < high - low:
        data.refuse(
            "low, high, step", "are no range.", "low lies below high; step is 0 or a part of the range."
        )
    return Instrument(
        name=path.stem,
        title=data.text("title"),
        kind=data.word("kind", KINDS),
        reads=data.text("reads"),
        unit=read_unit(data),
        low=low,
        high=high,
        step=step,
        **{name: read_number(data.inner(name, required=True)) for name in NUMBERS},
        floor_error=read_number(data.inner("floor_error")) if "floor_error" in data else None,
        items=_items(data),
        window=_window(data),
        transform=data.word("transform", TRANSFORMS, default="linear"),
    )


def _window(data: Section) -> float | None:
    if "window" not in data:
        return None
    written, remedy = data.text("window"), 'Write window = "8 h".'
    try:
        value, unit = units.parse_quantity(written)
    except ValueError as reason:
        data.refuse("window", f"{reason}.", remedy)
    if value <= 0 or not units.same_dimension(unit, "h"):
        data.refuse("window", f'"{written}" is no length of time.', remedy)
    return units.to_internal(value, unit)


def _items(data: Section) -> tuple[Item, ...]:
    items = tuple(_item(entry) for entry in data.each("items"))
    if items and data.text("kind") not in SHOWN:
        data.refuse("items", "belong to a task or a scan.", 'Write kind = "task", or leave the items out.')
    if len({item.name for item in items}) < len(items):
        data.refuse("items", "have the same name twice.", "Give each a name of its own, and a count.")
    return items


def _item(entry: Section) -> Item:
    entry.allow(("name", "stimulus", "count", "centre"))
    name, stimulus, count = entry.text("name"), entry.inner("stimulus").table, entry.table.get("count", 1)
    if not all(map(is_number, stimulus.values())):
        entry.refuse("stimulus", "is not a finite number.", "Write stimulus = { message = 1.0 }.")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        entry.refuse("count", f"{count} is not a whole number above 0.", "Write count = 6.")
    centre = read_number(entry.inner("centre")) if "centre" in entry else None
    return Item(name, {signal: float(size) for signal, size in stimulus.items()}, count, centre)
