"""Company: at each waking hour a person is with somebody or alone.

    P(company in this hour) = logistic(sociability + seeking (bond - usual_bond)) while awake, 0 asleep
    company = exp(variety n - variety^2 / 2), n standard normal, when in company: its warmth, 1 on average
    company_met = max(company, visit), where a study sends somebody

Warm contact of the last days makes the next contact more likely, which is how the opioid system's answer to company
comes back as more company (claim S01).

Source      brain opioid theory of social attachment (inagaki-2016, loseth-2024); hours in company (evidence file).
Leaves out  who the company is, and bad company: see stress.
"""

import jax
import jax.numpy as jnp

from equipoise.engine.symbol import decides, draw, forcing, gives, needs, parameter, state

time_of_day = needs("h", "hours since midnight")
bond = needs("1", "warmth of contact over the last days")
visit = forcing("1", "warmth of company that the study brings now")
sociability = parameter("1", "log-odds of company in a waking hour")
seeking = parameter("1", "rise of those log-odds per unit of bond above the usual")
usual_bond = parameter("1", "bond at which sociability is as stated")
variety = parameter("1", "spread of the log of warmth between meetings")
waking = parameter("h", "hour of waking")
bedtime = parameter("h", "hour of going to sleep")
luck = draw("uniform", "whether anybody comes by")
warmth_luck = draw("normal", "how warm this hour's company is")
company = state("1", "warmth of the company of this hour; 0 when alone", form="held")


@gives("1")
def awake(time_of_day, waking, bedtime):
    """1 while awake, 0 asleep."""
    return (time_of_day >= waking) * (time_of_day < bedtime)


@gives("1")
def company_chance(awake, bond, sociability, seeking, usual_bond):
    """Chance of company in an hour."""
    return awake * jax.nn.sigmoid(sociability + seeking * (bond - usual_bond))


@decides("company")
def next_company(company_chance, luck, warmth_luck, variety):
    """Company of the coming hour."""
    return (luck < company_chance) * jnp.exp(variety * warmth_luck - variety**2 / 2)


@gives("1")
def company_met(company, visit):
    """Company that came by or was brought, whichever is warmer."""
    return jnp.maximum(company, visit)


@gives("1")
def in_company(company_met):
    """1 in company, 0 alone."""
    return company_met > 0
