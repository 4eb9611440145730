"""`equipoise run`: a study simulated, its results in a short table, a folder and a page."""

import json as js
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import options
from equipoise.cli.console import messages, output, print_json
from equipoise.errors import EquipoiseError

if TYPE_CHECKING:
    from equipoise.study.run import Options
    from equipoise.study.study import Study

WRITTEN = (4, 5)  # exit codes of what is told after everything is written
REPORT = "report.html"


def run(
    study: options.StudyName,
    people: options.People = None,
    seed: options.Seed = 1,
    repeats: options.Repeats = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the results; default results/ and the study's name."),
    ] = None,
    step: options.Step = None,
    workers: options.Workers = None,
    on: options.On = None,
    trajectories: Annotated[
        bool, typer.Option("--trajectories", help="Keep every hour of everybody, as trajectories.zarr.")
    ] = False,
    no_report: Annotated[bool, typer.Option("--no-report", help="Write no report.html.")] = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Simulate a study and set its results beside what was published."""
    from equipoise.study.load import load_study

    chosen = options.changed(load_study(study), people, repeats, step)
    how = replace(options.run_options(seed, workers, on), trajectories=trajectories)
    place = options.place_of(out, chosen)
    shortfall = _simulate(chosen, place, how, report=not no_report, quiet=quiet)
    record = js.loads((place / "record.json").read_text(encoding="utf-8"))
    page = place / REPORT if not no_report else None
    if json:
        print_json(_object(record, place, page))
    elif not quiet:
        _tell(record, place, page)
    if shortfall:
        raise shortfall


def _simulate(
    study: "Study", place: Path, how: "Options", report: bool, quiet: bool
) -> EquipoiseError | None:
    """Run the study; what is wrong with a result that is all written is returned, all else is raised."""
    from equipoise.cli.progress import progress
    from equipoise.report import write_report
    from equipoise.study.run import run as simulate

    finish = {"finish": write_report} if report else {}
    with progress(study.name, quiet) as tick:
        try:
            simulate(study, place, how, tick, **finish)
        except EquipoiseError as trouble:
            if trouble.exit_code not in WRITTEN:
                raise
            return trouble
        except KeyboardInterrupt:
            raise KeyboardInterrupt("The same command goes on from the parts that were finished.") from None
    return None


def _tell(record: dict[str, Any], place: Path, page: Path | None) -> None:
    from equipoise.report import table, words

    console = output()
    console.print(table(record))
    powers = [(item["name"], item["value"]) for item in record["power"] if item["value"] is not None]
    found = [f"{name} {100 * share:.0f} %" for name, share in powers]
    if found and record["repeats"] > 1:
        console.print(f"Found by a single trial of this size (p < 0.05): {words.listed(found)}.")
    aside = messages()
    for warning in record["warnings"]:
        aside.print(f"Warning: {warning}.", style="yellow")
    aside.print(_size(record))
    aside.print(f"Results in {place}." + (f" Open {page} in a browser." if page else ""))


def _size(record: dict[str, Any]) -> str:
    """How much was simulated, how long it took and how exact it is."""
    from equipoise.report.words import count

    error = record["error_estimate"]
    return (
        f"{count(record['repeats'], 'trial')} of {count(record['people'], 'person', 'people')} over "
        f"{count(record['days'], 'day')} in {record['seconds']:.0f} s; "
        f"error estimate {error['value']:.1g} (tolerance {error['tolerance']:g})."
    )


def _object(record: dict[str, Any], place: Path, page: Path | None) -> dict[str, Any]:
    keys = (
        "seed",
        "people",
        "repeats",
        "step_h",
        "days",
        "results",
        "power",
        "flow",
        "error_estimate",
        "warnings",
    )
    told = {key: record[key] for key in (*keys, "seconds", "equipoise", "versions")}
    return {
        "study": record["study"]["name"],
        **told,
        "out": str(place),
        "report": str(page) if page else None,
    }
