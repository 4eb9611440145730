"""Studies run one after another, for commands that look at several."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from equipoise.cli import options
from equipoise.cli.console import messages
from equipoise.errors import CheckNotMet

if TYPE_CHECKING:
    from equipoise.study.afresh import Afresh
    from equipoise.study.run import Options
    from equipoise.study.study import Study


def rehearse(studies: Iterable["Study"], how: "Options", repeats: int | None, quiet: bool) -> list["Afresh"]:
    """Run each study once, with as many trials as asked for; what a run falls short of is told on stderr."""
    from equipoise.cli.progress import progress
    from equipoise.study.afresh import afresh

    done = []
    for study in studies:
        with progress(study.name, quiet) as tick:
            done.append(afresh(options.changed(study, repeats=repeats), how, tick))
        if done[-1].missed:
            messages().print(f"Warning: {done[-1].missed}", style="yellow")
    return done


def check(place: str, missed: list[str], done: Iterable["Afresh"], remedy: str) -> None:
    """CheckNotMet if anything was missed, by the results or by a run itself."""
    missed = [*missed, *(f"{each.study.name}: {each.missed.trouble}" for each in done if each.missed)]
    if missed:
        raise CheckNotMet(place, "; ".join(missed).rstrip(".") + ".", remedy)
