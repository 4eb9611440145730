"""Mood: positive affect is a trait moved by the hedonic tone.

    positive_affect = trait + gain hedonic_tone

Source      positive affect as a readout of reward against own level (rutledge-2014).
Leaves out  anxiety, irritability, sleep and the other readouts of mood.
"""

from equipoise.engine.symbol import gives, needs, parameter

hedonic_tone = needs("1", "tip of the balance")
trait = parameter("1", "usual positive affect, in standard deviations between people")
gain = parameter("1", "positive affect per unit of hedonic tone")


@gives("1")
def positive_affect(trait, gain, hedonic_tone):
    """Positive affect now."""
    return trait + gain * hedonic_tone
