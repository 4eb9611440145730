"""The numbers: every value of the science, with its unit, doubt, spread, source and grade.

Data files lie in folders named after what they serve: `system/` (one file per mechanism), `drugs/`, `rewards/`,
`scales/`, `people/`, `studies/`, `claims/`, `targets/`; `sources.toml` lists where numbers come from. This package
reads them and refuses what has no unit or no source. `README.md` beside this file tells how one is written.
"""

from equipoise.evidence.claim import Claim, Expectation, claims
from equipoise.evidence.drug import Drug, load_drug
from equipoise.evidence.files import all_system_files, names
from equipoise.evidence.instrument import Instrument, Item, load_scale
from equipoise.evidence.number import GRADES, Number
from equipoise.evidence.population import Condition, Population, load_people
from equipoise.evidence.reward import Reward, load_reward
from equipoise.evidence.rewrite import update_values
from equipoise.evidence.route import Phase, Route
from equipoise.evidence.source import Source, sources
from equipoise.evidence.split import split, use
from equipoise.evidence.system import numbers
from equipoise.evidence.target import Target, targets

__all__ = [
    "GRADES",
    "Claim",
    "Condition",
    "Drug",
    "Expectation",
    "Instrument",
    "Item",
    "Number",
    "Phase",
    "Population",
    "Reward",
    "Route",
    "Source",
    "Target",
    "all_system_files",
    "claims",
    "load_drug",
    "load_people",
    "load_reward",
    "load_scale",
    "names",
    "numbers",
    "sources",
    "split",
    "targets",
    "update_values",
    "use",
]
