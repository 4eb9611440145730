"""Rewards and losses of an ordinary day."""

import numpy as np
import pytest
from hypothesis import given

from equipoise.system.world.reward import next_reward, reward_now
from system.typical import positive, shares, signed, typical

NUMBERS = typical("world/reward")
CHANCE, SIZE = NUMBERS["chance"], NUMBERS["size"]


@given(shares, shares, signed, positive)
def test_limit_asleep_nothing_happens(luck, chance, fortune, size):
    assert next_reward(0.0, luck, chance, fortune, size) == 0


@given(signed)
def test_limit_what_the_study_gives_comes_on_top_of_nothing(offered):
    assert reward_now(0.0, offered) == offered


@given(shares, shares, signed, positive)
def test_law_something_happens_or_it_does_not(luck, chance, fortune, size):
    met = next_reward(1.0, luck, chance, fortune, size)
    assert met == (fortune * size if luck < chance else 0)


@given(signed, signed)
def test_law_rewards_add_up(reward, offered):
    assert reward_now(reward, offered) == reward_now(offered, reward) == reward + offered


def test_twin_a_few_events_a_day_good_and_bad_alike():
    random = np.random.default_rng(4)
    met = next_reward(1.0, random.uniform(size=20_000), CHANCE, random.normal(size=20_000), SIZE)
    assert (met != 0).mean() == pytest.approx(CHANCE, abs=0.01)
    assert met.mean() == pytest.approx(0, abs=0.02)
    assert 16 * CHANCE == 4
