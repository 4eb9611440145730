"""Trials made of random numbers whose answer is known, in the columns of an observations table."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from equipoise.study.study import Analysis, Arm, Comparison, Published

COLUMNS = [
    "repeat",
    "person",
    "arm",
    "period",
    "visit",
    "time",
    "nominal_time",
    "measure",
    "item",
    "value",
    "unit",
]
ARMS = ("naltrexone", "placebo")


def table(values, arms=ARMS, items=("",), times=None, measure="connection", unit="points"):
    """Tidy observations of values [repeat, person, arm, item, occasion]; a missing value keeps its row."""
    values = np.asarray(values, float)
    times = np.arange(values.shape[-1]) * 24.0 + 20 if times is None else np.asarray(times, float)
    index = np.indices(values.shape).reshape(5, -1)
    frame = pd.DataFrame({"repeat": index[0], "person": index[1], "value": values.ravel()})
    frame["arm"], frame["item"] = np.array(arms)[index[2]], np.array(items, object)[index[3]]
    frame["nominal_time"] = frame["time"] = times[index[4]]
    frame["visit"], frame["period"] = index[4], index[2]
    frame["measure"], frame["unit"] = measure, unit
    frame["missing_reason"] = np.where(frame["value"].isna(), "no entry", "")
    return frame[[*COLUMNS, "missing_reason"]]


def crossover(seed=0, repeats=50, people=31, effect=-0.5, occasions=4, correlated=1.0):
    """Paired values [repeat, person, arm, item, occasion]: a lasting person part, an effect, and noise."""
    random = np.random.default_rng(seed)
    person = correlated * random.normal(size=(repeats, people, 1, 1, 1))
    shift = np.array([effect, 0.0])[None, None, :, None, None]
    return 4 + person + shift + random.normal(size=(repeats, people, 2, 1, occasions))


def compare(how="within person", active="naltrexone", control="placebo"):
    return Comparison(active=active, control=control, how=how)


def analysis(measure="connection", contrast=None, report=None, arms=ARMS, item="all"):
    return Analysis(name="any", measure=measure, compare=contrast, report=report, arms=arms, item=item)


def block(statistic="hedges_g", value=-0.2, result="daily", **other):
    known = {"measure": "connection", "source": "someone-2020"}
    return Published(statistic=statistic, value=float(value), result=result, **(known | other))


def study(*published, kind="crossover", arms=None, **analyses):
    doses = {"naltrexone": ((50.0, "mg"),), "placebo": ()} if arms is None else arms
    made = {
        arm: Arm(name=arm, drug="naltrexone" if dose else None, doses=dose, times=(9.0,) if dose else ())
        for arm, dose in doses.items()
    }
    design = SimpleNamespace(kind=kind)
    return SimpleNamespace(analysis=analyses, published=published, arms=made, design=design)
