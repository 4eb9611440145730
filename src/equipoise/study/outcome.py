"""What is measured, with which instrument and when: the sections [measures.NAME]."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from equipoise.study import catalogue
from equipoise.study.arm import Arm
from equipoise.study.grid import check_times
from equipoise.study.quantities import Text, Texts, check_name
from equipoise.study.refusal import Place, Trouble
from equipoise.study.section import Section, example, read
from equipoise.study.times import LATE, AfterDose, Moment, expand, parse_moment, spell_moment

Instrument = Literal["scale", "task", "assay", "scan"]
INSTRUMENTS: tuple[Instrument, ...] = ("scale", "task", "assay", "scan")


class Measure(Section):
    """One measure as it is taken: an instrument and the hours of each period at which it is used."""

    name: str = Field(description="Name of the measure.")
    instrument: Instrument = Field(description="Kind of instrument.")
    of: str = Field(description="Name of the instrument in the evidence.")
    when: tuple[float, ...] = Field(description="Hours after 00:00 of day 1 of each period, rising.")


class MeasureKeys(Section):
    """[measures.NAME]: one measure as a study file writes it, with one of the four instruments."""

    scale: Text | None = Field(
        default=None,
        description="Questionnaire or diary; default none.",
        examples=['scale = "social-connection"'],
    )
    task: Text | None = Field(
        default=None, description="Task with stimuli; default none.", examples=['task = "kind-messages"']
    )
    assay: Text | None = Field(
        default=None, description="Laboratory assay; default none.", examples=['assay = "naltrexone-plasma"']
    )
    scan: Text | None = Field(
        default=None, description="Imaging; default none.", examples=['scan = "mu-occupancy-pet"']
    )
    when: Texts = Field(description="One time or a list of them.", examples=['when = "every evening"'])


def read_measure(
    name: str, table: Any, period: float, step: float, arms: Mapping[str, Arm], place: Place
) -> Measure:
    """Read one measure and work out when it is taken in a period; period and step in hours."""
    with place.blame("", "Rename the measure."):
        check_name(name)
    keys = read(MeasureKeys, table, place)
    said: list[Instrument] = [key for key in INSTRUMENTS if getattr(keys, key) is not None]
    if len(said) != 1:
        trouble = f"it has {' and '.join(said)}." if said else "it names no instrument."
        raise place.refuse(
            "", trouble, 'Name one of scale, task, assay and scan, such as scale = "social-connection".'
        )
    instrument, of = said[0], getattr(keys, said[0])
    catalogue.check("scales", of, place, instrument, "instrument")
    kind = getattr(catalogue.scale(of), "kind", instrument)
    if kind != instrument:
        raise place.refuse(instrument, f'"{of}" is not a {instrument}.', f'Write {kind} = "{of}".')
    when = _when(keys.when, period, arms, place)
    check_times(when, step, place, "when")
    return Measure(name=name, instrument=instrument, of=of, when=when)


def _when(texts: Sequence[str], period: float, arms: Mapping[str, Arm], place: Place) -> tuple[float, ...]:
    with place.blame("when", ""):
        moments = [parse_moment(text) for text in texts]
    with place.blame("when", "Give the day and the time of day."):
        doses = _doses_referred_to(moments, arms)
    with place.blame("when", LATE):
        hours = {round(at, 9) for at in expand(moments, period, doses)}
    if not hours:
        raise place.refuse("when", "the list is empty.", example(MeasureKeys, "when"))
    return tuple(sorted(hours))


def _doses_referred_to(moments: Sequence[Moment], arms: Mapping[str, Arm]) -> tuple[float, ...]:
    """Dose times that hold in every arm, since a measure is taken at the same time in all."""
    longest = max(arms.values(), key=lambda arm: len(arm.times))
    for number in {moment.dose for moment in moments if isinstance(moment, AfterDose)}:
        if number > len(longest.times):
            raise Trouble(f"there is no dose {number}: no arm has more than {len(longest.times)}.")
        due = longest.times[number - 1]
        for arm in arms.values():
            if number <= len(arm.times) and abs(arm.times[number - 1] - due) > 1e-9:
                told = f"on {spell_moment(due)} in {longest.name}"
                other = f"on {spell_moment(arm.times[number - 1])} in {arm.name}"
                raise Trouble(f"dose {number} does not come at one time: {told}, {other}.")
    return longest.times
