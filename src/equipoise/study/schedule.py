"""A table of doses in the form of NONMEM: time, amt, addl, ii, evid; drug and cmt (the route) say whose a row is."""

import math
from pathlib import Path

from equipoise.study.files import read_text
from equipoise.study.refusal import Place, listed, nearest, shown
from equipoise.study.times import MOST_TIMES, spell_hours

COLUMNS = ("time", "amt", "addl", "ii", "evid", "drug", "cmt", "rate", "ss")
UNITS = "Columns are time (h after the start of the period), amt (mg), addl, ii (h) and evid."
Given = tuple[tuple[tuple[float, str], ...], tuple[float, ...]]


def read_schedule(
    name: str, period: float, place: Place, folder: Path, drug: str = "", route: str = ""
) -> Given:
    """Doses and hours of a schedule that lies in `folder`.

    Rows with evid 0 are observations and are passed over, as are those that name another drug or route (cmt).
    """
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        inside = False
    if not inside:
        remedy = 'Put the table beside the study file: schedule = "doses.csv".'
        raise place.refuse("schedule", f"{shown(name)} is not in the folder of the study.", remedy)
    table = Place(f"{Path(place.file).parent / name}")
    rows = [line.split(",") for line in read_text(path, table).replace("\r\n", "\n").split("\n")]
    columns = _columns(rows[0], table)
    doses: list[tuple[float, str]] = []
    times: list[float] = []
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            line = Place(table.file, f"line {number}")
            amount, hours = _row(row, columns, period, line, {"drug": drug, "cmt": route})
            doses.extend([(amount, "mg")] * len(hours))
            times.extend(hours)
        if len(times) > MOST_TIMES:
            raise table.refuse(
                f"line {number}", f"this makes more than {MOST_TIMES:,} doses.", "Shorten the table."
            )
    if not times:
        raise table.refuse("", "the table holds no dose.", UNITS)
    return tuple(doses), tuple(times)


def _columns(header: list[str], table: Place) -> list[str]:
    columns = [cell.strip().lower() for cell in header]
    for column in columns:
        if column not in COLUMNS:
            near = nearest(column, COLUMNS)
            raise table.refuse(
                "line 1", f"{shown(column)} is not a column.", f'Did you mean "{near}"?' if near else UNITS
            )
    missing = [column for column in ("time", "amt") if column not in columns]
    if missing or len(set(columns)) < len(columns):
        trouble = f"the column {missing[0]} is missing." if missing else "a column stands there twice."
        raise table.refuse("line 1", trouble, f"The first line names the columns: {listed(COLUMNS)}.")
    return columns


def _row(
    row: list[str], columns: list[str], period: float, line: Place, whose: dict[str, str]
) -> tuple[float, list[float]]:
    """Amount and hours of one row, its additional doses written out; none of a row that is of something else."""
    if len(row) != len(columns):
        raise line.refuse("", f"it has {len(row)} of {len(columns)} entries.", UNITS)
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=True))
    event = _number(cells, "evid", 1, line)
    if event not in (0, 1):
        raise line.refuse(
            "evid", f"{event:g} is not supported.", "Write 1 for a dose; 0, an observation, is passed over."
        )
    others = [cells.get(key) for key, mine in whose.items() if cells.get(key) not in (None, "", ".", mine)]
    if event == 0 or others:
        return 0.0, []
    _check_plain(cells, line)
    start, amount = _number(cells, "time", None, line), _number(cells, "amt", None, line)
    more, interval = _number(cells, "addl", 0, line), _number(cells, "ii", 0, line)
    if amount <= 0:
        raise line.refuse(
            "amt", f"{amount:g} mg is not more than zero.", "Leave out the row if nothing is given."
        )
    if start < 0 or more < 0 or more != int(more) or interval < 0:
        raise line.refuse("", "time, addl or ii is below zero, or addl is not whole.", UNITS)
    if more and not interval:
        raise line.refuse("ii", "addl needs the hours between doses.", "Write ii = 24 for once a day.")
    if start + more * interval >= period:
        trouble = f"a dose comes after the end of the period of {spell_hours(period)}."
        raise line.refuse("", trouble, "Lengthen periods in [design], or leave out the dose.")
    if more > MOST_TIMES:
        raise line.refuse("addl", f"this makes more than {MOST_TIMES:,} doses.", "Shorten the table.")
    return amount, [start + step * interval for step in range(int(more) + 1)]


def _check_plain(cells: dict[str, str], line: Place) -> None:
    """Refuse what the columns of NONMEM could say and no dose here can be."""
    if _number(cells, "rate", 0, line):
        raise line.refuse(
            "rate", "infusions are not supported.", "Write doses close to each other, with addl and ii."
        )
    if _number(cells, "ss", 0, line):
        remedy = "Write what was taken before the study as [[arms.NAME.history]]."
        raise line.refuse("ss", "a steady state is not supported.", remedy)


def _number(cells: dict[str, str], column: str, default: float | None, line: Place) -> float:
    cell = cells.get(column, "")
    if cell in ("", ".") and default is not None:
        return default
    try:
        value = float(cell)
    except ValueError:
        raise line.refuse(column, f"{shown(cell)} is not a number.", UNITS) from None
    if not math.isfinite(value):
        raise line.refuse(column, f"{shown(cell)} is not a finite number.", UNITS)
    return value
