"""The 2,000 virtual people of the overdose model, as its authors publish them, in our parameters."""

import os
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from equipoise.engine.units import scale
from equipoise.evidence.overdose import load_overdose
from equipoise.study.breathing.physiology import at_rest, overdose, typical
from house.tree import ROOT

LANES = 500
RESCUES = {"none": "", "IM 2 mg/2 mL generic": "im2", "IM 2 mg/0.4 mL autoinjector": "im04"}
FASTER_RETURN = {"fentanyl": 1, "carfentanil": 10}


def folder():
    """Where the data lie: EQUIPOISE_DATA, or shared/data beside the repository; the test is skipped without them."""
    beside = [Path(place) / "shared" / "data" for place in ROOT.parents]
    told = [Path(os.environ["EQUIPOISE_DATA"])] if "EQUIPOISE_DATA" in os.environ else []
    for place in [*told, *beside]:
        if (place / "overdose" / "fda_virtual_population_2000.csv").is_file():
            return place / "overdose"
    pytest.skip("the overdose model's virtual people are not here: set EQUIPOISE_DATA to the folder of data")


@cache
def people():
    return pd.read_csv(folder() / "fda_virtual_population_2000.csv")


def cells():
    return pd.read_csv(folder() / "fda_figure7_cardiac_arrest.csv")


def share_arrested(opioid, dose, rescue, who, until=1.5):
    """Per cent of the people in these rows in cardiac arrest."""
    hit = 0.0
    for first in range(0, len(who), LANES):
        some = who.iloc[first : first + LANES]
        given = dose / load_overdose(opioid).numbers["molar_mass"].value
        ready = np.full(len(some), _rescue_dose() if rescue else 0.0)
        known = parameters(opioid, rescue or "im2", some)
        seen = overdose(known, np.full(len(some), given), ready, until, rest=resting())
        hit += seen.signals["arrested"][-1].sum()
    return 100 * hit / len(who)


@cache
def resting():
    """All of them rest alike."""
    known = at_rest(parameters("fentanyl", "im2", people().iloc[:LANES]))
    return {name: value[0] for name, value in known.items()}


def _rescue_dose():
    numbers = load_overdose("naloxone-im-2mg-2ml").numbers
    return numbers["dose"].value / numbers["molar_mass"].value


def parameters(opioid, rescue, who):
    """[person] arrays of every parameter; carfentanil returns ten times faster and leaves ten times slower."""
    column = {name: who[name].to_numpy() for name in who.columns}
    entry = load_overdose(opioid).numbers["agonist.entry_rate"].value
    naloxone_entry = load_overdose("naloxone-im-2mg-2ml").numbers["rescue.entry_rate"].value
    per_second, faster, volume = scale("1/s"), FASTER_RETURN[opioid], column["opioid_VP"]
    shallow, deep = column["opioid_k12"], column["opioid_k13"] / faster
    found = {
        "agonist.volume": volume,
        "agonist.clearance": column["opioid_kout"] / faster * volume * per_second,
        "agonist.shallow_flow": shallow * volume * per_second,
        "agonist.shallow_volume": shallow * volume / (column["opioid_k21"] * faster),
        "agonist.deep_flow": deep * volume * per_second,
        "agonist.deep_volume": deep * volume / (column["opioid_k31"] * faster),
        "agonist.entry_rate": np.full(len(who), entry),
        "rescue.bioavailability": column[f"{rescue}_F"],
        "rescue.transit_rate": column[f"{rescue}_Ktr"] * per_second,
        "rescue.absorption_rate": column[f"{rescue}_Kin"] * per_second,
        "rescue.clearance": column[f"{rescue}_Kout"] * scale("mL/s"),
        "rescue.volume": column[f"{rescue}_V1"] * scale("mL"),
        "rescue.exchange": column[f"{rescue}_k12"] * scale("mL/s"),
        "rescue.peripheral_volume": column[f"{rescue}_V2"] * scale("mL"),
        "rescue.entry_rate": np.full(len(who), naloxone_entry),
        **binding("opioid", *(column[f"{opioid[:4]}_{name}"] for name in ("A1", "B1", "n"))),
        **binding("naloxone", *(column[f"nlx_{name}"] for name in ("A2", "B2", "n2"))),
    }
    return {**typical(), **{f"breathing/{name}": value for name, value in found.items()}}


def binding(which, on, off, slope):
    """Their association constant, per pM^slope, as a concentration of half binding."""
    return {
        f"binding.{which}_affinity": (off / on) ** (1 / slope) * scale("pM"),
        f"binding.{which}_off_rate": off * scale("1/s"),
        f"binding.{which}_slope": slope,
    }
