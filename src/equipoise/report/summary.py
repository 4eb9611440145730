"""The plain sentences at the top of the page, and the banners above them."""

import shlex
from collections.abc import Mapping
from typing import Any

from equipoise import evidence
from equipoise.report import words
from equipoise.report.folder import ResultsFolder
from equipoise.report.rows import Row

DISCLAIMER = "For research and teaching only. This is not medical advice."


def statement(folder: ResultsFolder) -> str:
    """What was run, in a few sentences."""
    return " ".join(part for part in (_who(folder), _trials(folder), _how(folder)) if part)


def _who(folder: ResultsFolder) -> str:
    record, plan = folder.record, folder.plan
    flow = record.get("flow") or {}
    started = flow.get("started", record.get("people"))
    if started is None:
        return ""
    analysed = flow.get("analysed")
    done = f" and {words.number(analysed)} were analysed" if analysed is not None else ""
    text = f"{words.count(started, 'virtual person', 'virtual people')} started{done}"
    text += f", in {words.article(plan.design)} {plan.design} study" if plan.design else ""
    arms = words.listed(words.clean(arm) for arm in folder.arms)
    text += f" of {words.count(len(folder.arms), 'arm')} ({arms})" if arms else ""
    return f"{text}, {plan.spans}." if plan.spans else f"{text}."


def _trials(folder: ResultsFolder) -> str:
    if folder.repeats < 2:
        return "The trial was simulated once."
    return f"The trial was simulated {folder.repeats:,} times, each time with other people."


def _how(folder: ResultsFolder) -> str:
    record = folder.record
    parts = [f"Seed {words.number(record.get('seed')).replace(',', '')}"]
    if words.is_number(record.get("step_h")):
        parts.append(f"time step {words.step(record['step_h'])}")
    text = ", ".join(parts) + f", equipoise {version(record)}."
    error = record.get("error_estimate") or {}
    if not words.is_number(error.get("value")):
        return text + " No error estimate was recorded."
    value = words.number(error["value"])
    limit = f" of {error['tolerance']:g}" if words.is_number(error.get("tolerance")) else ""
    what = f" ({words.signal(error['what'])})" if error.get("what") else ""
    verdict = "above" if error_exceeded(record) else "within"
    return f"{text} Error estimate {value}{what}, {verdict} the tolerance{limit}."


def version(record: Mapping[str, Any]) -> str:
    """The version of the program that made the record."""
    return words.clean(record.get("equipoise")) or "(version not recorded)"


def error_exceeded(record: Mapping[str, Any]) -> bool:
    """Whether the run's error estimate lies above its tolerance."""
    error = record.get("error_estimate") or {}
    value, tolerance = error.get("value", 0), error.get("tolerance", 0)
    return words.is_number(value) and words.is_number(tolerance) and float(value) > float(tolerance)


def banners(folder: ResultsFolder) -> list[tuple[str, str]]:
    """`(level, text)` for each thing a reader must know before believing the page; level is `red` or `amber`."""
    found = []
    if error_exceeded(folder.record):
        found.append(
            (
                "red",
                "The error estimate is above its tolerance: run again with a smaller step before using it.",
            )
        )
    said = [*(folder.record.get("warnings") or ()), *folder.notices]
    return found + [("amber", words.sentence(text)) for text in said]


def tally(rows: tuple[Row, ...]) -> str:
    """How many results agree with what was published, predictions and fitted ones apart."""
    parts = []
    for kind, told in (
        ("prediction", "Predictions that agree with what was published"),
        ("fitted", "Fitted results that do"),
    ):
        judged = [row for row in rows if row.kind == kind and row.verdict]
        if judged:
            remark = ", as they were made to" if kind == "fitted" else ""
            parts.append(f"{told}: {sum(row.agrees for row in judged)} of {len(judged)}{remark}.")
    return " ".join(parts) or "Nothing published stands beside these results."


def command(record: Mapping[str, Any]) -> str:
    """The command line that gives the same numbers again."""
    study = record.get("study") or {}
    name = words.clean(study.get("name")) or "STUDY"
    shipped = name in evidence.names("studies")
    words_of_it = ["equipoise", "run", name if shipped else f"{name}.toml"]
    for option in ("people", "repeats", "seed"):
        if words.is_number(record.get(option)):
            words_of_it += [f"--{option}", str(record[option])]
    if words.is_number(record.get("step_h")):
        words_of_it += ["--step", words.step(record["step_h"])]
    return shlex.join(words_of_it)
