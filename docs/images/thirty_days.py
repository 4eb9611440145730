"""Draw the figure of the tutorial on abstinence from a results folder of `thirty-days`.

    python docs/images/thirty_days.py results/thirty-days

Three clocks on one axis of days: the level of the balance, what a cue can do to craving, and receptors.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import svg

OUT = Path(__file__).with_name("thirty-days.svg")
WIDTH, HEIGHT, TOP, BOTTOM, LAST, MARK = 960, 320, 64, 262, 180, 30
ARMS = {"alcohol": "active", "opioid": "published", "stimulant": "control", "nicotine": "active dashed"}
PANELS = (
    ("level", "The level of the balance", "against controls, evening mean", (46, 286)),
    ("cue-power", "What a cue can do to craving", "of its value", (366, 606)),
    ("d2", "D2 receptors", "of the own healthy number", (688, 926)),
)


def draw(folder: Path) -> str:
    """The figure of a results folder."""
    seen = pd.read_parquet(
        folder / "observations.parquet", columns=["arm", "nominal_time", "measure", "value"]
    )
    means = seen.groupby(["measure", "arm", "nominal_time"], observed=True)["value"].mean()
    shapes = [shape for panel in PANELS for shape in drawn(courses(means, panel[0]), *panel[1:])]
    title = "Half a year without: three clocks on one axis of days"
    return svg.document(WIDTH, HEIGHT, title, described(means), [*shapes, *legend()])


def courses(means: pd.Series, measure: str) -> dict[str, pd.Series]:
    """Mean course of each arm by days; the level less that of the controls."""
    found = {arm: means[measure][arm] for arm in (*ARMS, "controls")}
    if measure == "level":
        found = {arm: course - found["controls"] for arm, course in found.items()}
    return {arm: course.set_axis(course.index / 24) for arm, course in found.items() if arm in ARMS}


def described(means: pd.Series) -> str:
    """The figure in words."""
    worst = {arm: course.idxmin() for arm, course in courses(means, "level").items()}
    told = ", ".join(f"{arm} on day {day:.0f}" for arm, day in worst.items())
    return (
        f"The level is lowest: {told}. Cue reactivity rises for months, and receptors come back over months."
    )


def drawn(found: dict[str, pd.Series], title: str, about: str, panel: tuple[int, int]) -> Iterator[str]:
    """One panel."""
    low = min(0.0, *(course.min() for course in found.values())) if title.startswith("The") else None
    values = pd.concat(found.values())
    bottom, top = (values.min() if low is None else low), max(values.max(), values.min() + 1e-3)
    room = (top - bottom) / 10

    def x(day: float) -> float:
        return panel[0] + day / LAST * (panel[1] - panel[0])

    def y(value: float) -> float:
        return BOTTOM - (value - bottom + room) / (top - bottom + 2 * room) * (BOTTOM - TOP)

    yield svg.text(panel[0], 24, title, "title")
    yield svg.text(panel[0], 42, about, "small")
    yield svg.line([(panel[0], BOTTOM), (panel[1], BOTTOM)], "axis")
    yield svg.line([(x(MARK), TOP), (x(MARK), BOTTOM)], "grid")
    for day in (0, MARK, 90, LAST):
        yield svg.text(x(day), BOTTOM + 18, f"day {day}" if day else "0", "small", "middle")
    for value in (bottom, (bottom + top) / 2, top):
        yield svg.text(panel[0] - 6, y(value) + 4, f"{value:.2f}", "small", "end")
    for arm, css in ARMS.items():
        yield svg.line([(x(day), y(value)) for day, value in found[arm].items()], f"{css} line")


def legend() -> Iterator[str]:
    """Which line is whose."""
    for place, (arm, css) in enumerate(ARMS.items()):
        left = 46 + 130 * place
        yield svg.line([(left, HEIGHT - 12), (left + 26, HEIGHT - 12)], f"{css} line")
        yield svg.text(left + 34, HEIGHT - 8, arm, "small")


if __name__ == "__main__":
    OUT.write_text(draw(Path(sys.argv[1])), encoding="utf-8")
