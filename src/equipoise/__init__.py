"""equipoise: an in-silico laboratory of the human reward system.

A study file goes in; virtual people are simulated, measured and analysed as the trial did it; and the result stands
beside what was published.

    from pathlib import Path
    import equipoise

    study = equipoise.load_study("naltrexone-connection")
    record = equipoise.run(study, Path("results/mine"), finish=equipoise.write_report)

Importing only defines: what simulates is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from equipoise.errors import CheckNotMet, EquipoiseError, InvalidInput, Quarantined, RunFailed
    from equipoise.evidence import Number, claims, load_drug, load_people, load_scale, numbers, sources
    from equipoise.report import write_report
    from equipoise.study.load import load_study, shipped_studies
    from equipoise.study.run import Options, run
    from equipoise.study.study import Study

HOMES = {
    "CheckNotMet": "errors",
    "EquipoiseError": "errors",
    "InvalidInput": "errors",
    "Number": "evidence",
    "Options": "study.run",
    "Quarantined": "errors",
    "RunFailed": "errors",
    "Study": "study.study",
    "claims": "evidence",
    "load_drug": "evidence",
    "load_people": "evidence",
    "load_scale": "evidence",
    "load_study": "study.load",
    "numbers": "evidence",
    "run": "study.run",
    "shipped_studies": "study.load",
    "sources": "evidence",
    "write_report": "report",
}

__all__ = [
    "CheckNotMet",
    "EquipoiseError",
    "InvalidInput",
    "Number",
    "Options",
    "Quarantined",
    "RunFailed",
    "Study",
    "claims",
    "load_drug",
    "load_people",
    "load_scale",
    "load_study",
    "numbers",
    "run",
    "shipped_studies",
    "sources",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """A public name, loaded from its home on first use; the version from the installed package."""
    if name == "__version__":
        from importlib.metadata import version

        return version("equipoise")
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"equipoise.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
