"""What people do to a trial: the sections [dropout] and [adherence]."""

from typing import Any, TypeVar

from pydantic import Field

from equipoise.study import catalogue
from equipoise.study.quantities import Share, Text
from equipoise.study.refusal import Place
from equipoise.study.section import Section, read

SOURCE = ['source = "inagaki-2016"']


class Dropout(Section):
    """[dropout]: how many people stop."""

    active: Share = Field(
        default=0.0,
        ge=0,
        le=1,
        description="Probability of stopping during one period of an arm with a drug; default 0.",
        examples=["active = 0.05"],
    )
    control: Share = Field(
        default=0.0,
        ge=0,
        le=1,
        description="Probability of stopping during one period of an arm without a drug; default 0.",
        examples=["control = 0.05"],
    )
    source: Text | None = Field(
        default=None, description="Where the numbers are from; default none, an assumption.", examples=SOURCE
    )
    fitted: bool = Field(
        default=False,
        description="Whether they were set so that the published number of people comes out; default false.",
        examples=["fitted = true"],
    )


class Adherence(Section):
    """[adherence]: how much of what was planned is done."""

    taken: Share = Field(
        default=1.0,
        ge=0,
        le=1,
        description="Probability that a dose is taken; default 1.",
        examples=["taken = 0.95"],
    )
    diary: Share = Field(
        default=1.0,
        ge=0,
        le=1,
        description="Probability that a diary entry is made; default 1.",
        examples=["diary = 0.9"],
    )
    source: Text | None = Field(
        default=None, description="Where the numbers are from; default none, an assumption.", examples=SOURCE
    )


S = TypeVar("S", Dropout, Adherence)


def read_conduct(model: type[S], table: Any, place: Place) -> S:
    """Read [dropout] or [adherence]; the source must be known."""
    section = read(model, table, place)
    catalogue.check_source(section.source, place)
    return section
