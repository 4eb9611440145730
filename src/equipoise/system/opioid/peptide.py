"""The body's own opioid peptide: an inherited tone, and release by company, kind words and warm things.

    dpeptide/dt = (tone (1 + release) - peptide) / clearance_time
    release = by_company company_met + by_kindness kindness + by_warmth max(object_temperature, 0)

Source      brain opioid theory of social attachment (inagaki-2015, inagaki-2016, inagaki-2019).
Leaves out  exertion, food and stress as releasers; the slow pull of the stress axis on the tone.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import forcing, gives, needs, parameter, rate, settles, state

company_met = needs("1", "warmth of the company met now")
kindness = forcing(
    "1", "value of the message being read: 0 a stranger's neutral words, 1 a loved one's kind words"
)
object_temperature = forcing(
    "K", "temperature of the object held, against one that feels neither warm nor cold"
)
tone = parameter("1", "own opioid tone relative to a typical person's")
by_company = parameter("1", "release by company of typical warmth, in units of the tone")
by_kindness = parameter("1", "release by a loved one's kind words")
by_warmth = parameter("1/K", "release by a held object per kelvin of warmth")
clearance_time = parameter("h", "time in which released peptide is gone")
peptide = state("1", "own opioid peptide, 1 at a typical person's rest", start=1, form="settled")


@gives("1")
def peptide_tone(tone):
    """Own opioid peptide at rest."""
    return tone * 1


@gives("1")
def release(company_met, kindness, object_temperature, by_company, by_kindness, by_warmth):
    """Release evoked now, in units of the person's tone."""
    return by_company * company_met + by_kindness * kindness + by_warmth * jnp.maximum(object_temperature, 0)


@rate("peptide")
def d_peptide(peptide, tone, release, clearance_time):
    """Peptide follows its release within minutes."""
    return (tone * (1 + release) - peptide) / clearance_time


@settles("peptide")
def settled_peptide(tone, release):
    """Peptide once release and clearance balance."""
    return tone * (1 + release)
