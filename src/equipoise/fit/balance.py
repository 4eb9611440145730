"""Fit the numbers of adaptation, receptors and mood: `python -m equipoise.fit.balance [group ...]`.

    opioid     how far tolerance shifts                                    the fentanyl curve of long-term users
    receptors  what daily cocaine takes, what a scan sees of release       rhesus D2 scans, amphetamine displacement
    mood       what low mood in early abstinence rests on                  Hamilton scores of men who stopped drinking

Each group is fitted to rows of the fit half of the split through the shipped studies that measure them, with fewer
people than these have. Values and their doubts go to the data files.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from equipoise.evidence.files import ROOT
from equipoise.evidence.rewrite import update_values
from equipoise.fit.by_studies import Fitted, Free, fit
from equipoise.fit.calibrate import update_doubts


@dataclass(frozen=True)
class Group:
    """Numbers fitted together, and the studies (with how many people) and rows that they are fitted to."""

    free: tuple[Free, ...]
    studies: Mapping[str, int]
    rows: tuple[str, ...]


GROUPS = {
    "opioid": Group(
        (Free("receptor/adaptation.by_weeks", 1.5, 0.5),),
        {"tolerance": 24},
        ("rc-fentanyl-c50-ratio",),
    ),
    "receptors": Group(
        (
            Free("receptor/regulation.d2_loss", 0.25, 0.2),
            Free("receptor/regulation.t_down", 4, 0.3, "d"),
            Free("dopamine/receptors.visible", 0.4, 0.3),
            Free("dopamine/capacity.capacity_loss", 0.85, 0.2),
        ),
        {"receptor-loss": 36},
        ("da-nader-d2-d7", "da-nader-d2-d365", "da-cocaine-amph-limbic-controls", "da-cocaine-amph-limbic-users"),
    ),
    "mood": Group(
        (
            Free("balance/mood.by_dysphoria", 4, 0.5),
            Free("balance/mood.proneness", 0.5, 0.7),
            Free("balance/mood.by_anxiety", 0.7, 0.7),
            Free("balance/mood.by_anhedonia", 0.3, 0.7),
            Free("balance/allostasis.tilt", 0.15, 0.7),
        ),
        {"thirty-days": 320},
        ("mo-alcohol-hamd20-d01", "mo-alcohol-hamd20-d14", "mo-alcohol-hamd20-d28"),
    ),
}  # fmt: skip


def solve(group: Group) -> Fitted:
    """The values of a group."""
    return fit(group.free, group.studies, group.rows)


def write(found: Fitted) -> None:
    """Put fitted values and their doubts into their data files."""
    for name, value in found.values.items():
        path, _, entry = name.rpartition(".")
        file = ROOT / "system" / f"{path}.toml"
        update_values(file, {entry: value})
        update_doubts(file, {entry: found.errors[name]})


def main(names: tuple[str, ...] = tuple(sys.argv[1:]), report: Callable[[str], None] = print) -> None:
    """Fit the named groups, or all, writing and printing what each found."""
    for name in names or GROUPS:
        found = solve(GROUPS[name])
        write(found)
        report(name)
        for number, value in found.values.items():
            report(f"  {number:<40}{value:>10g}   standard error of its logarithm {found.errors[number]:.2f}")
        for row in found.rows:
            ours = "nothing" if row.ours is None else f"{row.ours:.4g}"
            report(f"  {row.target:<40}{ours:>10}   {'inside' if row.inside else 'OUTSIDE'}")


if __name__ == "__main__":
    main()
