"""Whether simulated trials bear a claim out.

Each expectation of a claim is held against the mean over the trials and its Monte Carlo interval, the mean with its
normal quantile times SD / sqrt(trials) on either side:

    holds         the whole interval lies where it was expected
    fails         none of it does
    cannot tell   it straddles a bound

A claim takes the worst verdict of its expectations. They say what was measured in people; so a claim whose sentence
measurements contradict (`data_say`) and whose expectations hold "disagrees with the data".
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from equipoise.errors import InvalidInput
from equipoise.evidence import Claim, Expectation
from equipoise.study.effect_size import LEVEL
from equipoise.study.power import share_significant
from equipoise.study.summary import EQUIVALENCE_MARGIN

HOLDS, FAILS, UNDECIDED = "holds", "fails", "cannot tell"
DISAGREES, UNSHOWN = "disagrees with the data", "not shown yet"
POWER, COUNT = "power", "n"
"""Statistics of a whole comparison: the share of trials that find it, and the people analysed."""

MOST_TRIALS = 100_000  # more than these are no advice


@dataclass(frozen=True)
class Measured:
    """Mean over the trials and the interval that the number of trials leaves."""

    value: float
    low: float
    high: float
    trials: int


@dataclass(frozen=True)
class Finding:
    """What the trials say about one expectation; `measured` is None where no trial gave an answer."""

    expectation: Expectation
    verdict: str
    measured: Measured | None
    note: str


@dataclass(frozen=True)
class Verdict:
    """A claim, its verdict and the finding behind each of its expectations."""

    claim: Claim
    verdict: str
    findings: tuple[Finding, ...] = ()

    @property
    def deciding(self) -> Finding | None:
        """The finding that made the verdict: the first of the worst."""
        return min(self.findings, key=lambda finding: WORST.index(finding.verdict), default=None)


WORST = (FAILS, UNDECIDED, HOLDS)


def decide(claim: Claim, trials: Mapping[str, pd.DataFrame]) -> Verdict:
    """The verdict on a claim from the trials of every study that it expects something of, by the study's name.

    trials: as in trials.parquet (repeat, name, measure, statistic, arm, value, low, high, p, n).
    """
    findings = tuple(find(expectation, trials[expectation.study]) for expectation in claim.expects)
    if not findings:
        return Verdict(claim, UNSHOWN)
    worst = min((finding.verdict for finding in findings), key=WORST.index)
    return Verdict(claim, DISAGREES if worst == HOLDS and claim.data_say else worst, findings)


def find(expectation: Expectation, trials: pd.DataFrame) -> Finding:
    """What the trials of its study say about one expectation."""
    found = measure(expectation, trials)
    if found is None:
        return Finding(expectation, UNDECIDED, None, _joined("no trial gave an answer", expectation.note))
    verdict = judge(found, bounds(expectation))
    advice = _advice(found, bounds(expectation)) if verdict == UNDECIDED else ""
    return Finding(expectation, verdict, found, _joined(advice, expectation.note))


def bounds(expectation: Expectation) -> tuple[float, float]:
    """Where the mean must lie; no difference is a standardised effect inside the equivalence margin."""
    if expectation.inside:
        return expectation.inside
    if expectation.sign is not None:
        no_difference = (-EQUIVALENCE_MARGIN, EQUIVALENCE_MARGIN)
        return {-1: (-math.inf, 0.0), 0: no_difference, 1: (0.0, math.inf)}[expectation.sign]
    low = -math.inf if expectation.above is None else expectation.above
    return low, math.inf if expectation.below is None else expectation.below


def judge(measured: Measured, where: tuple[float, float]) -> str:
    """Whether the whole interval of a measured value, none of it or a part lies between the bounds."""
    if where[0] <= measured.low and measured.high <= where[1]:
        return HOLDS
    return FAILS if measured.high < where[0] or where[1] < measured.low else UNDECIDED


def measure(expectation: Expectation, trials: pd.DataFrame) -> Measured | None:
    """The mean over trials of what an expectation speaks of; None where no trial gave an answer."""
    statistic = "hedges_g" if expectation.statistic in (POWER, COUNT) else expectation.statistic
    rows = trials[(trials["name"] == expectation.result) & (trials["statistic"] == statistic)]
    if expectation.arm:
        rows = rows[rows["arm"] == expectation.arm]
    if rows.empty or rows["arm"].nunique() > 1:
        raise _no_result(expectation, trials)
    if expectation.statistic == POWER:
        power = share_significant(rows["value"], rows["p"])
        return Measured(power["value"], power["low"], power["high"], power["trials"])
    return _mean(rows, COUNT if expectation.statistic == COUNT else "value")


def _mean(rows: pd.DataFrame, column: str) -> Measured | None:
    rows = rows[np.isfinite(rows[column].astype(float))]
    values = rows[column].to_numpy(float)
    if not len(values):
        return None
    if len(values) == 1:  # of one trial only its own interval is known
        value, ends = float(values[0]), rows[["low", "high"]].to_numpy(float)[0]
        low, high = ends if column != COUNT and np.isfinite(ends).all() else (value, value)
        return Measured(value, float(low), float(high), 1)
    half = float(ndtri((1 + LEVEL) / 2)) * values.std(ddof=1) / math.sqrt(len(values))
    mean = float(values.mean())
    return Measured(mean, mean - half, mean + half, len(values))


def _advice(measured: Measured, where: tuple[float, float]) -> str:
    """How many trials would bring the interval to one side of the bound that it straddles."""
    distance = min(abs(measured.value - bound) for bound in where)
    half = (measured.high - measured.low) / 2
    needed = measured.trials * (half / distance) ** 2 if distance else math.inf
    if needed > MOST_TRIALS:
        return "too near the bound for any number of trials to tell"
    rounding = 10 ** max(0, len(str(int(needed))) - 2)
    return f"about {math.ceil(needed / rounding) * rounding:,} trials would tell"


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _no_result(expectation: Expectation, trials: pd.DataFrame) -> InvalidInput:
    known = trials[["name", "statistic", "arm"]].drop_duplicates().astype(str).agg(" / ".join, axis=1)
    asked = " / ".join((expectation.result, expectation.statistic, expectation.arm or "its arm"))
    remedy = f"Correct the expectation. There is: {', '.join(known)}."
    return InvalidInput(f"evidence/claims, {expectation.study}", f"the study gives no one {asked}.", remedy)
