"""`equipoise studies`: what is shipped."""

from typing import Any

from equipoise.cli import options
from equipoise.cli.console import cell, output, plain_table, print_json


def studies(json: options.Json = False) -> None:
    """List the studies that come with the program."""
    found = [_told(name) for name in _shipped()]
    if json:
        print_json({"studies": found})
        return
    table = plain_table("study", "people", "trials", "arms", "claims")
    for study in found:
        table.add_row(
            cell(study["name"], study["title"], "bold"),
            f"{study['people']:,}",
            f"{study['trials']:,}",
            ", ".join(study["arms"]),
            ", ".join(study["claims"]),
        )
    output().print(table)


def _shipped() -> list[str]:
    from equipoise.study.load import shipped_studies

    return list(shipped_studies())


def _told(name: str) -> dict[str, Any]:
    from equipoise.study.load import load_study

    study = load_study(name)
    return {
        "name": study.name,
        "title": study.title,
        "source": study.source,
        "people": study.people.number,
        "trials": study.repeat.trials,
        "design": study.design.kind,
        "arms": list(study.arms),
        "measures": list(study.measures),
        "claims": list(study.claims),
        "published": len(study.published),
    }
