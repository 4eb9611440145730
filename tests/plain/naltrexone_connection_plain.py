"""The whole model of `naltrexone-connection` for one person, on one page of NumPy.

Written from the docstrings of the mechanisms, not from their code: no symbols, no engine, nothing settled on a grid and
nothing exact; a general solver with a tight tolerance goes from hour to hour. What the engine composes must agree.
"""

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

# What the solver follows, in this order. Substance 0 is naltrexone, 1 is 6b-naltrexol.
STATES = ("gut", "central_0", "shallow_0", "deep_0", "central_1", "shallow_1", "deep_1", "brain_0", "brain_1",
          "pleasure", "pain", "bond")  # fmt: skip


def logistic(x):
    return 1 / (1 + np.exp(-x))


def dopamine_level(p, reward, disinhibition):
    """The tonic level at which release, braked by autoreceptors, equals saturable uptake; 1 at rest."""
    firing = max(1 + p["by_reward"] * reward + disinhibition, p["floor"])

    def brake(c):
        return 1 + p["brake"] * c / (c + p["brake_half"])

    def surplus(c):
        return firing * brake(1) / brake(c) - c * (p["uptake_half"] + 1) / (p["uptake_half"] + c)

    return brentq(surplus, 1e-6, 1e3, xtol=1e-14)


def signals(p, y, world):
    """Everything that follows from the states and from what is met at this moment."""
    s = dict(zip(STATES, y, strict=True))
    s["plasma"] = [s[f"central_{i}"] / p["volume"][i] for i in (0, 1)]
    released = p["by_company"] * world["company"] + p["by_kindness"] * world["kindness"]
    released += p["by_warmth"] * max(world["object_temperature"], 0)
    tone, s["peptide"] = p["tone"], p["tone"] * (1 + released)
    loads = [s[f"brain_{i}"] / p["mu_affinity"][i] for i in (0, 1)]
    k = p["peptide_affinity"]

    def receptor(peptide, loads):
        """Share left free and signal sent, at this peptide and these drugs."""
        free = 1 / (1 + sum(loads) + peptide / k)
        stimulus = free * (p["peptide_efficacy"] * peptide / k + np.dot(p["mu_efficacy"], loads))
        return free, p["number"] * stimulus / (1 + stimulus)

    free, now = receptor(s["peptide"], loads)
    _, background = receptor(tone, loads)
    free_at_rest, at_rest = receptor(tone, [0, 0])
    s["mu_occupancy"], s["mu_evoked"] = 1 - free / free_at_rest, now - background
    disinhibition = p["disinhibition"] * (background - at_rest)
    s["dopamine"] = dopamine_level(p, world["reward"] + world["offered"], disinhibition)
    s["connection"] = p["connection_trait"] + p["connection_gain"] * s["mu_evoked"]
    s["positive_affect"] = p["affect_trait"] + p["affect_gain"] * (s["pleasure"] - s["pain"])
    s["company"] = world["company"]
    return s


def slope(p, y, world):
    """Rates of change of all states, per hour."""
    s = signals(p, y, world)
    left = p["absorption_rate"] * s["gut"]
    arrived = [p["bioavailability"] * left, p["first_pass"] * left]
    d = {"gut": -left}
    for i in (0, 1):
        level = s["plasma"][i]
        cleared = p["clearance"][i] * level
        to_shallow = p["shallow_flow"][i] * (level - s[f"shallow_{i}"] / p["shallow_volume"][i])
        to_deep = p["deep_flow"][i] * (level - s[f"deep_{i}"] / p["deep_volume"][i])
        formed = p["formed"] * p["clearance"][0] * s["plasma"][0] if i else 0
        d[f"central_{i}"] = arrived[i] + formed - cleared - to_shallow - to_deep
        d[f"shallow_{i}"], d[f"deep_{i}"] = to_shallow, to_deep
        d[f"brain_{i}"] = p["entry_rate"][i] * (p["partition"][i] * level - s[f"brain_{i}"])
    d["pleasure"] = (np.log(s["dopamine"]) - s["pleasure"]) / p["rise"]
    d["pain"] = (p["weight"] * s["pleasure"] - s["pain"]) / p["fall"]
    d["bond"] = (s["mu_evoked"] / p["evoked_unit"] - s["bond"]) / p["memory"]
    return [d[name] for name in STATES]


def met(p, bond, hour, luck):
    """Company and reward of an hour, decided at its beginning."""
    awake = p["waking"] <= hour < p["bedtime"]
    chance = logistic(p["sociability"] + p["seeking"] * (bond - p["usual_bond"])) if awake else 0
    warmth = np.exp(p["variety"] * luck["warmth"] - p["variety"] ** 2 / 2)
    return {
        "company": warmth if luck["company"] < chance else 0,
        "reward": p["size"] * luck["fortune"] if awake and luck["reward"] < p["chance"] else 0,
    }


def life(p, hours, luck, doses, forced, nodes=4):
    """Live hour by hour: for each hour the signals at its `nodes` + 1 evenly spaced moments, ends included.

    luck: {draw: [hour]}. doses: {hour: amount in nmol}. forced: {hour: {kindness, object_temperature, offered}}.
    """
    y, lived = np.zeros(len(STATES)), []
    for hour in range(hours):
        y[0] += doses.get(hour, 0)
        calm = {"kindness": 0, "object_temperature": 0, "offered": 0}
        decided = met(
            p, y[STATES.index("bond")], hour % 24, {name: draw[hour] for name, draw in luck.items()}
        )
        world = {**calm, **forced.get(hour, {}), **decided}
        at = np.linspace(0, 1, nodes + 1)
        path = solve_ivp(
            lambda t, y, w=world: slope(p, y, w), (0, 1), y, t_eval=at, rtol=1e-9, atol=1e-10, method="DOP853"
        )
        lived.append([signals(p, state, world) for state in path.y.T])
        y = path.y[:, -1].copy()
    return lived
