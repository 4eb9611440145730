"""`equipoise cite`: how to cite the program."""

from typing import Any

from equipoise.cli import options
from equipoise.cli.console import output, print_json


def cite(json: options.Json = False) -> None:
    """Print how to cite equipoise."""
    facts = citation()
    if json:
        print_json(facts)
        return
    console = output()
    console.print(
        f"{facts['authors']}. {facts['title']} (version {facts['version']}) [Computer software]. "
        f"Licence: {facts['license']}.",
        soft_wrap=True,
    )
    console.print(
        "Please cite as well the studies whose numbers your run used: its report lists them, and "
        "`equipoise show` tells the source of every number.",
        soft_wrap=True,
    )


def citation() -> dict[str, Any]:
    """The facts of CITATION.cff, from the metadata of the installed package."""
    from importlib.metadata import metadata

    about = metadata("equipoise")
    return {
        "authors": about["Author"],
        "title": f"{about['Name']}: {TITLE}",
        "version": about["Version"],
        "license": about["License-Expression"],
        "abstract": about["Summary"],
    }


TITLE = "an in-silico laboratory of the human reward system"
