"""A results folder made of random numbers, in every column a run writes. Nothing here is a finding."""

import json

import numpy as np
import pandas as pd

ARMS = ("active", "placebo")
TITLE = "Synthetic test study"
TOML = """
title = "Synthetic test study"
[design]
kind = "crossover"
periods = "4 d"
washout = "10 d"
blinding = "double"
[arms.active]
drug = "madeupine"
doses = ["25 mg", "25 mg", "50 mg", "50 mg"]
times = "daily at 09:00"
[arms.placebo]
[measures.closeness]
scale = "closeness"
when = "every evening"
[measures.messages]
task = "messages"
when = "day 4 at 15:00"
[measures.scan-occupancy]
scan = "occupancy"
when = ["day 4 at 12:00", "day 4 at 20:00"]
[analysis.daily]
measure = "closeness"
compare = "active against placebo, within person"
[analysis.task]
measure = "messages"
compare = "active against placebo, within person"
item = "close - neutral"
[analysis.occupancy]
measure = "scan-occupancy"
report = "mean"
"""
PERIOD = 14 * 24.0


def published(value, low=None, high=None, source="someone-2020", note=None):
    return {"value": value, "low": low, "high": high, "source": source, "note": note, "target": None}


def result(name, measure, statistic, value, low, high, **other):
    common = {"arm": "active", "unit": "1", "n": 12, "fitted": False, "p": None, "interval": "single trials"}
    given = {
        "name": name,
        "measure": measure,
        "statistic": statistic,
        "value": value,
        "low": low,
        "high": high,
    }
    return common | given | {"published": None, "inside": None} | other


RESULTS = [
    result("daily", "closeness", "mean_difference", -0.4, -1.1, 0.3, unit="points"),
    result(
        *("daily", "closeness", "hedges_g", -0.21, -0.6, 0.2),
        **{"fitted": True, "published": published(-0.2, -0.32, -0.07), "inside": True},
    ),
    result(
        "daily",
        "closeness",
        "sign",
        -0.21,
        -0.6,
        0.2,
        published=published(-1, source="else-2016"),
        inside=True,
    ),
    result("task", "messages", "hedges_g", -0.5, -0.9, -0.1),
    result(
        "task", "messages", "sign", -0.5, -0.9, -0.1, published=published(0, source="else-2016"), inside=False
    ),
    result(
        *("occupancy", "scan-occupancy", "mean", 0.93, 0.9, 0.96),
        **{"published": published(0.95, 0.92, 0.98, note="made up"), "inside": True},
    ),
    result("occupancy", "scan-occupancy", "mean", 0.0, 0.0, 0.01, arm="placebo"),
]


def people(repeats, number):
    index = np.indices((repeats, number)).reshape(2, -1)
    status = np.where(index[1] == 0, "felt unwell", "completed")
    return pd.DataFrame({"repeat": index[0], "person": index[1], "sequence": index[1] % 2, "status": status})


def observations(repeats, number, seed=1):
    random = np.random.default_rng(seed)
    parts = [
        _observed("closeness", "", day * 24 + 20.0, repeats, number, random, 4.0, "points")
        for day in range(4)
    ]
    parts += [
        _observed("messages", item, 87.0, repeats, number, random, 5.0, "points")
        for item in ("close", "neutral")
    ]
    parts += [_observed("scan-occupancy", "", at, repeats, number, random, 0.5, "1") for at in (84.0, 92.0)]
    return pd.concat(parts, ignore_index=True)


def _observed(measure, item, at, repeats, number, random, centre, unit):
    repeat, person, arm = np.indices((repeats, number, 2)).reshape(3, -1)
    period = (person + arm) % 2
    value = np.round(centre - 0.3 * centre * (arm == 0) / 4 + 0.2 * centre * random.normal(size=len(arm)), 3)
    frame = pd.DataFrame({"repeat": repeat, "person": person, "arm": np.array(ARMS)[arm], "period": period})
    frame = frame.assign(visit=0, time=period * PERIOD + at, nominal_time=at, measure=measure, item=item)
    frame = frame.assign(value=value, unit=unit, missing_reason="")
    frame.loc[::13, ["value", "missing_reason"]] = [np.nan, "forgot"]
    return frame


def events(number):
    # People with an even number begin with the active arm; each dose row stands for itself and one more.
    rows = [
        {"repeat": 0, "person": person, "time": (person % 2) * PERIOD + at, "amt": amount}
        for person in range(number)
        for at, amount in ((9.0, 25.0), (57.0, 50.0))
    ]
    return pd.DataFrame(rows).assign(rate=0.0, addl=1, ii=24.0, ss=0, evid=1, cmt=1, kind="dose", value=0.0)


def curves():
    time = np.arange(0, 96.01, 0.25)
    saw = np.exp(-((time - 9) % 24) / 8) * (time >= 9)
    signals = {"madeupine in plasma": (20.0, "nM"), "mu occupancy": (0.9, "1"), "tonic dopamine": (1.0, "1")}
    frames = []
    for signal, (size, unit) in signals.items():
        for arm in ARMS:
            middle = size * (saw if arm == "active" else 0 * saw)
            frame = pd.DataFrame({"arm": arm, "time": time, "signal": signal, "unit": unit, "median": middle})
            frames.append(frame.assign(low=0.7 * middle, high=1.05 * middle))
    return pd.concat(frames, ignore_index=True)


def trials(repeats, seed=2):
    random = np.random.default_rng(seed)
    frames = []
    for given in RESULTS:
        if given["statistic"] != "sign":
            value = random.normal(given["value"], (given["high"] - given["low"]) / 3.92 + 1e-3, repeats)
            words = {key: given[key] for key in ("name", "measure", "statistic", "arm")}
            frame = pd.DataFrame(
                {"repeat": np.arange(repeats), "value": value, "p": random.uniform(size=repeats)}
            )
            frames.append(frame.assign(low=value - 0.3, high=value + 0.3, n=12, **words))
    return pd.concat(frames, ignore_index=True)


def record(repeats, number):
    number_used = {
        "key": "system/opioid/connection.gain",
        "value": 0.4,
        "unit": "1",
        "spread": {"lognormal": 0.3},
    }
    return {
        "equipoise": "0.0.test",
        "versions": {"python": "3.11", "jax": "0.0"},
        "study": {
            "name": "synthetic",
            "title": TITLE,
            "source": "else-2016",
            "claims": ["S02"],
            "toml": TOML,
        },
        "seed": 7,
        "people": number,
        "repeats": repeats,
        "step_h": 0.25,
        "results": RESULTS,
        "power": [{"name": "daily", "statistic": "share of trials with p < 0.05", "value": 0.25}],
        "flow": {"started": number, "analysed": number - 1, "dropped": [{"reason": "felt unwell", "n": 1}]},
        "error_estimate": {"value": 2e-5, "tolerance": 1e-3, "what": "mu occupancy"},
        "evidence": [
            number_used | {"source": ["someone-2020"], "grade": "assumption", "fitted_to": "oc-g"},
            {
                "key": "drugs/madeupine.half_life",
                "value": [1.5, 2],
                "unit": "h",
                "source": [],
                "grade": "assumption",
            },
        ],
        "warnings": [],
        "files": {"trials.parquet": "ab" * 32},
        "seconds": 12.3,
    }


def write_folder(path, repeats=20, number=12, without=(), **changed):
    """A results folder at `path`; `without` leaves tables out, other arguments replace entries of the record."""
    path.mkdir(parents=True, exist_ok=True)
    tables = {
        "people": people(repeats, number),
        "observations": observations(repeats, number),
        "events": events(number),
        "curves": curves(),
        "trials": trials(repeats),
    }
    for name, table in tables.items():
        if name not in without:
            table.to_parquet(path / f"{name}.parquet")
    (path / "record.json").write_text(json.dumps(record(repeats, number) | changed), encoding="utf-8")
    return path
