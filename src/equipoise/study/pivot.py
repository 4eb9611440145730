"""A tidy table of observations turned into one array, once, to analyse a thousand repeats together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from equipoise.errors import InvalidInput
from equipoise.study.effect_size import Array, moments

CONTRAST = " - "
EVERY_ITEM = "all"


@dataclass(frozen=True)
class Pivot:
    """One measure as an array.

    values  [repeat, person, arm, item, occasion], NaN where nothing was observed. `person` counts within a
            repeat and is the same person in every arm; in a parallel trial she has one arm and NaN in the others.
    times   hours since the start of the period, one per occasion
    """

    values: Array
    repeats: tuple
    arms: tuple[str, ...]
    items: tuple[str, ...]
    times: Array
    unit: str

    def arm(self, name: str) -> int:
        """Position of an arm on the arm axis."""
        if name not in self.arms:
            raise InvalidInput(
                f"analysis of arm {name}",
                "nobody was observed in it.",
                f"Arms observed: {', '.join(self.arms)}.",
            )
        return self.arms.index(name)


def completers(observations: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The observations of those who finished (status "completed"), as a completers' analysis takes them."""
    done = people.loc[people["status"] == "completed", ["repeat", "person"]]
    return observations.merge(done, on=["repeat", "person"], how="inner")


def _within_repeat(repeat: np.ndarray, person: np.ndarray) -> np.ndarray:
    """Number people from 0 within each repeat, whether or not repeats share the labels of people."""
    labels = int(person.max()) + 1
    pairs, position = np.unique(repeat.astype(np.int64) * labels + person, return_inverse=True)
    first = np.searchsorted(pairs // labels, np.arange(int(repeat.max()) + 1))
    return (np.arange(len(pairs)) - first[pairs // labels])[position]


def pivot(observations: pd.DataFrame) -> Pivot:
    """Rows of one measure to an array; rows that fall on the same place are averaged, absent ones are NaN."""
    rows = observations
    if rows.empty:
        raise InvalidInput(
            "analysis",
            "there is no observation to analyse.",
            "Check that the measure is taken while people are in the study.",
        )
    repeat, repeats = pd.factorize(rows["repeat"], sort=True)
    arm, arms = pd.factorize(rows["arm"])
    item, items = pd.factorize(rows["item"].astype(object).where(rows["item"].notna(), ""))
    occasion, times = pd.factorize(rows["nominal_time"], sort=True)
    person = _within_repeat(repeat, pd.factorize(rows["person"])[0])
    shape = (len(repeats), int(person.max()) + 1, len(arms), len(items), len(times))
    place = np.ravel_multi_index((repeat, person, arm, item, occasion), shape)
    value = rows["value"].to_numpy(float)
    seen = ~np.isnan(value)
    size = int(np.prod(shape))
    count = np.bincount(place[seen], minlength=size)
    total = np.bincount(place[seen], weights=value[seen], minlength=size)
    values = np.divide(total, count, out=np.full(size, np.nan), where=count > 0).reshape(shape)
    unit = str(rows["unit"].iloc[0])
    return Pivot(
        values, tuple(repeats), tuple(map(str, arms)), tuple(map(str, items)), np.asarray(times, float), unit
    )


def together(pivots: Sequence[Pivot]) -> Pivot:
    """One array of the people of several, who belong to the same repeats."""
    if len(pivots) == 1:
        return pivots[0]
    arms, items = (
        tuple(dict.fromkeys(x for p in pivots for x in getattr(p, axis))) for axis in ("arms", "items")
    )
    times = np.unique(np.concatenate([p.times for p in pivots]))
    people = [p.values.shape[1] for p in pivots]
    shape = (len(pivots[0].repeats), sum(people), len(arms), len(items), len(times))
    values, first = np.full(shape, np.nan), 0
    for each, count in zip(pivots, people, strict=True):
        if each.repeats != pivots[0].repeats:
            raise ValueError("people of different repeats cannot stand in one array")
        a, i = [arms.index(x) for x in each.arms], [items.index(x) for x in each.items]
        t = np.searchsorted(times, each.times)
        who = np.arange(first, first + count)
        values[np.ix_(np.arange(shape[0]), who, np.array(a), np.array(i), t)] = each.values
        first += count
    return Pivot(values, pivots[0].repeats, arms, items, times, pivots[0].unit)


def _position(items: tuple[str, ...], name: str) -> int:
    if name not in items:
        raise InvalidInput(
            f'analysis, item "{name}"', "there is no such item.", f"Items observed: {', '.join(items)}."
        )
    return items.index(name)


def pick(values: Array, items: tuple[str, ...], item: str | None = EVERY_ITEM) -> Array:
    """What an analysis asks of [..., item]: the mean of all, one of them, or a contrast ("close - neutral")."""
    item = (item or EVERY_ITEM).strip()
    if item in items or (item != EVERY_ITEM and CONTRAST not in item):
        return values[..., _position(items, item)]
    if item == EVERY_ITEM:
        return moments(values).mean
    plus, minus = (_position(items, part.strip()) for part in item.split(CONTRAST, 1))
    return values[..., plus] - values[..., minus]
