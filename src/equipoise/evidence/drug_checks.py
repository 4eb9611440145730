"""What a substance of a drug must have, and what contradicts itself."""

from collections.abc import Iterable, Mapping

from equipoise.evidence.number import Number
from equipoise.evidence.section import Section, nearest

SITES = ("mu", "kappa", "dat", "sert", "serotonin_2a", "nicotinic", "d2", "gaba")
KINDS = ("affinity", "efficacy", "off_rate", "release")
KINETICS = (
    "molar_mass", "dose_molar_mass", "clearance", "volume", "shallow_flow", "shallow_volume", "deep_flow",
    "deep_volume", "entry_rate", "partition", "maximum_rate", "half_rate", "residual_clearance", "enzyme_renewal",
    "inactivation", "inactivation_half", "antibody_affinity", "b_cell_affinity",
)  # fmt: skip
KNOWN = (*KINETICS, *(f"{site}_{kind}" for site in SITES for kind in KINDS))
TOGETHER = (
    ("shallow_flow", "shallow_volume"), ("deep_flow", "deep_volume"), ("maximum_rate", "half_rate"),
    ("inactivation", "inactivation_half"), ("inactivation", "enzyme_renewal"),
)  # fmt: skip
LINEAR = ("clearance", "shallow_flow", "deep_flow", "entry_rate")
ENZYME = ("residual_clearance", "enzyme_renewal", "inactivation")
NOT_NEGATIVE = ("efficacy", "release", "off_rate")
Numbers = Mapping[str, Number]


def check_substances(
    found: Section, substances: Mapping[str, Numbers], formation: Mapping, sites: tuple[str, ...]
) -> None:
    """Refuse a substance that lacks a number or contradicts itself, and a site where nothing can bind."""
    for site in sites:
        if site not in SITES:
            found.refuse("", f'"{site}" of sites is not known.', nearest(site, SITES))
    for name, numbers in substances.items():
        entry = found.inner(name)
        entry.allow(KNOWN)
        _check_values(entry, numbers)
        _check_kinetics(entry, numbers)
        _check_action(entry, numbers, sites)
        if "dose_molar_mass" in numbers and name != next(iter(substances)):
            entry.refuse("dose_molar_mass", "is of a metabolite.", "Only what is taken is weighed.")
        if "maximum_rate" in numbers and formation.get(name):
            remedy = "Leave the formation out: what a saturable elimination makes is not followed."
            entry.refuse("maximum_rate", "is given, yet metabolites are formed.", remedy)
    for site in sites:
        if not any(f"{site}_affinity" in numbers for numbers in substances.values()):
            remedy = (
                f'Write [substances."{next(iter(substances))}".{site}_affinity], or take it out of sites.'
            )
            found.refuse("", f'has no {site}_affinity, yet "{site}" is among the sites.', remedy)


def _check_values(entry: Section, numbers: Numbers) -> None:
    for key, number in numbers.items():
        if isinstance(number.value, tuple):
            entry.refuse(key, "has several values.", "A substance has one: write value = 4.0.")
        may_be_zero = key == "partition" or key.endswith(NOT_NEGATIVE) or key in (*LINEAR, *ENZYME)
        if number.value < 0 or (number.value == 0 and not may_be_zero):
            entry.refuse(key, f"{number.value:g} is not above 0.", "Check its value.")


def _need(entry: Section, key: str, why: str = "") -> None:
    entry.refuse("", f"has no {key}{why}.", f"Add [{entry.entry}.{key}] with value, unit, source and grade.")


def _check_kinetics(entry: Section, numbers: Numbers) -> None:
    for key in ("molar_mass", "volume"):
        if key not in numbers:
            _need(entry, key)
    if "clearance" not in numbers and "maximum_rate" not in numbers:
        _need(entry, "clearance", ", and no maximum_rate")
    for one, other in TOGETHER:
        if one in numbers and other not in numbers:
            _need(entry, other, f", yet it has {one}")
    for key in _given(numbers, LINEAR) if "maximum_rate" in numbers else ():
        remedy = "Elimination is either in proportion or saturable, and a saturable one has no further compartments."
        entry.refuse(key, "is given beside maximum_rate.", remedy)
    for key in _given(numbers, ENZYME) if "maximum_rate" not in numbers else ():
        entry.refuse(key, "is given without maximum_rate.", "Only saturable elimination has an enzyme.")


def _given(numbers: Numbers, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key in numbers]


def _check_action(entry: Section, numbers: Numbers, sites: tuple[str, ...]) -> None:
    acts = False
    for key in numbers:
        site, _, kind = next(
            ((s, "", key[len(s) + 1 :]) for s in SITES if key.startswith(f"{s}_")), ("", "", "")
        )
        if not site:
            continue
        acts = True
        if site not in sites:
            entry.refuse(key, f'is given, yet "{site}" is not among the sites.', f'Add "{site}" to sites.')
        if kind != "affinity" and f"{site}_affinity" not in numbers:
            _need(entry, f"{site}_affinity", f", yet it has {key}")
    for key in ("partition", "entry_rate") if acts else ():
        if key not in numbers and not (key == "entry_rate" and "maximum_rate" in numbers):
            _need(entry, key, ", yet it acts in the brain")
