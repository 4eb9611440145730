"""The system's own curved equations converge at fourth order on the engine's grid."""

from functools import lru_cache

import numpy as np
from scipy.integrate import solve_ivp

from engine.made import live, mechanism_of
from equipoise.engine.precision import double
from equipoise.engine.symbol import gives, parameter, rate, state
from equipoise.system.balance.opponent import d_pain, d_pleasure
from equipoise.system.dopamine.tonic import settled_dopamine
from system.typical import alone, typical

NOTHING = ("reward_now", "nicotinic_signal", "gaba_signal", "kappa_signal", "dat_block", "dat_outflow")
# A drug whose signal falls frees dopamine cells less and less: kinetics, tonic level and balance in a row.
SIGNAL = mechanism_of(
    "made/signal",
    speed=parameter("1/h", "how fast the drug goes"),
    half=parameter("nmol", "amount with half of its full signal"),
    rest=parameter("1", "signal at rest"),
    drug=state("nmol", "amount of the drug", form="linear"),
    d_drug=rate("drug")(lambda drug, speed: -speed * drug),
    mu_background=gives("1")(lambda drug, half: drug / (half + drug)),
    mu_rest=gives("1")(lambda rest: rest * 1),
    **{name: gives("1")(lambda rest: 0 * rest) for name in NOTHING},
)
PATHS = ("opioid/disinhibition", "receptor/regulation", "dopamine/phasic", "dopamine/tonic", "dopamine/capacity",
         "balance/exposure", "balance/opponent", "learning/cue")  # fmt: skip
CHAIN = alone(SIGNAL, *PATHS)
SPEED, HALF, DOSE = 0.4, 2.0, 20.0
NUMBERS = {f"{path}.{name}": value for path in PATHS for name, value in typical(path).items()} | {
    "made/signal.speed": SPEED,
    "made/signal.half": HALF,
    "made/signal.rest": 0.0,
    "opioid/disinhibition.by_mu": 1.0,
    "balance/exposure.ordinary": 1e3,  # nothing wears, so that there is no kink on the way
}
TIMES = np.array([3.0, 4.0, 6.0, 12.0])


@lru_cache(maxsize=8)
def tone(per_hour):
    seen = live(CHAIN, ["hedonic_tone"], TIMES, NUMBERS, per_hour=per_hour, doses=[(2, ("drug", ()), DOSE)])
    return seen[:, 0, 0]


@lru_cache(maxsize=1)
def truth():
    tonic, balance = typical("dopamine/tonic"), typical("balance/opponent")
    brake, half, uptake, leak = (tonic[n] for n in ("brake", "brake_half", "uptake_half", "leak"))
    grid = np.linspace(0, 1, 20_001)
    with double():
        levels = np.asarray(
            settled_dopamine(1 + grid, 0 * grid, brake, brake, half, 1.0, uptake, 0 * grid, leak)
        )

    def slope(t, y):
        drug = DOSE * np.exp(-SPEED * (t - 2))
        liking = np.interp(drug / (HALF + drug), grid, np.log(levels))
        return d_pleasure(liking, y[0], balance["rise"]), d_pain(*y, 1.0, balance["fall"])

    y = solve_ivp(slope, (2, 12), [0.0, 0.0], t_eval=TIMES, rtol=1e-10, atol=1e-12).y
    return y[0] - y[1]


def test_the_chain_from_signal_to_tone_is_of_fourth_order():
    """Against a plain twin with a tight tolerance."""
    errors = np.array([np.abs(tone(per_hour) - truth()).max() for per_hour in (2, 4, 8)])
    order = np.log2(errors[:-1] / errors[1:])
    assert order[-1] > 3.7, order
    assert errors[-1] < 3e-5 * np.abs(truth()).max()
