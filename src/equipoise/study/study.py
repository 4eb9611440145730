"""A study: an immutable value, one field for each section of its file."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from equipoise.study.analysis_plan import Analysis, Comparison
from equipoise.study.arm import Arm
from equipoise.study.conduct import Adherence, Dropout
from equipoise.study.design import Design, People
from equipoise.study.outcome import Measure
from equipoise.study.published import Published
from equipoise.study.quantities import MomentStep, Override, Step, Text
from equipoise.study.refusal import Place
from equipoise.study.section import Named, Names, Section, read

__all__ = [
    "Adherence", "Analysis", "Arm", "Comparison", "Design", "Dropout", "Measure", "People", "Published", "Repeat",
    "Study", "System",
]  # fmt: skip


class System(Section):
    """[system]: which mechanisms run, and how finely."""

    name: Literal["reward", "breathing"] = Field(
        default="reward",
        description="The reward system, or breathing under an opioid, from second to second; default reward.",
        examples=['name = "breathing"'],
    )
    replace: Names[Text] = Field(
        default=Named(),
        description="Mechanism to rival; default none replaced.",
        examples=['replace = { opponent = "..." }'],
    )
    step: Step = Field(
        default=0.25,
        gt=0,
        le=1,
        description="Step in hours, 1 min to 20 min (on the moment clock 10 ms to 1 min) and a part of the hour; "
        "default 15 min (10 s).",
        examples=['step = "15 min"'],
    )
    clock: Literal["life", "moment"] = Field(
        default="life",
        description="Days and weeks, or minutes and seconds from the first thing that happens to the last occasion; "
        "default life.",
        examples=['clock = "moment"'],
    )
    tolerance: float = Field(
        default=1e-3,
        gt=0,
        lt=1,
        allow_inf_nan=False,
        description="Largest relative error of the integration that passes; default 0.001.",
        examples=["tolerance = 0.001"],
    )


class MomentSystem(System):
    """The same for the moment clock, whose steps are seconds."""

    step: MomentStep = Field(
        default=10 / 3600,
        gt=0,
        le=1,
        description="Step in hours, 10 ms to 1 min and a part of the hour; default 10 s.",
        examples=['step = "10 s"'],
    )


def read_system(table: Any, place: Place) -> System:
    """Read [system]; how fine a step may be follows from the clock."""
    moment = isinstance(table, dict) and table.get("clock") == "moment"
    found = read(MomentSystem if moment else System, table, place)
    return System.model_construct(**dict(found))


class Repeat(Section):
    """[repeat]: the same trial many times, with other people drawn."""

    trials: int = Field(
        default=1,
        ge=1,
        le=1_000_000,
        description="How many trials are run; default 1.",
        examples=["trials = 1000"],
    )


class Study(Section):
    """Everything that a user says of a trial. Times are in hours, doses are pairs of value and unit."""

    name: str = Field(description="Name of the file, without its ending.")
    path: Path = Field(description="The file.")
    title: str = Field(description="What the study is, in a line.")
    source: str | None = Field(
        default=None, description="Key of its publication in the evidence; default none."
    )
    claims: tuple[str, ...] = Field(default=(), description="The claims that it tests; default none.")
    people: People = Field(description="Who takes part.")
    design: Design = Field(description="How the trial is laid out.")
    arms: Names[Arm] = Field(description="The arms by name, in the order of the file.")
    measures: Names[Measure] = Field(description="The measures by name, in the order of the file.")
    analysis: Names[Analysis] = Field(description="The analyses by name, in the order of the file.")
    published: tuple[Published, ...] = Field(default=(), description="Published numbers; default none.")
    dropout: Dropout = Field(default=Dropout(), description="Who stops; default nobody.")
    adherence: Adherence = Field(default=Adherence(), description="What is left undone; default nothing.")
    system: System = Field(default=System(), description="Mechanisms and step; default the standard ones.")
    repeat: Repeat = Field(default=Repeat(), description="How many trials; default one.")
    world: Names[Override] = Field(
        default=Named(), description="Numbers of the world overridden; default none."
    )

    def __hash__(self) -> int:  # as pydantic's own, which type checkers do not see
        return hash(tuple(self.__dict__.values()))
