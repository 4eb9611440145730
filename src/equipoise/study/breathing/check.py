"""What a study of an overdose may say: one opioid at once at the start, for groups of their own."""

from collections.abc import Mapping

from equipoise.study import catalogue
from equipoise.study.arm import Arm
from equipoise.study.design import Design
from equipoise.study.refusal import Place

ROUTE = "intravenous"


def check_overdose(system: str, design: Design, arms: Mapping[str, Arm], place: Place) -> None:
    """Refuse a rescue where nobody's breathing is followed, and, where it is, whatever the system cannot do."""
    for name, arm in arms.items():
        here = place.table("arms", name)
        if system != "breathing":
            if arm.rescue is not None:
                remedy = 'Write name = "breathing" in [system], or remove rescue.'
                raise here.refuse("rescue", "nobody's breathing is followed in this study.", remedy)
            continue
        _check_arm(arm, here)
    if system == "breathing" and design.kind == "crossover":
        remedy = 'Write kind = "parallel".'
        raise place.table("design").refuse("kind", "nobody can go through several overdoses.", remedy)
    if system == "breathing" and design.run_in:
        raise place.table("design").refuse("run_in", "an overdose has no run-in.", 'Write run_in = "0 h".')


def _check_arm(arm: Arm, here: Place) -> None:
    opioids, rescues = catalogue.overdose_names("opioids"), catalogue.overdose_names("rescues")
    if arm.drug not in opioids:
        raise here.unknown("drug", arm.drug or "", "opioid of the system breathing", opioids)
    if arm.rescue is not None and arm.rescue not in rescues:
        raise here.unknown("rescue", arm.rescue, "rescue of the system breathing", rescues)
    if arm.route != ROUTE:
        raise here.refuse("route", "it goes at once into a vein.", f'Write route = "{ROUTE}".')
    if arm.times != (0.0,) or arm.also or arm.history or arm.offers:
        remedy = 'Write times = "day 1 at 00:00" and nothing else of what is taken or met.'
        raise here.refuse("times", "an overdose is one dose at the very start.", remedy)
