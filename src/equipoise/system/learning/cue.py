"""A drug's cue: its value grows with use and hardly fades; what it does to craving ripens in abstinence.

    d cue_value/dt = learn over (1 - cue_value) - cue_value / forget
    d ripeness/dt = (1 - ripeness) / ripen - reset over ripeness
    d freshness/dt = reset over (1 - freshness) - freshness / fade
    cue_power = cue_value (1 + swell ripeness freshness)

With t the time since last use, ripeness = 1 - exp(-t/ripen) and freshness = exp(-t/fade): cue reactivity first rises,
for months with methamphetamine, and then declines.

Source      incubation of cue craving (wang-2013, bedi-2011).
Leaves out  extinction and context (see learning).
"""

from equipoise.engine.symbol import gives, needs, parameter, rate, state

over = needs("1", "log dopamine above the range of ordinary rewards")
learn = parameter("1/h", "rate of learning per unit of excess dopamine")
forget = parameter("h", "time constant at which a cue is forgotten")
ripen = parameter("h", "time constant at which cue craving rises in abstinence")
fade = parameter("h", "time constant at which that rise is lost")
reset = parameter("1/h", "rate at which use starts the rise anew, per unit of excess dopamine")
swell = parameter("1", "largest rise of cue craving in abstinence, as a share")
cue_value = state("1", "value that a drug's cue has come to have")
ripeness = state("1", "how far the rise in abstinence has come")
freshness = state("1", "what is left of it")


@rate("cue_value")
def d_cue_value(cue_value, over, learn, forget):
    """A cue is learned with excess dopamine and slowly forgotten."""
    return learn * over * (1 - cue_value) - cue_value / forget


@rate("ripeness")
def d_ripeness(ripeness, over, ripen, reset):
    """Cue craving ripens in abstinence and starts anew with use."""
    return (1 - ripeness) / ripen - reset * over * ripeness


@rate("freshness")
def d_freshness(freshness, over, fade, reset):
    """Use makes the memory fresh; time fades it."""
    return reset * over * (1 - freshness) - freshness / fade


@gives("1")
def cue_power(cue_value, ripeness, freshness, swell):
    """What the cue can do to craving now."""
    return cue_value * (1 + swell * ripeness * freshness)
