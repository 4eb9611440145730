"""Rewards that an arm offers: the sections [[arms.NAME.offers]]."""

from itertools import pairwise
from typing import Any

from pydantic import Field

from equipoise.study import catalogue
from equipoise.study.course import own_times
from equipoise.study.grid import check_times, on_grid
from equipoise.study.quantities import Text, Texts
from equipoise.study.refusal import Place
from equipoise.study.section import Section, read
from equipoise.study.times import spell_hours, spell_moment


class Offer(Section):
    """A reward as it is simulated, at each of the times."""

    reward: str = Field(description="Reward of the evidence.")
    times: tuple[float, ...] = Field(description="Hours after 00:00 of day 1 of the period, rising.")


class OfferKeys(Section):
    """[[arms.NAME.offers]]: a reward that an arm offers, as a study file writes it."""

    reward: Text = Field(
        description="Reward of the evidence: a file of evidence/rewards.", examples=['reward = "coffee"']
    )
    times: Texts = Field(description="When it begins.", examples=['times = "daily at 10:00"'])


def read_offer(table: Any, period: float, step: float, place: Place) -> Offer:
    """Work out when a reward begins; period and step in hours. It must be over before it begins again."""
    keys = read(OfferKeys, table, place)
    catalogue.check("rewards", keys.reward, place, "reward", "reward")
    lasts = catalogue.reward(keys.reward).lasts.value
    times = tuple(sorted(own_times(keys.times, period, place)))
    check_times(times, step, place, "times")
    if not on_grid(lasts, step):
        trouble = f"{keys.reward} lasts {spell_hours(lasts)}, which is no whole number of steps of {spell_hours(step)}."
        raise place.refuse("reward", trouble, "Write a step in [system] that divides it.")
    for first, second in pairwise(times):
        if second - first < lasts - 1e-9:
            trouble = f"the {keys.reward} of {spell_moment(first)} is not over when the next begins."
            raise place.refuse("times", trouble, f"It lasts {spell_hours(lasts)}; space them further apart.")
    return Offer(reward=keys.reward, times=times)
