"""Any drug of the evidence in one typical body, on one page: amounts in nmol, straight from the numbers of its file.

Written from the docstrings of the mechanisms, not from their code. What is linear is one matrix and its exponential;
what saturates goes through a general solver.
"""

import numpy as np
from scipy.integrate import solve_ivp
from scipy.linalg import expm

KEPT = {"clearance": 0, "shallow_flow": 0, "shallow_volume": 1, "deep_flow": 0, "deep_volume": 1, "entry_rate": 0,
        "partition": 0, "residual_clearance": 0, "enzyme_renewal": 0, "inactivation": 0,
        "inactivation_half": 1}  # fmt: skip


def told(drug, name):
    """The numbers of a substance; what its file does not tell is not there."""
    return KEPT | {key: number.value for key, number in drug.substances[name].items()}


def amount(number, mass):
    """A number in nmol of a substance, also where the file gives milligrams."""
    return number.value / mass if "g" in number.unit.split("/")[0] else number.value


def waiting(drug, route):
    """Where a dose waits: (release, step, rate, is it the last)."""
    phases = drug.routes[route].phases
    return [
        (k, s, p.rate.value, s + 1 == p.count) for k, p in enumerate(phases.values()) for s in range(p.count)
    ]


def arriving(drug, route):
    """Share of a dose that reaches the blood as each substance."""
    way = drug.routes[route]
    unchanged = 1.0 if way.bioavailability is None else way.bioavailability.value
    return {next(iter(drug.substances)): unchanged, **{name: n.value for name, n in way.first_pass.items()}}


def body(drug, route):
    """Names of the rows, and the matrix by which they move; "gone" has left the body, "lost" never reached it."""
    sites, names = waiting(drug, route), list(drug.substances)
    rows = [("site", k, s) for k, s, _, _ in sites]
    rows += [(part, name) for name in names for part in ("central", "shallow", "deep", "entered")] + [
        "gone",
        "lost",
    ]
    at = {row: i for i, row in enumerate(rows)}
    a = np.zeros((len(rows), len(rows)))

    def flow(source, target, speed):
        a[at[target], at[source]] += speed
        a[at[source], at[source]] -= speed

    for k, s, speed, last in sites:
        here = ("site", k, s)
        for name, share in arriving(drug, route).items() if last else ():
            flow(here, ("central", name), speed * share)
        left = 1 - sum(arriving(drug, route).values())
        flow(here, "lost" if last else ("site", k, s + 1), speed * (left if last else 1))
    for name in names:
        n, here = told(drug, name), ("central", name)
        for part in ("shallow", "deep"):
            flow(here, (part, name), n[f"{part}_flow"] / n["volume"])
            flow((part, name), here, n[f"{part}_flow"] / n[f"{part}_volume"])
        made = {product: share.value for product, share in drug.formation.get(name, {}).items()}
        for product, share in made.items():
            flow(here, ("central", product), share * n["clearance"] / n["volume"])
        flow(here, "gone", (1 - sum(made.values())) * n["clearance"] / n["volume"])
        a[at["entered", name], at[here]] += n["entry_rate"] * n["partition"] / n["volume"]
        a[at["entered", name], at["entered", name]] -= n["entry_rate"]
    return at, a


def start(drug, route, milligrams, at):
    """Amounts just after one dose."""
    way, y = drug.routes[route], np.zeros(len(at))
    dose = milligrams / drug.dose_molar_mass
    if way.falls is not None:
        dose *= min(milligrams**-way.falls.value, 1 / sum(arriving(drug, route).values()))
    if not way.phases:
        for name, share in arriving(drug, route).items():
            y[at["central", name]] = share * dose
        y[at["lost"]] = (1 - sum(arriving(drug, route).values())) * dose
    for k, phase in enumerate(way.phases.values()):
        y[at["site", k, 0]] = dose * (phase.share.value if phase.share else 1)
    return y


def course(drug, route, milligrams, times):
    """Plasma and brain, [time, substance] in nM, and all that was given and is somewhere, [time] in nmol."""
    at, a = body(drug, route)
    y = start(drug, route, milligrams, at)
    saturable = [name for name, numbers in drug.substances.items() if "maximum_rate" in numbers]
    path = bent(drug, saturable, at, a, y, times) if saturable else np.array([expm(a * t) @ y for t in times])
    plasma = np.stack([path[:, at["central", n]] / told(drug, n)["volume"] for n in drug.substances], axis=1)
    brain = np.stack([path[:, at["entered", n]] for n in drug.substances], axis=1)
    for name in saturable:
        place = list(drug.substances).index(name)
        brain[:, place] = told(drug, name)["partition"] * plasma[:, place]
    somewhere = [i for row, i in at.items() if row[0] != "entered"]
    return plasma, brain, path[:, somewhere].sum(axis=1)


def bent(drug, saturable, at, a, y, times):
    """The path of amounts where some elimination saturates; the enzyme of each such substance comes after them."""
    numbers = [(told(drug, name), drug.substances[name]) for name in saturable]

    def slope(_, state):
        now, enzymes = state[: len(y)], state[len(y) :]
        move, fall = a @ now, np.zeros(len(enzymes))
        for k, (name, (n, given)) in enumerate(zip(saturable, numbers, strict=True)):
            c = now[at["central", name]] / n["volume"]
            most, half = (amount(given[key], n["molar_mass"]) for key in ("maximum_rate", "half_rate"))
            out = enzymes[k] * most * c / (half + c) + n["residual_clearance"] * c
            move[at["central", name]] -= out
            move[at["gone"]] += out
            struck = n["inactivation"] * c / (n["inactivation_half"] + c)
            fall[k] = n["enzyme_renewal"] * (1 - enzymes[k]) - struck * enzymes[k]
        return np.concatenate([move, fall])

    whole = np.concatenate([y, np.ones(len(saturable))])
    path = solve_ivp(slope, (0, max(times)), whole, "LSODA", times, rtol=1e-10, atol=1e-9 * y.sum())
    return path.y[: len(y)].T
