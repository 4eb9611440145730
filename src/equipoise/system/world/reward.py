"""Rewards and losses of an ordinary day: a meal, a laugh, a missed train.

    an event falls into a waking hour with probability `chance`; reward = size n, n standard normal

Source      daily-life studies put such events at a few a day; size is counted in units of a good meal (evidence file).
Leaves out  drugs and natural rewards that a study gives on purpose: they come as doses and forcings.
"""

from equipoise.engine.symbol import decides, draw, needs, parameter, state

awake = needs("1", "1 while awake, 0 asleep")
chance = parameter("1", "chance of an event in a waking hour")
size = parameter("1", "typical size of an event")
luck = draw("uniform", "whether something happens")
fortune = draw("normal", "how good or bad it is")
reward = state("1", "reward (or, below zero, loss) of this hour", form="held")


@decides("reward")
def next_reward(awake, luck, chance, fortune, size):
    """Reward of the coming hour."""
    return (luck < chance * awake) * size * fortune
