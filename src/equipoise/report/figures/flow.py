"""Who started, who left and why, who was analysed."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from equipoise.report import words
from equipoise.report.figure import Figure
from equipoise.report.folder import ResultsFolder


def draw(folder: ResultsFolder) -> list[Figure]:
    """The flow of participants of the first trial, as a list; nothing if the record counts nobody."""
    flow = folder.record.get("flow") or {}
    started, analysed = flow.get("started"), flow.get("analysed")
    if started is None or analysed is None:
        return []
    dropped = [_loss(entry) for entry in flow.get("dropped") or ()]
    lost = words.listed(f"{words.number(n)} {reason}" for reason, n in dropped) or "nobody left"
    screened = (
        flow.get("screened") if words.is_number(flow.get("screened")) and flow["screened"] > started else None
    )
    first = [("screened", "", screened)] if screened else []
    rows = [
        *first,
        ("started", "", started),
        *(("left", reason, n) for reason, n in dropped),
        ("analysed", "", analysed),
    ]
    figure = Figure(
        key="participants",
        title="Flow of participants",
        caption="Virtual people from start to analysis, first trial." + _over_trials(folder),
        alt=f"{words.count(started, 'person', 'people')} started; {lost}; {words.number(analysed)} were analysed.",
        data=pd.DataFrame(rows, columns=["step", "reason", "people"]),
        columns={"step": "place in the trial", "reason": "why people left", "people": "number of people"},
        part="flow",
        content={
            "screened": screened,
            "started": started,
            "dropped": dropped,
            "analysed": analysed,
            "arms": _arms(folder),
        },
    )
    return [figure]


def _loss(entry: Mapping[str, Any]) -> tuple[str, Any]:
    return words.clean(entry.get("reason")) or "reason not recorded", entry.get("n")


def _arms(folder: ResultsFolder) -> list[tuple[str, str]]:
    return [(arm, folder.plan.regimens.get(arm, "")) for arm in folder.arms]


def _over_trials(folder: ResultsFolder) -> str:
    people = folder.people
    if folder.repeats < 2 or people.empty:
        return ""
    completed = people["status"].eq("completed").groupby(people["repeat"]).sum()
    if len(completed) < 2:
        return ""
    lowest, highest = words.number(int(completed.min())), words.number(int(completed.max()))
    if lowest == highest:
        return f" In each of the {words.number(len(completed))} trials, {lowest} completed."
    return (
        f" Over all {words.number(len(completed))} trials, {completed.mean():.1f} people completed"
        f" on average ({lowest} to {highest})."
    )
