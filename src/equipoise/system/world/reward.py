"""Rewards and losses of an ordinary day: a meal, a laugh, a missed train.

    an event falls into a waking hour with probability `chance`; reward = size n, n standard normal
    reward_now = reward + offered

Source      daily-life studies put such events at a few a day; size is counted in units of a good meal (evidence file).
Leaves out  drugs, which come as doses, and how a reward loses its shine by being repeated.
"""

from equipoise.engine.symbol import decides, draw, forcing, gives, needs, parameter, state

awake = needs("1", "1 while awake, 0 asleep")
offered = forcing("1", "reward that the study gives now, in good meals")
chance = parameter("1", "chance of an event in a waking hour")
size = parameter("1", "typical size of an event")
luck = draw("uniform", "whether something happens")
fortune = draw("normal", "how good or bad it is")
reward = state("1", "reward (or, below zero, loss) of this hour", form="held")


@decides("reward")
def next_reward(awake, luck, chance, fortune, size):
    """Reward of the coming hour."""
    return (luck < chance * awake) * size * fortune


@gives("1")
def reward_now(reward, offered):
    """Reward met now, from daily life and from the study."""
    return reward + offered
