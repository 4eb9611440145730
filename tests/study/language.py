"""A small evidence and a whole study, so that tests of the study language stand on their own."""

import json
from contextlib import contextmanager
from types import SimpleNamespace
from unittest import mock

MG = {"unit": "mg", "source": ("label-1984",)}
LIMITS = SimpleNamespace(single=SimpleNamespace(value=150.0, **MG), daily=SimpleNamespace(value=200.0, **MG))
LARGE = SimpleNamespace(single=SimpleNamespace(value=2000.0, **MG), daily=SimpleNamespace(value=2000.0, **MG))
MOLAR_MASS = 341.4e-6  # mg per nmol
REWARDS = {
    "coffee": SimpleNamespace(lasts=SimpleNamespace(value=0.25)),
    "company": SimpleNamespace(lasts=SimpleNamespace(value=2.0)),
}
NAMES = {
    "rewards": ("coffee", "company"),
    "drugs": ("naloxone", "naltrexone"),
    "scales": ("kind-messages", "naltrexone-plasma", "social-connection"),
    "people": ("healthy-adults", "patients"),
    "sources": ("inagaki-2016", "loseth-2024"),
}
ITEMS = tuple(SimpleNamespace(name=name) for name in ("close", "neutral"))
SCALES = {
    "kind-messages": SimpleNamespace(kind="task", items=ITEMS),
    "naltrexone-plasma": SimpleNamespace(kind="assay", items=()),
    "social-connection": SimpleNamespace(kind="scale", items=()),
}
DRUGS = {
    "naltrexone": SimpleNamespace(
        substances={"naltrexone": {}}, routes={"oral": LIMITS, "depot": LARGE}, dose_molar_mass=MOLAR_MASS
    ),
    "naloxone": SimpleNamespace(routes={"nasal": LARGE}, dose_molar_mass=MOLAR_MASS),
}
PEOPLE = SimpleNamespace(conditions={"opioid use": None, "depression": None})


@contextmanager
def small_evidence():
    """The evidence above in place of the shipped one."""
    with mock.patch.multiple(
        "equipoise.evidence",
        names=NAMES.__getitem__,
        load_drug=DRUGS.__getitem__,
        load_scale=SCALES.__getitem__,
        load_reward=REWARDS.__getitem__,
        load_people=lambda _: PEOPLE,
    ):
        yield


GOOD = """\
title = "A study"
source = "inagaki-2016"

[people]
from = "healthy-adults"
number = 34
exclude = ["depression"]

[design]
kind = "crossover"
periods = "4 d"
washout = "10 d"
blinding = "double"

[arms.active]
drug = "naltrexone"
dose = "50 mg"
times = "daily at 09:00"

[arms.placebo]

[measures.connection]
scale = "social-connection"
when = "every evening"

[measures.messages]
task = "kind-messages"
when = "day 4 at 15:00"

[analysis.daily]
measure = "connection"
compare = "active against placebo, within person"

[analysis.kind]
measure = "messages"
report = "mean"
item = "close - neutral"

[[published]]
measure = "connection"
statistic = "hedges_g"
value = -0.2
interval = [-0.32, -0.07]
source = "loseth-2024"

[system]
step = "15 min"
"""


def to_toml(tables, path=()):
    """The TOML text of nested dictionaries; tables in lists are written inline."""
    plain = {key: value for key, value in tables.items() if not isinstance(value, dict)}
    lines = [f"[{'.'.join(map(_text, path))}]"] if path else []
    lines += [f"{_text(key)} = {_inline(value)}" for key, value in plain.items()]
    for key, value in tables.items():
        if isinstance(value, dict):
            lines.append(to_toml(value, (*path, key)))
    return "\n".join(lines)


def _text(value):
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _inline(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)} = {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, str) else repr(value)


def cases(block):
    """(what is changed in GOOD, into what, the message) of each paragraph: old, new, place and trouble, remedy."""
    paragraphs = [paragraph.splitlines() for paragraph in block.strip().split("\n\n")]
    return [
        (old.replace(r"\n", "\n"), new.replace(r"\n", "\n"), f"{trouble}\n    {remedy}")
        for old, new, trouble, remedy in paragraphs
    ]


def changed(old, new):
    """GOOD with one thing changed."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)
