"""Numbers and populations made up for the tests of people."""

from equipoise.evidence import Condition, Number, Population


def number(value, spread=None, name="made", unit="1"):
    """An assumption with this value and spread, in engine units."""
    return Number(name, value, unit, None, spread, (), "assumption", "made up")


def population(conditions=(), traits=()):
    """A population with conditions (name, prevalence) and traits (name, number)."""
    had = {name: Condition(name, number(share)) for name, share in conditions}
    return Population("made", "Made-up people", dict(traits), had)
