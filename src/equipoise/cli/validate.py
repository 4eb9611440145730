"""`equipoise validate`: every row of the table of findings, with ours beside it where a study measures it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import names, options
from equipoise.cli.console import cell, check_places, output, plain_table, print_json, write_page
from equipoise.cli.rehearsal import check, rehearse

if TYPE_CHECKING:
    from equipoise.study.coverage import Entry
    from equipoise.study.study import Study
    from equipoise.study.validation import Row

Studies = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[STUDY]...",
        help="Studies; default all that are shipped with published numbers.",
        autocompletion=names.study_names,
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", help="Only this topic of the table, such as receptor; may be said again."),
]
Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write the figures to this page as well.")]
Html = Annotated[
    Path | None, typer.Option("--html", help="Write them to this page as well, with a plot for each topic.")
]


def validate(
    studies: Studies = None,
    topic: Topics = None,
    markdown: Markdown = None,
    html: Html = None,
    again: options.Again = False,
    seed: options.Seed = 1,
    repeats: options.Repeats = None,
    workers: options.Workers = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Set every published finding beside ours.

    Runs the shipped studies, or takes their results from the cache where nothing has changed. Each finding is inside
    or outside of what was allowed; a number was fitted to it, or might have been, or it was kept for checking.
    """
    from equipoise.study.coverage import below, counts, coverage
    from equipoise.study.load import load_study, shipped_studies
    from equipoise.study.validation import OWN, rows

    topics = _topics(topic or [])
    check_places(markdown, html)
    loaded = [load_study(name) for name in studies or shipped_studies()]
    how = options.run_options(seed, workers)
    done = rehearse(_speaking(loaded, topics), how, repeats, quiet, again)
    found = [row for each in done for row in rows(each.study, each.record)]
    entries = coverage(found, topics)
    if studies:
        entries = [entry for entry in entries if entry.measured]
    own = [] if topics else [row for row in found if row.topic == OWN]
    counted = counts(entries)
    _write(markdown, html, (done, entries, own))
    if json:
        print_json(_told(entries, own))
    else:
        _print(entries, own)
    check("validation", below(counted), done, "The rows say by how much; a miss stays on the list.")


def _topics(asked: list[str]) -> tuple[str, ...]:
    from equipoise.study.coverage import all_topics
    from equipoise.study.refusal import Place

    for name in asked:
        if name not in all_topics():
            raise Place("--topic").unknown("", name, "topic of the table of findings", all_topics())
    return tuple(asked)


def _speaking(studies: list["Study"], topics: tuple[str, ...]) -> list["Study"]:
    """The studies that stand beside a finding of the topics."""
    from equipoise import evidence

    def speaks(study: "Study") -> bool:
        rows = [evidence.targets().get(block.target or "") for block in study.published]
        return any(row is not None and row.topic in topics for row in rows) if topics else bool(rows)

    return [study for study in studies if speaks(study)]


def _write(markdown: Path | None, html: Path | None, told: tuple[Any, ...]) -> None:
    if markdown:
        from equipoise.cli.validation_page import page

        write_page(markdown, page(*told))
    if html:
        from equipoise.report.validation import page

        write_page(html, page(*told))


def _told(entries: list["Entry"], own: list["Row"]) -> dict[str, Any]:
    from equipoise.study.coverage import UNMEASURED, by_topic, counts

    measured = [{**row.told(), "standing": entry.standing} for entry in entries for row in entry.measured]
    return {
        "counts": counts(entries),
        "topics": {topic: counts(group) for topic, group in by_topic(entries).items()},
        "rows": measured + [{**row.told(), "standing": "own"} for row in own],
        "unmeasured": [
            {"id": entry.target.id, "use": entry.use, "standing": entry.standing, "reason": entry.remark}
            for entry in entries
            if entry.state == UNMEASURED
        ],
    }


def _print(entries: list["Entry"], own: list["Row"]) -> None:
    from equipoise.report.tally import sentence, topic_rows
    from equipoise.study.coverage import counts

    console = output()
    console.print(sentence(counts(entries)) + "\n")
    table = plain_table("topic", "kept", "free", "fitted", "model", "memory", "not measured")
    for row in topic_rows(entries):
        table.add_row(*row)
    console.print(table)
    table = plain_table("target", "ours", "theirs", "allowed", "", "kind", "note")
    for entry in entries:
        for row in entry.measured:
            table.add_row(*_cells(row, entry.use, entry.standing, entry.remark))
    for row in own:
        table.add_row(*_cells(row, row.use, "own", ""))
    console.print(table)


def _cells(row: "Row", use: str, standing: str, remark: str) -> tuple[Any, ...]:
    from equipoise.report.tally import kind, ours, theirs

    word, style = VERDICTS[row.inside]
    about = ", ".join(part for part in (row.study, row.result, row.arm) if part)
    value, interval = ours(row)
    return (
        cell(row.id, about, "bold"),
        cell(value, interval),
        theirs(row),
        row.tolerance,
        cell(word, style=style),
        kind(use, standing),
        "; ".join(part for part in (row.note, remark) if part),
    )


VERDICTS = {True: ("inside", "green"), False: ("outside", "bold red"), None: ("undecided", "yellow")}
