"""Typical numbers of breathing and its drugs, by short name, for calling equations one by one."""

import inspect
from functools import cache

import numpy as np

from equipoise.engine.precision import double
from equipoise.evidence.overdose import load_overdose
from equipoise.study.breathing.physiology import typical

DRUGS = ("fentanyl", "naloxone-im-2mg-2ml")


@cache
def everything():
    """Every parameter of the system by its full name."""
    drugs = {name: n.value for drug in DRUGS for name, n in load_overdose(drug).parameters.items()}
    return {**typical(), **drugs}


@cache
def _of(path):
    return {name.removeprefix(f"{path}."): value for name, value in everything().items()}


def call(function, **values):
    """An equation with typical numbers for every parameter that `values` does not give."""
    known = {**_of("/".join(function.__module__.split(".")[-2:])), **values}
    with double():
        return np.asarray(function(*(known[name] for name in inspect.signature(function).parameters)))
