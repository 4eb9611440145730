"""The typical person's numbers, and the draws that laws are tried with."""

from functools import cache

import numpy as np
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from equipoise import evidence
from equipoise.assembly import read_mechanism
from equipoise.engine.system import assemble
from equipoise.vocabulary import VOCABULARY

positive = st.floats(1e-3, 1e3)
shares = st.floats(0, 1)
signed = st.floats(-10, 10)


@cache
def typical(path):
    """The numbers of a mechanism by name, as the evidence has them."""
    return {name: number.value for name, number in evidence.numbers(f"system/{path}").items()}


def pair(each):
    """One number for each of two substances: [substance]."""
    return st.tuples(each, each).map(np.array)


def alone(*mechanisms, substances=2, sites=2, saturable=0):
    """A system of these mechanisms, by path or made up."""
    read = [read_mechanism(one) if isinstance(one, str) else one for one in mechanisms]
    sizes = {"substance": substances, "product": substances, "site": sites, "onward": sites}
    sizes["saturable"] = saturable
    return assemble(read, VOCABULARY, sizes)


def followed(slope, start, hours, **more):
    """States after some hours: a general solver with a tight tolerance goes along `slope(time, states)`."""
    tight = {"rtol": 1e-9, "atol": 1e-12, "method": "LSODA", **more}
    return solve_ivp(slope, (0, hours), start, **tight).y[:, -1]
