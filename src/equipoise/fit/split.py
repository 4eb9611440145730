"""Split the findings: `python -m equipoise.fit.split` writes which may be fitted to and which are kept for checking.

The rule was written down before anything of these topics was fitted, and looks at names only, never at a result:

    A source belongs to the first topic of TOPICS that has a row of it.
    Within a topic its sources are sorted by name, and every third is kept, with all its rows.

So the rows of one study never straddle. Outside of the split, and so of every count, are rows of another model's
output, which is no evidence, and rows from memory, which nobody has verified.

FITTED_BEFORE names the rows that numbers had been set to before there was a split. They count as fitted whatever the
rule says of their source; the other rows of that source follow the rule.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from equipoise.evidence.split import FIT, KEEP
from equipoise.evidence.target import FOLDER, Target, targets

TOPICS = (
    "pharmacokinetics",
    "receptor",
    "dopamine",
    "balance",
    "withdrawal",
    "mood",
    "craving",
    "vaccine",
)
EVERY = 3
FITTED_BEFORE = frozenset(
    {
        "pk-6bnaltrexol-cmax-50mg",
        "pk-6bnaltrexol-half-life",
        "pk-ntx-cmax-50mg",
        "pk-ntx-half-life",
        "pk-ntx-slow-plasma-half-life",
        "pk-ntx-tmax-50mg",
        "rc-ntx-blockade-half-time",
        "rc-ntx-occ-15mg",
        "rc-ntx-occ-2mg",
        "rc-ntx-occ-50mg-a",
        "rc-ntx-occ-50mg-b",
    }
)


def counted(row: Target) -> bool:
    """Whether a row belongs to the split."""
    return row.topic in TOPICS and row.verified and not row.of_a_model


def halves(rows: Iterable[Target]) -> dict[str, str]:
    """The half of every row of the split, by id."""
    rows = [row for row in rows if counted(row)]
    half = _sources(rows)
    return {row.id: FIT if row.id in FITTED_BEFORE else half[row.source] for row in rows}


def _sources(rows: Iterable[Target]) -> dict[str, str]:
    half: dict[str, str] = {}
    rows = list(rows)
    for topic in TOPICS:
        new = sorted({row.source for row in rows if row.topic == topic} - set(half))
        half |= {source: KEEP if place % EVERY == 0 else FIT for place, source in enumerate(new, 1)}
    return half


def write(found: Mapping[str, str], path: Path) -> None:
    """Write the halves as a table."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("id", "half"))
        table.writerows(found.items())


def main() -> None:
    """Write the split beside the findings, and print how many rows of each topic are kept."""
    found = halves(targets().values())
    write(found, FOLDER / "split.csv")
    for topic in TOPICS:
        half = [found[row.id] for row in targets().values() if row.id in found and row.topic == topic]
        print(f"{topic:<18}{half.count(FIT):>4} to fit{half.count(KEEP):>5} kept")


if __name__ == "__main__":
    main()
