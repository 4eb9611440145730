"""Draw the README's figure from a results folder of `naltrexone-connection`.

    python docs/images/trial.py results/naltrexone-connection

Left the receptors, in the middle the diary as the trial kept it, right all simulated trials beside what was published.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import svg

OUT = Path(__file__).with_name("naltrexone-connection.svg")
WIDTH, HEIGHT, TOP, BOTTOM = 960, 332, 64, 276
PANELS = ((46, 296), (372, 560), (632, 940))  # left and right edge of each
EFFECTS = {"daily": "evening diary", "messages": "kind messages", "mood": "positive affect"}
Scale = Callable[[float], float]


def scale(low: float, high: float, start: float, end: float) -> Scale:
    """Where a value lies on the page."""
    return lambda value: start + (value - low) / (high - low) * (end - start)


def draw(folder: Path) -> str:
    """The figure of a results folder."""
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    size = f"{record['repeats']:,} simulated trials of {record['people']} people"
    title = f"Naltrexone and felt connection: {size}"
    shapes = [*receptors(folder), *diary(folder), *forest(folder, record)]
    return svg.document(WIDTH, HEIGHT, title, described(record), shapes)


def described(record: dict) -> str:
    """The figure in words."""
    told = []
    for result in record["results"]:
        if result["statistic"] == "hedges_g" and result["name"] in EFFECTS:
            ends = f"{result['low']:.2f} to {result['high']:.2f}"
            told.append(f"{EFFECTS[result['name']]}: Hedges g {result['value']:.2f}, 95 % of trials {ends}")
    return f"Mu-receptor occupancy and diary over four days of naltrexone and placebo. {'; '.join(told)}."


def frame(
    panel: tuple[int, int], title: str, subtitle: str, x: Scale, ticks: dict[float, str]
) -> Iterator[str]:
    """Title and lower axis of a panel."""
    yield svg.text(panel[0], 24, title, "title")
    yield svg.text(panel[0], 42, subtitle, "small")
    yield svg.line([(panel[0], BOTTOM), (panel[1], BOTTOM)], "axis")
    for value, label in ticks.items():
        yield svg.text(x(value), BOTTOM + 18, label, "small", "middle")


def receptors(folder: Path) -> Iterator[str]:
    """Occupancy of the mu receptor over the period, by arm: median and 5-95 % of people."""
    curves = pd.read_parquet(folder / "curves.parquet").query("signal == 'mu_occupancy' and time <= 96")
    x, y = scale(0, 96, *PANELS[0]), scale(0, 100, BOTTOM, TOP)
    days = {24.0 * day + 12: f"day {day + 1}" for day in range(4)}
    yield from frame(PANELS[0], "Mu-opioid receptors held", "%, median and 5-95 % of people", x, days)
    for level in (0, 50, 100):
        yield svg.line([(PANELS[0][0], y(level)), (PANELS[0][1], y(level))], "grid")
        yield svg.text(PANELS[0][0] - 6, y(level) + 4, str(level), "small", "end")
    for arm, css in (("placebo", "control"), ("naltrexone", "active")):
        rows = curves[curves["arm"] == arm]
        low, middle, high = (
            [(x(time), y(value)) for time, value in zip(rows["time"], rows[part], strict=True)]
            for part in ("low", "median", "high")
        )
        yield svg.area([*low, *reversed(high)], f"{css} band")
        yield svg.line(middle, f"{css} line")
    yield from legend(PANELS[0][0], "active", "naltrexone", svg.dot)
    yield from legend(PANELS[0][0] + 96, "control", "placebo, half after naltrexone", svg.dot)


def diary(folder: Path) -> Iterator[str]:
    """Evening diary, naltrexone less placebo: mean over trials and central 95 % of trials."""
    seen = pd.read_parquet(folder / "observations.parquet", filters=[("measure", "==", "connection")])
    people = pd.read_parquet(folder / "people.parquet", columns=["repeat", "person", "status"])
    done = seen.merge(people[people["status"] == "completed"], on=["repeat", "person"])
    means = done.pivot_table("value", ["repeat", "visit"], "arm")
    gap = (means["naltrexone"] - means["placebo"]).unstack()
    x, y = scale(0.5, 4.5, *PANELS[1]), scale(-0.7, 0.5, BOTTOM, TOP)
    days = {float(day): f"day {day}" for day in gap.columns}
    about = "naltrexone less placebo, points of 1-7"
    yield from frame(PANELS[1], "Felt connection, each evening", about, x, days)
    for level in (-0.5, 0.0, 0.5):
        yield svg.line([(PANELS[1][0], y(level)), (PANELS[1][1], y(level))], "axis" if level == 0 else "grid")
        yield svg.text(PANELS[1][0] - 6, y(level) + 4, f"{level:g}", "small", "end")
    for day in gap.columns:
        low, high = np.percentile(gap[day], (2.5, 97.5))
        yield svg.line([(x(day), y(low)), (x(day), y(high))], "ours line")
        yield svg.dot(x(day), y(float(gap[day].mean())), "ours")
    yield from legend(PANELS[1][0], "ours", "mean, and 95 % of trials", svg.dot)


def forest(folder: Path, record: dict) -> Iterator[str]:
    """Hill of single trials for each effect, its mean and 95 %, and the published estimate below it."""
    trials = pd.read_parquet(folder / "trials.parquet").query("statistic == 'hedges_g'")
    x = scale(-0.8, 0.4, *PANELS[2])
    ticks = {value: f"{value:g}" for value in (-0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4)}
    about = "Hedges g; below zero: lower on naltrexone"
    yield from frame(PANELS[2], f"All {record['repeats']:,} trials, and the published", about, x, ticks)
    yield svg.line([(x(0), TOP), (x(0), BOTTOM)], "axis")
    results = [r for r in record["results"] if r["statistic"] == "hedges_g"]
    for place, (name, label) in enumerate(EFFECTS.items()):
        base = TOP + 72 * place + 44
        values = trials.loc[trials["name"] == name, "value"].dropna().to_numpy()
        ours = next(r for r in results if r["name"] == name)
        yield svg.area([(x(v), base - 34 * h) for v, h in hill(values)], "ours band")
        yield from estimate(ours, base, x, "ours", svg.dot)
        if ours["published"]:
            yield from estimate(ours["published"], base + 14, x, "published", svg.diamond)
        yield svg.text(PANELS[2][0], base - 14, label, "label")
        yield svg.text(PANELS[2][0], base + 2, "fitted" if ours["fitted"] else "prediction", "small")
    yield from legend(PANELS[2][0], "ours", "ours", svg.dot)
    yield from legend(PANELS[2][0] + 66, "published", "pooled published trials, interval", svg.diamond)


def legend(x: float, css: str, words: str, mark: Callable[..., str]) -> Iterator[str]:
    """What a mark stands for, below a panel."""
    yield mark(x + 4, HEIGHT - 14, css)
    yield svg.text(x + 14, HEIGHT - 10, words, "small")


def estimate(of: dict, y: float, x: Scale, css: str, mark: Callable[..., str]) -> Iterator[str]:
    """A value with its interval."""
    yield svg.line([(x(of["low"]), y), (x(of["high"]), y)], f"{css} line")
    yield mark(x(of["value"]), y, css)


def hill(values: np.ndarray) -> list[tuple[float, float]]:
    """Outline of a smoothed distribution, its top at 1."""
    width = 1.06 * values.std() * len(values) ** -0.2
    at = np.linspace(values.min() - 2 * width, values.max() + 2 * width, 80)
    height = np.exp(-(((at[:, None] - values) / width) ** 2) / 2).sum(axis=1)
    return [(at[0], 0.0), *zip(at, height / height.max(), strict=True), (at[-1], 0.0)]


if __name__ == "__main__":
    OUT.write_text(draw(Path(sys.argv[1])), encoding="utf-8")
