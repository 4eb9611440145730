"""Release capacity: a vesicle store that heavy use empties within hours, and a capacity that sinks over weeks.

    d store/dt = (1 - store) / refill - use_up over store
    d capacity/dt = gap / t_sink while falling, gap return_rate slower while rising
    gap = 1 - capacity_loss burden - capacity

Source      evoked release of about a tenth of the healthy in cocaine dependence (martinez-2007 rows); the fall of
            dopamine hours after a binge (findings: da-cocaine-withdrawal-rat).
Leaves out  synthesis as a step of its own.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import needs, parameter, rate, state

burden = needs("1", "how far recent exposure pushes set points, 0-1")
return_rate = needs("1/h", "rate at which a lowered number comes back")
over = needs("1", "log dopamine above the range of ordinary rewards")
refill = parameter("h", "time in which the store refills")
use_up = parameter("1/h", "share of the store used per hour by a unit of excess dopamine")
capacity_loss = parameter("1", "fall of the set point of capacity at full burden")
t_sink = parameter("h", "time constant of the fall of capacity")
slower = parameter("1", "return of capacity relative to that of receptors")
store = state("1", "vesicle store relative to rest", start=1)
capacity = state("1", "release capacity relative to the person's own healthy one", start=1)


@rate("store")
def d_store(store, over, refill, use_up):
    """The store refills and is used up by what is above the range of ordinary rewards."""
    return (1 - store) / refill - use_up * over * store


@rate("capacity")
def d_capacity(capacity, burden, capacity_loss, t_sink, return_rate, slower):
    """Capacity moves to its set point."""
    gap = 1 - capacity_loss * burden - capacity
    return jnp.where(gap < 0, gap / t_sink, gap * return_rate * slower)
