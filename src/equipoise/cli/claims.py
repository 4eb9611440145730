"""`equipoise claims`: what the simulated trials say about each statement that the program is held to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import names, options
from equipoise.cli.console import cell, check_places, output, plain_table, print_json, write_page
from equipoise.cli.rehearsal import check, rehearse
from equipoise.errors import InvalidInput

if TYPE_CHECKING:
    from equipoise.evidence import Claim
    from equipoise.study.afresh import Afresh
    from equipoise.study.run import Options
    from equipoise.study.verdict import Finding, Verdict

STYLES = {
    "holds": "green",
    "fails": "bold red",
    "disagrees with the data": "magenta",
    "cannot tell": "yellow",
}
Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...",
        help="Claims such as S03; default all that a study can show.",
        autocompletion=names.claim_ids,
    ),
]


def claims(
    ids: Ids = None,
    every: Annotated[
        bool, typer.Option("--all", help="List the claims that no study shows yet as well.")
    ] = False,
    markdown: Annotated[
        Path | None, typer.Option("--markdown", help="Write every claim to this page as well.")
    ] = None,
    again: options.Again = False,
    seed: options.Seed = 1,
    repeats: options.Repeats = None,
    workers: options.Workers = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Say of each claim whether it holds.

    Runs the studies behind the claims, or takes their results from the cache where nothing has changed. Verdicts:
    holds, fails, disagrees with the data, cannot tell.
    """
    from equipoise.study.verdict import FAILS, decide

    check_places(markdown)
    chosen = _chosen(ids or [], every or markdown is not None)
    done = _rehearsed(chosen, options.run_options(seed, workers), repeats, quiet, again)
    trials = {each.study.name: each.trials for each in done}
    verdicts = [decide(claim, trials) for claim in chosen]
    if markdown:
        from equipoise.cli.system_page import page

        write_page(markdown, page(verdicts, done))
    if json:
        print_json({"claims": [told(verdict) for verdict in verdicts]})
    else:
        _print(verdicts)
    missed = [f"{verdict.claim.id} fails" for verdict in verdicts if verdict.verdict == FAILS]
    check("claims", missed, done, "The size and note of each finding say by how much; a failing claim stays.")


def _rehearsed(
    chosen: list["Claim"], how: "Options", repeats: int | None, quiet: bool, again: bool
) -> list["Afresh"]:
    """The studies that the claims expect something of."""
    from equipoise.study.load import load_study

    names = dict.fromkeys(each.study for claim in chosen for each in claim.expects)
    return rehearse([load_study(name) for name in names], how, repeats, quiet, again)


def _chosen(ids: list[str], every: bool) -> list["Claim"]:
    from equipoise import evidence
    from equipoise.study.refusal import nearest, shown

    known = evidence.claims()
    wanted = [name.upper() for name in ids]
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            guess = f'Did you mean "{near}"? ' if near else ""
            raise InvalidInput(
                shown(name), "there is no such claim.", f"{guess}`equipoise claims --all` lists them."
            )
    return [claim for name, claim in known.items() if (name in wanted if wanted else claim.expects or every)]


def told(verdict: "Verdict") -> dict[str, Any]:
    """A verdict as an object; `size` is that of the finding that made it."""
    deciding = verdict.deciding
    size = deciding.measured if deciding else None
    return {
        "id": verdict.claim.id,
        "says": verdict.claim.says,
        "verdict": verdict.verdict,
        "size": size.value if size else None,
        "low": size.low if size else None,
        "high": size.high if size else None,
        "study": deciding.expectation.study if deciding else None,
        "note": _note(verdict),
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _note(verdict: "Verdict") -> str:
    said = [verdict.deciding.note if verdict.deciding else "", verdict.claim.data_say]
    return "; ".join(part for part in said if part)


def _finding(finding: "Finding") -> dict[str, Any]:
    from equipoise.cli.show_evidence import expected

    each, measured = finding.expectation, finding.measured
    numbers = {
        key: getattr(measured, key) if measured else None for key in ("value", "low", "high", "trials")
    }
    where = {"study": each.study, "result": each.result, "statistic": each.statistic, "arm": each.arm}
    return {**where, "expected": expected(each), **numbers, "verdict": finding.verdict, "note": finding.note}


def _print(verdicts: list["Verdict"]) -> None:
    table = plain_table("claim", "verdict", "size", "expected", "of", "note", caption=CAPTION)
    for verdict in verdicts:
        head = (
            cell(verdict.claim.id, style="bold"),
            cell(verdict.verdict, style=STYLES.get(verdict.verdict, "dim")),
        )
        if not verdict.findings:
            table.add_row(*head, "", "", "", verdict.claim.says)
        for finding in verdict.findings:
            table.add_row(*head, *_cells(finding))
            head = "", ""
        if verdict.findings and verdict.claim.data_say:
            table.add_row("", "", "", "", "", verdict.claim.data_say)
    output().print(table)


CAPTION = "Size: mean over the simulated trials, and how sure their number makes it (95 %)."


def _cells(finding: "Finding") -> tuple[Any, ...]:
    from equipoise.report import words

    told = _finding(finding)
    value, low, high = (told[key] for key in ("value", "low", "high"))
    places = words.shared_decimals([low, high])
    about = ", ".join(part for part in (told["statistic"], told["arm"]) if part)
    own = finding.verdict if finding.verdict != "holds" else ""
    return (
        cell(words.number(value, places), words.interval(low, high, places)),
        cell(told["expected"], own),
        cell(f"{told['study']}/{told['result']}", words.statistic(about)),
        told["note"],
    )
