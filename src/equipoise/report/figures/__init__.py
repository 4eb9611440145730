"""The figures of the page, one module per kind. A section appears only if its figures find their data.

To add a kind: one module with `draw(folder) -> list[Figure]`, one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from equipoise.report.figure import Figure
from equipoise.report.figures import by_arm, curves, flow, forest, over_time, persons, power
from equipoise.report.folder import ResultsFolder


@dataclass(frozen=True)
class Section:
    """One section of the page and what draws it."""

    key: str
    title: str
    draw: Callable[[ResultsFolder], list[Figure]]


SECTIONS = (
    Section("participants", "Who took part", flow.draw),
    Section("body", "What the drug did in the body", curves.draw),
    Section("diary", "Reports over the period", over_time.draw_reports),
    Section("persons", "Person by person", persons.draw),
    Section("forest", "One trial among many", forest.draw),
    Section("power", "Power", power.draw),
    Section("arms", "Arm by arm", by_arm.draw),
    Section("scans", "Scans and assays over time", over_time.draw_scans),
)
