"""How levels and feelings ran: median and 5-95 % band of all people by arm, hour by hour.

Nobody holds everybody's hours. Each part leaves what is needed of its own people, their percentiles KNOTS, and
`joined` reads the percentiles of all from those: each part counts by its people, spread evenly between its knots.

    one part     exact
    many parts   right to the rank between two knots, which is one percentile near those drawn, and to one person of
                 each part

The result is the same bits wherever and in whatever order the parts were made.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from equipoise.engine import units
from equipoise.people.body import substances
from equipoise.study.allocation import sequences
from equipoise.study.calendar import DAY
from equipoise.study.lab import Laboratory
from equipoise.study.observe import Seen

BAND = (5, 50, 95)  # percentiles that are drawn
KNOTS = np.array(
    [*range(11), 15, 20, 25, 30, 35, 40, *range(44, 57), 60, 65, 70, 75, 80, 85, *range(90, 101)]
)
FELT = (
    "connection",
    "positive_affect",
)  # drawn as departures from the person's own mean, or people hide the arms
MOST = 2_000_000  # numbers joined at a time
COLUMNS = ("arm", "time", "signal", "unit", "median", "low", "high")


def lines(lab: Laboratory) -> list[tuple[str, int, str, float]]:
    """What is drawn of a person: label, output row, unit, and what one engine unit is in that unit."""
    molar = {
        name: numbers["molar_mass"].single for drug in lab.drugs for name, numbers in drug.substances.items()
    }
    found, milli = [], units.scale("ng/mL")
    for name, unit in lab.levels.items():
        first = lab.rows[name].start
        if name == "plasma":
            places = enumerate(substances(lab.drugs)) if lab.drugs else ()
            found += [(f"plasma {s}", first + k, "ng/mL", molar[s] / milli) for k, s in places]
        else:
            found.append((name, first, unit, 1 / units.scale(unit)))
    return found


def knots(lab: Laboratory, seen: Seen) -> bytes:
    """What a part leaves of its people's hours, as the bytes of a Parquet file: a row group for each arm and signal
    with its percentiles KNOTS, [hour, knot], and the number of people."""
    well = ~seen.quarantined
    rows = []
    for name, row, unit, factor in lines(lab):
        values = _drawn(name, seen.hours[:, lab.drawn.index(row)][:, well] * np.float32(factor))
        for arm in lab.study.arms:
            people = _on(lab, arm, seen.cohort.arms[well], values)
            if people.shape[1]:
                signal = f"{name.replace('_', ' ')}, change from own mean" if name in FELT else name
                rows.append((arm, signal, unit, people.shape[1], _percentiles(people).tobytes()))
    names = ("arm", "signal", "unit", "people", "knots")
    table = pa.table({name: [row[k] for row in rows] for k, name in enumerate(names)})
    sink = io.BytesIO()
    pq.write_table(table, sink, row_group_size=1, compression="zstd", write_page_checksum=True)
    return sink.getvalue()


def joined(lab: Laboratory, parts: Sequence[Path]) -> pd.DataFrame:
    """The curves of everybody from what the parts left, in the order of the parts."""
    files = [pq.ParquetFile(path, page_checksum_verification=True) for path in parts]
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for k, file in enumerate(files):
        keys = file.read(columns=["arm", "signal"]).to_pylist()
        for group, key in enumerate(keys):
            places.setdefault((key["arm"], key["signal"]), []).append((k, group))
    order = {arm: k for k, arm in enumerate(lab.study.arms)}
    labels = list(dict.fromkeys(signal for _, signal in places))
    frames = []
    for key in sorted(places, key=lambda key: (labels.index(key[1]), order[key[0]])):
        given = [files[k].read_row_group(group).to_pylist()[0] for k, group in places[key]]
        left = [np.frombuffer(each["knots"], np.float32).reshape(-1, len(KNOTS)) for each in given]
        low, median, high = _all(left, np.array([each["people"] for each in given], float))
        frame = {
            "arm": key[0],
            "time": _times(lab, len(low)),
            "signal": key[1],
            "unit": given[0]["unit"],
        }
        frames.append(pd.DataFrame(frame | {"median": median, "low": low, "high": high}))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))


def _times(lab: Laboratory, count: int) -> np.ndarray:
    """Hours after the start of the period of each moment drawn."""
    start = lab.calendar.starts[0] if lab.study.system.clock == "moment" else lab.looks[0]
    return lab.looks[:count] - start


def _drawn(name: str, values: np.ndarray) -> np.ndarray:
    return values - values.mean(axis=0, dtype=float).astype(np.float32) if name in FELT else values


def _on(lab: Laboratory, arm: str, arms: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Hours of an arm's people from the start of their period to the end of its washout: [hour, person]."""
    place, looks = list(lab.study.arms).index(arm), lab.looks
    ends = [*lab.calendar.starts[1:], lab.calendar.days * DAY]
    spans = [np.searchsorted(looks, span) for span in zip(lab.calendar.starts, ends, strict=True)]
    met = {period for order in sequences(lab.study) for period, each in enumerate(order) if each == arm}
    hours = min(spans[period][1] - spans[period][0] for period in met)
    parts = [values[spans[p][0] : spans[p][0] + hours, arms[:, p] == place] for p in sorted(met)]
    return np.concatenate(parts, axis=1)


def _percentiles(values: np.ndarray) -> np.ndarray:
    """[hour, person] -> [hour, knot], between neighbours in a straight line."""
    ordered = np.sort(values, axis=1)
    place = KNOTS / 100 * (values.shape[1] - 1)
    below = np.minimum(place.astype(int), values.shape[1] - 1)
    above = np.minimum(below + 1, values.shape[1] - 1)
    part = (place - below).astype(np.float32)
    return ordered[:, below] * (1 - part) + ordered[:, above] * part


def _all(left: list[np.ndarray], people: np.ndarray) -> np.ndarray:
    """BAND of everybody, [percentile, hour], from the knots of parts with so many people."""
    if len(left) == 1:
        return left[0][:, [list(KNOTS).index(p) for p in BAND]].T.astype(float)
    block = max(1, MOST // (len(left) * len(KNOTS)))
    hours = range(0, len(left[0]), block)
    return np.concatenate(
        [_mixed(np.stack([each[k : k + block] for each in left]), people) for k in hours], axis=1
    )


def _mixed(left: np.ndarray, people: np.ndarray) -> np.ndarray:
    """BAND of a mixture of parts, [part, hour, knot] -> [percentile, hour]; the people between two knots of a part
    are taken to be at the middle between them."""
    middles = (left[..., 1:].astype(float) + left[..., :-1]) / 2
    mass = np.broadcast_to((people[:, None] * np.diff(KNOTS))[:, None], middles.shape)
    middles, mass = (np.moveaxis(array, 0, 1).reshape(array.shape[1], -1) for array in (middles, mass))
    order = middles.argsort(axis=1, kind="stable")
    values, mass = (np.take_along_axis(array, order, axis=1) for array in (middles, mass))
    reached = (mass.cumsum(axis=1) - mass / 2) / mass.sum(axis=1, keepdims=True) * 100
    rows = [[np.interp(p, at, each) for at, each in zip(reached, values, strict=True)] for p in BAND]
    return np.array(rows)
