"""What the page says around its tables."""

from collections.abc import Mapping
from typing import Any

PEER = {
    "equipoise": "equipoise", "roadrunner": "libRoadRunner", "diffrax": "Diffrax", "odeint": "SciPy `odeint`",
    "solve_ivp": "SciPy `solve_ivp`", "desolve": "R deSolve",
}  # fmt: skip

HEAD = """
# Performance

Written by `make bench` ([how it measures](../benchmarks/README.md)); every figure is of one job, so ratios mean more
than absolute figures. One core, pinned. Measured on: {machine}.

**A patient-day** is one person lived through one day, with all twelve states written down every hour. **Largest
error**: over hours, people and states, the difference from a reference (LSODA at a relative tolerance of 1e-11,
nothing settled) relative to the largest size that this state of this person ever has.
"""

PEERS = """
## Against its peers

The twelve-state problem: a drug taken daily, its effect site, dopamine that turns over in a tenth of a second,
receptors over weeks, opponents over a month. equipoise lives {people:,} people through {days} days. *Faster by*
compares each row with our fastest step that is **at least as exact**; a dash means that we cannot be: dopamine
settled costs about 5e-6. *With dopamine settled* the peer was given the same simplification that our life clock
makes.
"""

STEPS = """
## The step

The drug's rise after each dose sets the error down to five minutes; below, what is left is that of settling dopamine.
"""

MANY = """
Over {people} people and {days} days the largest error of a person is {median:.1e} in the median, {high:.1e} at the
95th percentile and {most:.1e} in the worst: some people have a faster rise, or slower dopamine, than any of those
in the tables.
"""

GROWTH = """
## Growth

Chunks of 512 people, the last one filled up: time grows with patient-days alone, memory with the chunk and the
hours written down, not with people. Drugs are of the naltrexone study, each with its metabolite; more of them are
more states.
"""

OWN = """
## The project's own systems

Every mechanism on; people of each study drawn, dosed and watched as the study says. The *error* is what a record of the
study states: the change when the step is halved, root mean square over root mean square, of the measure that changes
most. The *largest change* is that of any watched value of anybody, relative to the largest size of its signal.
"""

MEMORY = """
## Memory

`equipoise run` in one process, from the study file to the report: daily naltrexone or placebo, two diaries every
evening.
"""

WORKERS = """
## Workers

The parts of one run, on two cores; the time to start processes or cluster is included.
"""

GPU = "## On a GPU\n\n{device}. The limit is what the same device moves when it adds one to a long array.\n"
NO_GPU = (
    "## On a GPU\n\nNo GPU was there in this job; on a machine with one, the same script prints these rows.\n"
)


def targets(figures: Mapping[str, float]) -> str:
    """The figures that were promised, and what came out."""
    lines = [
        (
            "rate",
            "patient-days per core-second, at an error of at most 1e-5",
            ">= 20,000",
            lambda x: count(x),
        ),
        ("error", "the error at that", "<= 1e-5", lambda x: f"{x:.1e}"),
        ("roadrunner", "times libRoadRunner, at equal or smaller error", ">= 5", times),
        ("solve_ivp", "times SciPy `solve_ivp`, at equal or smaller error", ">= 100", times),
        (
            "whole",
            "seconds for 1,000 people x 180 days from a cold start, import and compilation included",
            "<= 15",
            seconds,
        ),
        ("ready", "seconds until a second run computes", "<= 3", seconds),
        (
            "spread",
            "departure from linear growth, from 1,000 people on",
            "<= 15 %",
            lambda x: f"{100 * x:.0f} %",
        ),
        (
            "full",
            "patient-days per core-second, every mechanism on, at an error of at most 1e-3",
            ">= 15,000",
            lambda x: count(x),
        ),
        ("year", "seconds for one person's year with every mechanism on, once compiled", "<= 2", seconds),
        ("memory", "GB at most, for 10,000 people with a diary of 365 days", "<= 2", lambda x: f"{x:.1f}"),
        ("workers", "times faster with two workers than with one", ">= 1.7", times),
        (
            "dask",
            "more time on a Dask cluster than in a pool of processes",
            "<= 10 %",
            lambda x: f"{100 * x:.0f} %",
        ),
    ]
    rows = [
        f"| {what} | {aim} | {shown(figures[key])} |" for key, what, aim, shown in lines if key in figures
    ]
    return "\n".join(["| figure | aim | here |", "| --- | ---: | ---: |", *rows])


def called(row: Mapping[str, Any]) -> str:
    """A peer with what sets this row apart."""
    name = PEER[row["peer"]]
    if solver := row["setting"].get("solver"):
        return f"{name} {solver}" + (", dopamine settled" if solver == "Tsit5" else "")
    return name + (", dopamine settled" if row["setting"].get("settled") else "")


def minutes(per_hour: int) -> str:
    """A step."""
    return f"{60 / per_hour:g} min"


def count(number: float) -> str:
    """A rate to three figures."""
    return f"{float(f'{number:.3g}'):,.0f}"


def times(ratio: float | None) -> str:
    """A ratio to two figures, or a dash."""
    return "–" if ratio is None else f"{float(f'{ratio:.2g}'):,g}"


def seconds(number: float) -> str:
    """Seconds to a tenth."""
    return f"{number:.1f}"
