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


def rehearse(
    studies: Iterable["Study"], how: "Options", repeats: int | None, quiet: bool, again: bool = False
) -> list["Afresh"]:
    """Run each study once, with as many trials as asked for; what a run falls short of is told on stderr.

    A run that lies in the cache is not done again unless `again` asks for it.
    """
    from equipoise.cli.progress import progress
    from equipoise.study.afresh import afresh

    done, studies = [], list(studies)
    for place, study in enumerate(studies, 1):
        with progress(f"{study.name} ({place} of {len(studies)})", quiet) as tick:
            done.append(afresh(options.changed(study, repeats=repeats), how, tick, again))
        if done[-1].missed:
            messages().print(f"Warning: {done[-1].missed}", style="yellow")
    return done


def check(place: str, missed: list[str], done: Iterable["Afresh"], remedy: str) -> None:
    """CheckNotMet if anything was missed, by the results or by a run itself."""
    missed = [*missed, *(f"{each.study.name}: {each.missed.trouble}" for each in done if each.missed)]
    if missed:
        raise CheckNotMet(place, "; ".join(missed).rstrip(".") + ".", remedy)
