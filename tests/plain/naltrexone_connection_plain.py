"""The whole model of `naltrexone-connection` for one person, in plain NumPy: this page joins the three beside it.

Written from the docstrings of the mechanisms, not from their code: no symbols, no engine, nothing settled on a grid and
nothing exact; a general solver with a tight tolerance goes from hour to hour. What the engine composes must agree.
"""

import numpy as np
from scipy.integrate import solve_ivp

from plain.balance_plain import (
    BALANCE,
    exposure,
    hedonic_level,
    opponent,
    positive_affect,
    remembered,
    stress_axis,
    withdrawal,
)  # fmt: skip
from plain.body_plain import RECEPTOR, body_states, kinetics, mu, other_sites, own_opioid, receptor_numbers
from plain.dopamine_plain import DOPAMINE, level, stores

AT_ONE = ("d2", "dat", "store", "capacity", "pain_weight", "pituitary", "adrenal", "cortisol")


def logistic(x):
    return 1 / (1 + np.exp(-x))


def states(p):
    """What the solver follows, in this order."""
    return [*body_states(p)[0], *RECEPTOR, "bond", *DOPAMINE, *BALANCE]


def moment(p, y, world):
    """Signals and rates of change, per hour, from the states and from what is met at this moment."""
    s, places = dict(zip(states(p), y, strict=True)), body_states(p)[1]
    d, plasma = kinetics(p, s, places)
    peptide, tone = own_opioid(p, world)
    at_mu, moved = mu(p, s, peptide, tone, places)
    elsewhere, closed = other_sites(p, s, places)
    seen = {**at_mu, **elsewhere, "plasma": plasma, "company": world["company"]}
    dopamine = level(p, s, seen, world["reward"] + world["offered"])
    over, burden, exposed = exposure(p, s, dopamine)
    withdrawn, expected = withdrawal(p, s, seen, dopamine)
    endorphin, glands = stress_axis(p, s, burden, withdrawn)
    numbers, back = receptor_numbers(p, s, burden)
    q = p["opioid/connection"]
    d |= moved | closed | exposed | expected | glands | numbers | opponent(p, s, dopamine, burden)
    d |= stores(p, s, over, burden, back) | remembered(p, s, over, burden)
    d["bond"] = (seen["mu_evoked"] / q["evoked_unit"] - s["bond"]) / q["memory"]
    seen["connection"] = q["trait"] + q["gain"] * seen["mu_evoked"]
    seen["positive_affect"] = positive_affect(p, s, hedonic_level(p, s, endorphin, withdrawn))
    return seen, [d[name] for name in s]


def met(p, bond, hour, luck):
    """Company and reward of an hour, decided at its beginning."""
    q, r = p["world/company"], p["world/reward"]
    awake = q["waking"] <= hour < q["bedtime"]
    chance = logistic(q["sociability"] + q["seeking"] * (bond - q["usual_bond"])) if awake else 0
    warmth = np.exp(q["variety"] * luck["warmth"] - q["variety"] ** 2 / 2)
    return {
        "company": warmth if luck["company"] < chance else 0,
        "reward": r["size"] * luck["fortune"] if awake and luck["reward"] < r["chance"] else 0,
    }


def life(p, hours, luck, doses, forced, nodes=4):
    """Live hour by hour: for each hour the signals at its `nodes` + 1 evenly spaced moments, ends included.

    luck: {draw: [hour]}. doses: {hour: amount in nmol}. forced: {hour: {kindness, object_temperature, offered}}.
    """
    names = states(p)
    y, lived = np.array([float(name in AT_ONE) for name in names]), []
    for hour in range(hours):
        y[names.index("site_0")] += doses.get(hour, 0)
        calm = {"kindness": 0, "object_temperature": 0, "offered": 0}
        decided = met(p, y[names.index("bond")], hour % 24, {name: draw[hour] for name, draw in luck.items()})
        world = {**calm, **forced.get(hour, {}), **decided}
        at = np.linspace(0, 1, nodes + 1)
        path = solve_ivp(
            lambda t, y, w=world: moment(p, y, w)[1],
            (0, 1),
            y,
            t_eval=at,
            rtol=1e-8,
            atol=1e-10,
            method="RK45",
        )
        lived.append([moment(p, state, world)[0] for state in path.y.T])
        y = path.y[:, -1].copy()
    return lived
