"""`equipoise validate`: every published number that a shipped study holds, with ours beside it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import names, options
from equipoise.cli.console import cell, messages, output, plain_table, print_json
from equipoise.cli.rehearsal import check, rehearse
from equipoise.errors import InvalidInput

if TYPE_CHECKING:
    from equipoise.study.validation import Row

Studies = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[STUDY]...",
        help="Studies; default all that are shipped with published numbers.",
        autocompletion=names.study_names,
    ),
]
Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write the figures to this page as well.")]


def validate(
    studies: Studies = None,
    markdown: Markdown = None,
    seed: options.Seed = 1,
    repeats: options.Repeats = None,
    workers: options.Workers = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Set every published number beside ours.

    Runs the shipped studies. Each number is inside or outside of what was allowed, fitted or predicted.
    """
    from equipoise.study.load import load_study, shipped_studies
    from equipoise.study.validation import counts, rows

    loaded = [load_study(name) for name in studies or shipped_studies()]
    if markdown and not markdown.parent.is_dir():
        raise InvalidInput(
            str(markdown), "its folder does not exist.", "Make the folder, or choose another place."
        )
    how = options.run_options(seed, workers)
    done = rehearse([study for study in loaded if study.published], how, repeats, quiet)
    found = [row for each in done for row in rows(each.study, each.record)]
    counted = counts(found)
    if markdown:
        _write(markdown, done, counted)
    if json:
        print_json({"counts": counted, "rows": [row.told() for row in found]})
    else:
        _print(found, counted)
    missed = [f"{row.id} is outside" for row in found if row.inside is False]
    check("validation", missed, done, "The rows say by how much; a miss stays on the list.")


def _write(markdown: Path, done: list[Any], counted: dict[str, dict[str, int]]) -> None:
    from equipoise.cli.validation_page import page

    text = page(done, counted)
    try:
        markdown.write_text(text, encoding="utf-8")
    except OSError as reason:
        trouble = f"cannot be written ({reason.strerror})."
        raise InvalidInput(str(markdown), trouble, "Choose another place for --markdown.") from None
    messages().print(f"Wrote {markdown}.")


def _print(found: list["Row"], counted: dict[str, dict[str, int]]) -> None:
    from equipoise.cli.validation_page import allowed, ours, sentence, theirs

    console = output()
    console.print(sentence(counted) + "\n")
    table = plain_table("target", "ours", "theirs", "allowed", "", "kind", "note")
    for row in found:
        word, style = VERDICTS[row.inside]
        about = ", ".join(part for part in (row.topic, row.result, row.arm) if part)
        value, interval = ours(row)
        table.add_row(
            cell(row.id, about, "bold"),
            cell(value, interval),
            theirs(row),
            allowed(row),
            cell(word, style=style),
            row.kind,
            row.note,
        )
    console.print(table)


VERDICTS = {True: ("inside", "green"), False: ("outside", "bold red"), None: ("undecided", "yellow")}
