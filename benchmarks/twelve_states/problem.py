"""The twelve states on one page, in NumPy: numbers, people, rates and the error that every integrator is judged by.

Output is hourly, from hour 0 on, each time after a dose that falls on it.
"""

from types import ModuleType

import numpy as np

DOSE, HOURS = 20_000.0, 24
JUDGED = 8  # people whose every hour is held against the reference
STATES = [
    "gut",
    "central",
    "peripheral",
    "site",
    "store",
    "dopamine",
    "r1",
    "r2",
    "fast",
    "slow",
    "hedonic",
    "hazard",
]
START = np.array([0.0, 0, 0, 0, 1, 20, 1, 1, 0, 0, 0, 0])
SMALL = np.array(
    [1e2, 1e2, 1e2, 1, 1e-2, 0.2, 1e-2, 1e-2, 1e-3, 1e-3, 1e-3, 1e-4]
)  # a hundredth of a usual size
VARIES = {  # log-normal over people
    "ka": 1.0, "clearance": 10.0, "volume": 50.0, "flow": 15.0, "peripheral_volume": 100.0, "ke0": 2.0,
    "ec50": 50.0, "emax": 3.0, "refill": 0.5, "use": 0.1, "km": 200.0, "vmax": 1.3e7,
    "kdeg_1": 1 / 168, "kdeg_2": 1 / 336, "tau_fast": 24.0, "tau_slow": 720.0,
}  # fmt: skip
COMMON = {
    "base": 20.0, "brake": 0.3, "gain_1": 1.0, "gain_2": 2.0, "half_r2": 80.0, "half_drive": 60.0, "rest": 0.2,
    "weight_fast": 0.35, "weight_slow": 0.5, "follow": 0.5, "at_rest": 1e-3, "steepness": 2.0,
}  # fmt: skip
SD_LOG = 0.3


def people(number: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Parameters by name: [person] for those that vary, a number for the rest; a person is the same in any number."""
    draws = np.stack(
        [np.random.default_rng([seed, who]).standard_normal(len(VARIES)) for who in range(number)]
    )
    return {n: v * np.exp(SD_LOG * draws[:, i]) for i, (n, v) in enumerate(VARIES.items())} | COMMON


def one(parameters: dict, person: int) -> dict[str, float]:
    """Parameters of one person."""
    return {name: float(value[person] if np.ndim(value) else value) for name, value in parameters.items()}


def rates(_: float, y: np.ndarray, p: dict, xp: ModuleType = np) -> np.ndarray:
    """Time derivatives of the twelve states, nothing settled; `xp` is NumPy or what speaks like it."""
    gut, central, peripheral, site, store, dopamine, r1, r2, fast, slow, hedonic, _ = y
    plasma = central / p["volume"]
    outward = p["flow"] * (plasma - peripheral / p["peripheral_volume"])
    occupancy = site / (p["ec50"] + site)
    effect = p["emax"] * occupancy
    resting = p["vmax"] * p["base"] / (p["km"] + p["base"])
    released = resting * (1 + effect) * store * (1 + p["brake"]) / (1 + p["brake"] * dopamine / p["base"])
    bound = dopamine / (dopamine + p["half_r2"])
    drive = r2 * (dopamine / (dopamine + p["half_drive"]) - p["rest"]) * (1 + r1 * occupancy)
    return xp.array([
        -p["ka"] * gut,
        p["ka"] * gut - p["clearance"] * plasma - outward,
        outward,
        p["ke0"] * (plasma - site),
        p["refill"] * (1 - store) - p["use"] * effect * store,
        released - p["vmax"] * dopamine / (p["km"] + dopamine),
        p["kdeg_1"] * (1 - r1 * (1 + p["gain_1"] * occupancy)),
        p["kdeg_2"] * (1 - r2 * (1 + p["gain_2"] * bound)),
        (p["weight_fast"] * drive - fast) / p["tau_fast"],
        (p["weight_slow"] * drive - slow) / p["tau_slow"],
        p["follow"] * (drive - fast - slow - hedonic),
        p["at_rest"] * xp.exp(-p["steepness"] * hedonic),
    ])  # fmt: skip


def error(found: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Largest relative error per state of [person, hour, state]: the difference at any hour relative to the largest
    size that this state of this person ever has, so that a state which passes zero has an error too."""
    scale = np.abs(reference).max(axis=1)
    return (np.abs(found - reference).max(axis=1) / scale).max(axis=0)
