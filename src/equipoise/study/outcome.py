"""What is measured, with which instrument and when: the sections [measures.NAME]."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from equipoise.study import catalogue
from equipoise.study.arm import Arm
from equipoise.study.grid import check_times
from equipoise.study.quantities import Hours, Text, Texts, Unit, check_name
from equipoise.study.refusal import Place, Trouble
from equipoise.study.section import Section, example, read
from equipoise.study.signals import read_signal
from equipoise.study.times import (
    DAY,
    LATE,
    Moment,
    expand,
    parse_moment,
    referred,
    spell_hours,
    spell_moment,
)

Instrument = Literal["scale", "task", "assay", "scan", "signal"]
INSTRUMENTS: tuple[Instrument, ...] = ("scale", "task", "assay", "scan", "signal")
EARLY = "Lengthen run_in (or washout) in [design], or choose a later time."


class Measure(Section):
    """One measure as it is taken: an instrument and the hours of each period at which it is used."""

    name: str = Field(description="Name of the measure.")
    instrument: Instrument = Field(description="Kind of instrument.")
    of: str = Field(description="Name of the instrument in the evidence, or the signal that is read.")
    when: tuple[float, ...] = Field(description="Hours after 00:00 of day 1 of each period, rising.")
    unit: str = Field(default="1", description="Unit in which a signal is read; default a pure number.")
    window: float | None = Field(
        default=None, description="Hours before over which a signal is averaged; default none, the moment."
    )


class MeasureKeys(Section):
    """[measures.NAME]: one measure as a study file writes it, with one of the instruments."""

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
    signal: Text | None = Field(
        default=None,
        description="Signal of the system, read without error; default none.",
        examples=['signal = "dopamine"'],
    )
    of: Text | None = Field(
        default=None,
        description="Substance of the signal, where it has one for each; default none.",
        examples=['of = "naltrexone"'],
    )
    unit: Unit | None = Field(
        default=None,
        description="Unit in which the signal is read; default its own.",
        examples=['unit = "ng/mL"'],
    )
    window: Hours | None = Field(
        default=None,
        gt=0,
        le=DAY,
        description="Time before each moment over which the signal is averaged; default none.",
        examples=['window = "8 h"'],
    )
    when: Texts = Field(description="One time or a list of them.", examples=['when = "every evening"'])


def read_measure(
    name: str,
    table: Any,
    period: float,
    step: float,
    arms: Mapping[str, Arm],
    place: Place,
    before: float = 0.0,
) -> Measure:
    """Read one measure and work out when it is taken in a period, and up to so long `before`; all in hours."""
    with place.blame("", "Rename the measure."):
        check_name(name)
    keys = read(MeasureKeys, table, place)
    said: list[Instrument] = [key for key in INSTRUMENTS if getattr(keys, key) is not None]
    if len(said) != 1:
        trouble = f"it has {' and '.join(said)}." if said else "it names no instrument."
        raise place.refuse(
            "",
            trouble,
            'Name one of scale, task, assay, scan and signal, such as scale = "social-connection".',
        )
    instrument, of = said[0], getattr(keys, said[0])
    more = {}
    if instrument == "signal":
        of, more = read_signal(keys, arms, step, place)
    else:
        _check_instrument(keys, instrument, of, place)
    when = _when(keys.when, period, before, arms, place)
    check_times(when, step, place, "when")
    return Measure(name=name, instrument=instrument, of=of, when=when, **more)


def _check_instrument(keys: MeasureKeys, instrument: Instrument, of: str, place: Place) -> None:
    catalogue.check("scales", of, place, instrument, "instrument")
    kind = getattr(catalogue.scale(of), "kind", instrument)
    if kind != instrument:
        raise place.refuse(instrument, f'"{of}" is not a {instrument}.', f'Write {kind} = "{of}".')
    for key in ("of", "unit", "window"):
        if getattr(keys, key) is not None:
            remedy = f'Remove it, or write signal = "dopamine" in place of {instrument}.'
            raise place.refuse(key, f"a {instrument} has its own.", remedy)


def _when(
    texts: Sequence[str], period: float, before: float, arms: Mapping[str, Arm], place: Place
) -> tuple[float, ...]:
    with place.blame("when", ""):
        moments = [parse_moment(text) for text in texts]
    with place.blame("when", "Give the day and the time of day."):
        doses = doses_referred_to(moments, arms)
    with place.blame("when", LATE):
        hours = {round(at, 12) for at in expand(moments, period, doses)}
    if hours and min(hours) < -before:
        trouble = f"{spell_moment(min(hours))} is before the {spell_hours(before)} that come before day 1."
        raise place.refuse("when", trouble, EARLY)
    if not hours:
        raise place.refuse("when", "the list is empty.", example(MeasureKeys, "when"))
    return tuple(sorted(hours))


def doses_referred_to(moments: Sequence[Moment], arms: Mapping[str, Arm]) -> tuple[float, ...]:
    """Dose times that hold in every arm, since a measure is taken at the same time in all."""
    longest = max(arms.values(), key=lambda arm: len(arm.times))
    for number in referred(moments):
        if number > len(longest.times):
            raise Trouble(f"there is no dose {number}: no arm has more than {len(longest.times)}.")
        due = longest.times[number - 1]
        for arm in arms.values():
            if number <= len(arm.times) and abs(arm.times[number - 1] - due) > 1e-9:
                told = f"on {spell_moment(due)} in {longest.name}"
                other = f"on {spell_moment(arm.times[number - 1])} in {arm.name}"
                raise Trouble(f"dose {number} does not come at one time: {told}, {other}.")
    return longest.times
