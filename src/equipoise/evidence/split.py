"""Which findings numbers may be fitted to and which are kept for checking, as it was written down before fitting."""

import csv
from collections.abc import Mapping
from functools import cache

from equipoise.evidence.fitted import fitted
from equipoise.evidence.target import FOLDER

FIT, KEEP = "fit", "keep"
FITTED, FREE, KEPT = "fitted", "free", "kept"
USES = (KEPT, FREE, FITTED)
"""What a finding was used for: nothing by rule, nothing though it might have been, or setting a number."""


@cache
def split() -> Mapping[str, str]:
    """The half of each finding that belongs to the split: "fit" or "keep". `equipoise.fit.split` writes it."""
    with (FOLDER / "split.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row["half"] for row in csv.DictReader(stream)}


def use(target: str) -> str:
    """Fitted: some number names it in `fitted_to`. Kept: the split keeps it. Free: neither."""
    if target in fitted():
        return FITTED
    return KEPT if split().get(target) == KEEP else FREE
