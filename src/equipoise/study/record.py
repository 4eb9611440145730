"""The record of a run: what was run, with what, how exactly, and what came out."""

import platform
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd

from equipoise.engine.precision import double
from equipoise.engine.timescale import too_slow
from equipoise.evidence import load_drug
from equipoise.study import summary
from equipoise.study.lab import Laboratory
from equipoise.study.observe import QUARANTINED, truths
from equipoise.study.safety import broken
from equipoise.study.tables import COMPLETED

LIBRARIES = ("jax", "numpy", "scipy", "pandas", "pyarrow")
SAMPLE = 64  # people whose run is repeated with half the step


def error_estimate(lab: Laboratory, people: np.ndarray, width: int) -> dict[str, Any]:
    """How far what the instruments read moves when the step is halved, for a sample of these people (addresses).

    Root mean square of the change over root mean square of the value, for the measure that moves most.
    """
    sample = people[:SAMPLE]
    finer = lab.on(lab.program.grid.halved())
    coarse, fine = truths(lab.observe(sample, width)), truths(finer.observe(sample, min(width, SAMPLE)))
    moved = {name: _moved(coarse[name], fine[name]) for name in lab.instruments}
    worst = max(moved, key=lambda name: moved[name])
    return {
        "value": moved[worst],
        "tolerance": lab.study.system.tolerance,
        "what": f"change of {worst} when the step is halved, root mean square over root mean square",
        "step_h": lab.program.grid.step,
        "people": len(sample),
    }


def _moved(coarse: np.ndarray, fine: np.ndarray) -> float:
    size = float(np.sqrt((fine**2).mean()))
    return float(np.sqrt(((coarse - fine) ** 2).mean())) / size if size else 0.0


def _flow(fates: pd.DataFrame) -> dict[str, Any]:
    """Started, stopped and analysed in the first trial, and on average over all."""
    first = fates[fates["repeat"] == 0]
    stopped = first.loc[first["status"] != COMPLETED, "status"].value_counts()
    trials = fates["repeat"].nunique()
    return {
        "screened": int(first["screened"].sum()),
        "started": len(first),
        "analysed": int((first["status"] == COMPLETED).sum()),
        "dropped": [{"reason": str(reason), "n": int(n)} for reason, n in stopped.items()],
        "mean_analysed": float((fates["status"] == COMPLETED).sum() / trials),
        "quarantined": int((fates["status"] == QUARANTINED).sum()),
    }


def record(
    lab: Laboratory, trials: pd.DataFrame, power: list[dict], fates: pd.DataFrame, error: dict, seconds: float
) -> dict[str, Any]:
    """Everything that record.json holds but the hashes of the tables."""
    study = lab.study
    return {
        "equipoise": version("equipoise"),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "study": {
            "name": study.name,
            "title": study.title,
            "source": study.source,
            "claims": list(study.claims),
            "toml": study.path.read_text(encoding="utf-8"),
        },
        "seed": lab.seed,
        "people": study.people.number,
        "repeats": study.repeat.trials,
        "step_h": lab.program.grid.step,
        "days": lab.calendar.days,
        "results": summary.summarise(trials, study),
        "power": power,
        "flow": _flow(fates),
        "error_estimate": error,
        "evidence": [*lab.numbers.record(), *_own(lab), *_instruments(lab), *_rewards(lab)],
        "warnings": [
            *broken(study.arms.values(), load_drug),
            *summary.unmatched(trials, study),
            *_settled(lab),
        ],
        "seconds": round(seconds, 2),
    }


def _settled(lab: Laboratory) -> list[str]:
    """A warning for each state that is taken as settled although it is not far faster than the step."""
    system, step = lab.program.system, lab.program.grid.step
    if system.clock == "moment":
        return []
    calm = {name: np.zeros(1) for name in system.of("forcing")}
    start = {name: np.full((*system.shape(name), 1), symbol.start) for name, symbol in system.states.items()}
    typical = {name: value[..., None] for name, value in lab.numbers.fixed.items()}
    with double():
        slow = too_slow(system, {**typical, **calm, **start}, step)
    return [
        f"{name} is taken as settled, but needs {60 * tau:.2g} min of a step of {60 * step:g} min"
        for name, tau in slow.items()
    ]


def _own(lab: Laboratory) -> list[dict[str, Any]]:
    """The numbers in which the people of an arm differ from others, each with the arm."""
    usual = dict(lab.numbers.entries.values())
    return [
        {**number.record(key), "arm": arm}
        for arm, numbers in lab.own.items()
        for key, number in dict(numbers.entries.values()).items()
        if number != usual[key]
    ]


def _rewards(lab: Laboratory) -> list[dict[str, Any]]:
    """The numbers of the rewards offered."""
    return [
        number.record(f"rewards/{name}.{field}")
        for name, reward in lab.rewards.items()
        for field, number in (("size", reward.size), ("lasts", reward.lasts))
    ]


def _instruments(lab: Laboratory) -> list[dict[str, Any]]:
    """The numbers of the instruments used."""
    used = {tool.name: tool for tool in lab.instruments.values() if tool.kind != "signal"}
    return [
        getattr(instrument, field).record(f"scales/{name}.{field}")
        for name, instrument in used.items()
        for field in ("centre", "gain", "error", "person_error")
    ]
