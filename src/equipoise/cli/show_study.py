"""The card of a study: its plan in words."""

from typing import Any

from equipoise.cli import numbers
from equipoise.cli.card import Card
from equipoise.report import words
from equipoise.report.plan import Plan, read_plan
from equipoise.study.load import load_study
from equipoise.study.study import Analysis, Measure, Published, Study
from equipoise.study.times import spell_hours, spell_moment

FEW = 6  # moments that a measure lists


def study(name: str) -> Card:
    """The card of a shipped study, or of a study file."""
    found = load_study(name)
    plan = read_plan(found.path.read_text(encoding="utf-8"))
    keys = dict.fromkeys([found.source, *(block.source for block in found.published)])
    return Card(
        kind="study",
        name=found.name,
        title=found.title,
        text=_told(found, plan),
        facts={"file": str(found.path), "claims": list(found.claims)},
        tables={
            "arms": [{"arm": arm, "given": plan.regimens.get(arm, "")} for arm in found.arms],
            "measures": [_measure(name, measure) for name, measure in found.measures.items()],
            "analyses": [_analysis(name, analysis) for name, analysis in found.analysis.items()],
            "published": [_published(block) for block in found.published],
            "sources": [numbers.cited(key) for key in keys if key],
        },
    )


def _told(found: Study, plan: Plan) -> str:
    people = found.people
    without = f" without {words.listed(people.exclude)}" if people.exclude else ""
    spans = f", {plan.spans}" if plan.spans else ""
    stop = {"a drug": found.dropout.active, "no drug": found.dropout.control}
    stops = [f"{100 * share:.3g} % stop in a period on {arm}" for arm, share in stop.items() if share]
    lines = [
        f"{words.count(people.number, 'person', 'people')} from {people.from_}{without} take part in "
        f"{words.article(plan.design)} {plan.design} study{spans}, "
        f"after {spell_hours(found.design.run_in)} unobserved.",
        f"{words.listed(stops)}." if stops else "Nobody stops.",
        f"The trial is run {words.count(found.repeat.trials, 'time')}, each time with other people, in steps of "
        f"{words.step(found.system.step)}.",
    ]
    return " ".join(lines)


def _measure(name: str, measure: Measure) -> dict[str, Any]:
    moments = [spell_moment(at) for at in measure.when]
    more = [f"and {len(moments) - FEW} more"] if len(moments) > FEW else []
    return {
        "measure": name,
        "kind": measure.instrument,
        "instrument": measure.of,
        "when": moments[:FEW] + more,
    }


def _analysis(name: str, analysis: Analysis) -> dict[str, Any]:
    compare = analysis.compare
    what = (
        f"{compare.active} against {compare.control}, {compare.how}"
        if compare
        else f"{words.listed(analysis.arms)}"
    )
    item = "" if analysis.item == "all" else analysis.item
    return {
        "analysis": name,
        "measure": analysis.measure,
        "item": item,
        "report": analysis.report or "mean",
        "of": what,
    }


def _published(block: Published) -> dict[str, Any]:
    low, high = block.interval or (None, None)
    value = (
        words.direction(block.value)
        if block.statistic == "sign"
        else words.with_unit(f"{block.value:g}", "" if block.unit == "1" else block.unit)
    )
    return {
        "beside": block.result,
        "arm": block.arm or "",
        "statistic": words.statistic(block.statistic),
        "value": value,
        "interval": words.interval(low, high),
        "kind": "fitted" if block.fitted else "prediction",
        "source": block.source,
        "note": block.note or "",
    }
