"""Options that several commands take, and what they do to a study."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import names
from equipoise.errors import InvalidInput

if TYPE_CHECKING:
    from equipoise.study.run import Options
    from equipoise.study.section import Section
    from equipoise.study.study import Study

MOST_PEOPLE = 10_000_000  # in all trials of a run
MOST_WORKERS = 256
LARGEST_SEED = 2**63 - 1

StudyName = Annotated[
    str,
    typer.Argument(
        metavar="STUDY",
        help="A shipped study, or a study file that ends in .toml.",
        autocompletion=names.study_names,
    ),
]
People = Annotated[
    int | None, typer.Option("--people", help="How many people start; default as in the study.")
]
Repeats = Annotated[
    int | None, typer.Option("--repeats", help="How many trials are run; default as in the study.")
]
Step = Annotated[str | None, typer.Option("--step", help='Step of the life clock, such as "15 min".')]
Seed = Annotated[int, typer.Option("--seed", help="Where all chance comes from.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", help="Processes that simulate; default as many as pay. They change no result."),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", help='A Dask scheduler, such as tcp://HOST:8786, or "local"; default this machine alone.'
    ),
]
Again = Annotated[
    bool, typer.Option("--again", help="Run every study again, even if nothing it rests on has changed.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no messages, only errors.")]


def changed(
    study: "Study", people: int | None = None, repeats: int | None = None, step: str | None = None
) -> "Study":
    """The study with what was asked for on the command line; InvalidInput names the option that cannot be."""
    from equipoise.study.study import Repeat

    new = {}
    if people is not None:
        whom = {"from": study.people.from_, "number": people, "exclude": study.people.exclude}
        new["people"] = _read("--people", "34", type(study.people), whom)
    if repeats is not None:
        new["repeat"] = _read("--repeats", "1000", Repeat, {"trials": repeats})
    if step is not None:
        system = {**study.system.model_dump(), "step": step}
        new["system"] = _system(study, system)
    made = study.model_copy(update=new)
    _check_size(made, people, repeats)
    if step is not None:
        _check_grid(made, step)
    return made


def _read(option: str, example: str, model: type["Section"], table: dict) -> "Section":
    from equipoise.study.refusal import Place
    from equipoise.study.section import read

    try:
        return read(model, table, Place(option))
    except InvalidInput as refusal:
        raise InvalidInput(option, refusal.trouble, f"Write {option} {example}.") from None


def _system(study: "Study", table: dict) -> "Section":
    from equipoise.study.study import MomentSystem, System

    moment = study.system.clock == "moment"
    found = _read("--step", '"10 s"' if moment else '"15 min"', MomentSystem if moment else System, table)
    return System.model_construct(**dict(found))


def _check_size(study: "Study", people: int | None, repeats: int | None) -> None:
    number, trials = study.people.number, study.repeat.trials
    if number * trials > MOST_PEOPLE:
        place = "--people" if people else "--repeats" if repeats else study.name
        trouble = f"{number:,} people in each of {trials:,} trials are more than {MOST_PEOPLE:,} in all."
        raise InvalidInput(place, trouble, "Ask for fewer, or split the run by --seed.")


def _check_grid(study: "Study", said: str) -> None:
    """Everything of a study must fall on the steps of its clock."""
    from equipoise.study.grid import check_spans, check_times
    from equipoise.study.refusal import Place

    step, place = study.system.step, Place("--step")
    try:
        check_spans(study.design, step, place)
        for arm in study.arms.values():
            for part in (*arm.courses, *arm.history, *arm.offers):
                check_times(part.times, step, place, arm.name)
        for measure in study.measures.values():
            check_times(measure.when, step, place, measure.name)
    except InvalidInput as refusal:
        where = refusal.place.removeprefix("--step, ")
        remedy = f'Write a shorter step that divides it, or leave --step "{said}" out.'
        raise InvalidInput("--step", f"in {where}, {refusal.trouble}", remedy) from None


def run_options(seed: int, workers: int | None = None, on: str | None = None) -> "Options":
    """How to run, from the command line."""
    from equipoise.study.run import Options

    if not 0 <= seed <= LARGEST_SEED:
        raise InvalidInput("--seed", f"{seed} is not between 0 and 2^63 - 1.", "Write --seed 1.")
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise InvalidInput(
            "--workers", f"{workers} is not between 1 and {MOST_WORKERS}.", "Write --workers 2."
        )
    return Options(seed=seed, workers=workers, on=on)


def place_of(out: Path | None, study: "Study") -> Path:
    """The results folder: as asked, or results/ and the name of the study."""
    return Path("results") / study.name if out is None else out
