"""A results folder, read once and only as far as the page needs it."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from equipoise.errors import InvalidInput
from equipoise.report.plan import Plan, read_plan
from equipoise.report.summaries import pooled

SHOWN = 1000  # people of one trial that figures show one by one
_TEXTS = ["arm", "measure", "item"]
_CELL = ["arm", "measure", "item", "nominal_time"]


class ResultsFolder:
    """The record and tables of one run; a table that is missing or broken reads as empty and leaves a notice."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.record = _record(path)
        self.absent: list[str] = []
        self.notices: list[str] = []

    @cached_property
    def plan(self) -> Plan:
        """The study file kept in the record, as far as it can be read."""
        return read_plan(self.study.get("toml"))

    @property
    def study(self) -> Mapping[str, Any]:
        """The record's `study` entry."""
        return self.record.get("study") or {}

    @cached_property
    def curves(self) -> pd.DataFrame:
        """Medians and 5-95 % bands of signals by arm."""
        return self._table("curves.parquet", ["arm", "time", "signal", "unit", "median", "low", "high"])

    @cached_property
    def trials(self) -> pd.DataFrame:
        """One row per repeat and result."""
        columns = ["repeat", "name", "measure", "statistic", "arm", "value", "p"]
        return self._table("trials.parquet", columns)

    @cached_property
    def people(self) -> pd.DataFrame:
        """What became of each person in each repeat."""
        return self._table("people.parquet", ["repeat", "person", "status"])

    @cached_property
    def first_trial(self) -> pd.DataFrame:
        """The observations of the first people (up to SHOWN) of the first repeat, missing values left out."""
        columns = ["repeat", "person", "period", "time", *_CELL, "value", "unit"]
        frame = self._table("observations.parquet", columns, few=True)
        return _named_items(frame.dropna(subset="value"))

    @cached_property
    def means(self) -> pd.DataFrame:
        """By measure, arm and nominal time of the first repeat: how many people answered, the mean of their answers
        (a person's items averaged) and the sum of squares about it."""
        found = pd.DataFrame({"people": [], "mean": [], "squares": []})
        keys = ["measure", "arm", "nominal_time"]
        for rows in self._groups("observations.parquet", ["repeat", "person", *_CELL, "value"]):
            rows = _texts(_named_items(rows[rows["repeat"] == self.first].dropna(subset="value")))
            answers = (
                rows.groupby([*keys, "person"], observed=True)["value"].mean().groupby(keys, observed=True)
            )
            squares = answers.var(ddof=0) * answers.count()
            found = pooled(
                found,
                pd.DataFrame(
                    {"people": answers.count().astype(float), "mean": answers.mean(), "squares": squares}
                ),
            )
        return found

    @cached_property
    def trial_means(self) -> pd.DataFrame:
        """Mean of every repeat by arm, measure, item and nominal time: what the mean of one trial could have been."""
        keys = ["repeat", *_CELL]
        sums = [pd.DataFrame(columns=[*keys, "sum", "count"]).set_index(keys)]
        for rows in self._groups("observations.parquet", [*keys, "value"]):
            rows = _texts(_named_items(rows.dropna(subset="value")))
            sums.append(rows.groupby(keys, observed=True)["value"].agg(["sum", "count"]))
        whole = pd.concat(sums[1:] or sums).groupby(level=keys, sort=False).sum()
        return (whole["sum"] / whole["count"]).rename("value").reset_index()

    @cached_property
    def doses(self) -> pd.DataFrame:
        """Dosing events of the first people (up to SHOWN) of the first repeat."""
        columns = ["repeat", "person", "time", "amt", "addl", "ii", "evid"]
        frame = self._table("events.parquet", columns, few=True)
        return frame[(frame["amt"] > 0) & frame["evid"].isin([1, 4])] if len(frame) else frame

    @property
    def shown(self) -> str:
        """Of whom figures of single people speak."""
        people = int(self.record.get("people") or 0)
        return "of the first trial" if people <= SHOWN else f"of the first {SHOWN} people of the first trial"

    @property
    def arms(self) -> tuple[str, ...]:
        """Every arm, in the study file's order, then any other the tables speak of."""
        seen = [*self.plan.arms, *_strings(self.curves, "arm"), *_strings(self.first_trial, "arm")]
        return tuple(dict.fromkeys(seen))

    @property
    def repeats(self) -> int:
        """How many trials were simulated."""
        return int(self.record.get("repeats") or 1)

    @cached_property
    def first(self) -> Any:
        """Number of the first repeat."""
        return _first_repeat(self.path / "people.parquet") if (self.path / "people.parquet").is_file() else 0

    def _groups(self, name: str, columns: list[str]) -> Iterator[pd.DataFrame]:
        """A table one row group, which is one part of the run, at a time."""
        if len(self._table(name, columns, few=True)):  # says what is wrong with it
            file = pq.ParquetFile(self.path / name, read_dictionary=_TEXTS)
            for group in range(file.num_row_groups):
                yield file.read_row_group(group, columns=columns).to_pandas()

    def _table(self, name: str, columns: list[str], few: bool = False) -> pd.DataFrame:
        path = self.path / name
        empty = pd.DataFrame({column: pd.Series(dtype=object) for column in columns})
        if not path.is_file():
            self._note(self.absent, name)
            return empty
        try:
            return _read(path, columns, few)
        except (OSError, pa.ArrowException, ValueError, KeyError) as trouble:
            reason = str(trouble).splitlines()[0] if str(trouble) else type(trouble).__name__
            self._note(
                self.notices, f"{name} could not be read, so its figures are left out ({reason[:120]})."
            )
            return empty

    @staticmethod
    def _note(where: list[str], text: str) -> None:
        if text not in where:
            where.append(text)


def _record(path: Path) -> dict[str, Any]:
    place = str(path / "record.json")
    remedy = "Give a folder that `equipoise run` wrote."
    try:
        record = json.loads((path / "record.json").read_text(encoding="utf-8"))
    except OSError as trouble:
        raise InvalidInput(place, "there is no record of a run here.", remedy) from trouble
    except ValueError as trouble:
        raise InvalidInput(place, f"the record is not valid JSON ({trouble}).", remedy) from trouble
    if not isinstance(record, dict):
        raise InvalidInput(place, "the record is not a JSON object.", remedy)
    return record


def _read(path: Path, columns: list[str], few: bool) -> pd.DataFrame:
    missing = [column for column in columns if column not in pq.read_schema(path).names]
    if missing:
        raise KeyError(f"no column {', '.join(missing)}")
    filters = [("repeat", "==", _first_repeat(path)), ("person", "<", SHOWN)] if few else None
    texts = _TEXTS if "item" in columns else []  # millions of the same few words
    return pq.read_table(path, columns=columns, filters=filters, read_dictionary=texts).to_pandas()


def _first_repeat(path: Path) -> Any:
    column = pq.read_table(path, columns=["repeat"]).column("repeat").to_numpy()
    return column.min().item() if len(column) else 0


def _named_items(frame: pd.DataFrame) -> pd.DataFrame:
    # A measure with one item may have it empty: pandas would drop such rows when grouping.
    items = frame["item"].astype(object)
    frame = frame.assign(item=items.where(items.notna(), ""))
    for column in _TEXTS:
        frame[column] = frame[column].astype("category")
    return frame.assign(nominal_time=np.round(frame["nominal_time"].astype(float), 6))


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    # Row groups do not share their categories.
    return frame.assign(**{name: frame[name].astype(str) for name in _TEXTS})


def _strings(frame: pd.DataFrame, column: str) -> list[str]:
    return [str(value) for value in pd.unique(frame[column].dropna())]
