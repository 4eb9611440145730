"""Write the reference pages that follow from the code: `python docs/reference/generate.py`.

`study-file.md` comes from the sections that read a study file, `names.md` from the data files, `mechanisms.md` from the
system, `commands.md` from the command line. A test keeps them current.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer
from pydantic.fields import FieldInfo

from equipoise import evidence
from equipoise.assembly import read_mechanism
from equipoise.cli.app import app
from equipoise.engine.mechanism import CLOCK, Mechanism
from equipoise.study.analysis_plan import AnalysisKeys
from equipoise.study.arm import AlsoKeys, ArmKeys
from equipoise.study.conduct import Adherence, Dropout
from equipoise.study.design import Design, People
from equipoise.study.files import parse_toml, read_text
from equipoise.study.history import HistoryKeys
from equipoise.study.load import Document, shipped_studies
from equipoise.study.offer import OfferKeys
from equipoise.study.outcome import MeasureKeys
from equipoise.study.published import PublishedKeys
from equipoise.study.refusal import Place
from equipoise.study.section import Section
from equipoise.study.study import Repeat, System
from equipoise.system import MECHANISMS
from equipoise.vocabulary import VOCABULARY

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/reference/generate.py: change the descriptions in the code and run it again. -->"
SECTIONS: dict[str, type[Section]] = {
    "[people]": People,
    "[design]": Design,
    "[arms.NAME]": ArmKeys,
    "[[arms.NAME.also]]": AlsoKeys,
    "[[arms.NAME.history]]": HistoryKeys,
    "[[arms.NAME.offers]]": OfferKeys,
    "[measures.NAME]": MeasureKeys,
    "[analysis.NAME]": AnalysisKeys,
    "[[published]]": PublishedKeys,
    "[dropout]": Dropout,
    "[adherence]": Adherence,
    "[system]": System,
    "[repeat]": Repeat,
}
STUDY_FILE = """\
# A study file, key by key

A study file is TOML of at most 1 MiB. An unknown key, a missing unit or a time off the grid is refused with the
place, the trouble and the remedy. How times and quantities are written is told in
[times and quantities](times-and-quantities.md), which drugs, instruments and people there are in [names](names.md).
"""
NAMES = """\
# Names

What a study file may name: each is a data file of `src/equipoise/evidence/`. `equipoise show NAME` prints the
numbers and sources behind it.
"""


COMMANDS_PAGE = """\
# Commands

What each command takes. Exit codes, JSON and the environment are told in [command line](command-line.md). `-h` and
`--help` print the same anywhere.
"""
MECHANISMS_PAGE = """\
# Mechanisms

Every mechanism in causal order, what it reads from others and what it gives them. The story that they tell is in
[from world to mood](../the-system/from-world-to-mood.md); `equipoise show opioid/connection` prints the equations
of one with its numbers and sources.
"""
SIGNALS = """\
## Signals

What crosses a border between two mechanisms, or may be read by an instrument.
"""


def pages() -> dict[Path, str]:
    """Every generated page and what it should say."""
    made = {"study-file": study_file, "names": names, "mechanisms": mechanisms, "commands": commands}
    return {HERE / f"{name}.md": write() for name, write in made.items()}


def study_file() -> str:
    """The keys of every section, from the fields of the models that read them."""
    parts = [STUDY_FILE, "## Before the first section\n", _keys(Document)]
    for heading, model in SECTIONS.items():
        parts += [f"## `{heading}`\n", f"{_told(model)}\n", _keys(model)]
    return _page(parts)


def _keys(model: type[Section]) -> str:
    rows = [_key(name, field) for name, field in model.model_fields.items()]
    return _table(("key", "meaning", "default", "example"), rows)


def _key(name: str, field: FieldInfo) -> tuple[str, ...]:
    said, _, after = (field.description or "").partition("; default ")
    default, _, more = after.rstrip(".").partition(". ")
    choices = ", ".join(f"`{choice}`" for choice in _choices(field.annotation))
    meaning = ". ".join(part.rstrip(".") for part in (said, more, choices) if part)
    example = f"`{field.examples[0]}`" if field.examples else ""
    return f"`{field.alias or name}`", meaning, default or "needed", example


def _choices(annotation: Any) -> list[str]:
    """The words that a key allows, wherever in its type they are listed."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [choice for part in get_args(annotation) for choice in _choices(part)]


def _told(model: type[Section]) -> str:
    """The first sentence of a docstring, without the section that it names."""
    sentence = " ".join((model.__doc__ or "").split()).split(". ")[0].rstrip(".") + "."
    told = sentence.split("]: ", 1)[-1]
    return told[:1].upper() + told[1:]


def names() -> str:
    """The studies, people, drugs and instruments that are shipped, and what each is."""
    instruments = [evidence.load_scale(name) for name in evidence.names("scales")]
    drugs = [evidence.load_drug(name) for name in evidence.names("drugs")]
    people = [evidence.load_people(name) for name in evidence.names("people")]
    parts = [NAMES]
    parts += ["## Studies\n", _table(("name", "what it is", "claims"), map(_study, shipped_studies()))]
    parts += ["## People\n", _table(("key", "who", "may be excluded for"), map(_people, people))]
    parts += [
        "## Drugs\n",
        _table(("key", "what", "routes", "largest dose, and of a day"), map(_drug, drugs)),
    ]
    rewards = [evidence.load_reward(name) for name in evidence.names("rewards")]
    parts += ["## Rewards\n", _table(("key", "what", "size", "lasts", "reaches"), map(_reward, rewards))]
    parts += ["## Instruments\n", _table(("key", "what", "reads", "unit", "items"), map(_tool, instruments))]
    return _page(parts)


def mechanisms() -> str:
    """The mechanisms with their signals, and the vocabulary."""
    rows = [_mechanism(read_mechanism(path)) for path in MECHANISMS]
    table = _table(("mechanism", "what it is", "reads", "is told by the study", "gives"), rows)
    words = [
        (f"`{name}`", word.unit, ", ".join(word.axes), word.meaning) for name, word in VOCABULARY.items()
    ]
    signals = _table(("signal", "unit", "one for each", "meaning"), words)
    return _page([MECHANISMS_PAGE, table, SIGNALS, signals])


def _mechanism(each: Mechanism) -> tuple[str, ...]:
    offers = [*each.of_kind("state"), *(equation.name for equation in each.role("gives"))]
    words = [[name for name in each.of_kind("needs") if name not in CLOCK], [*each.of_kind("forcing")]]
    words.append([name for name in offers if name in VOCABULARY])
    what = each.summary.split("\n")[0].rstrip(".")
    return f"`{each.path}`", what, *(", ".join(f"`{name}`" for name in names) for names in words)


def commands() -> str:
    """Every command with its arguments and options, from the command line itself."""
    group = typer.main.get_command(app)
    parts = [COMMANDS_PAGE]
    for name, command in group.commands.items():
        table = _table(("say", "meaning", "default"), map(_option, command.params))
        parts += [f"## `equipoise {name}`\n", f"{command.help}\n", table]
    return _page(parts)


def _option(parameter: Any) -> tuple[str, ...]:
    argument = [parameter.metavar or parameter.name.upper()]
    words = parameter.opts if parameter.param_type_name == "option" else argument
    said = ", ".join(f"`{word}`" for word in words)
    default = "" if parameter.default in (None, False) else f"`{parameter.default}`"
    return said, (parameter.help or "").rstrip("."), default


def _study(name: str) -> tuple[str, ...]:
    place = Place(f"{name}.toml")
    top = parse_toml(read_text(shipped_studies()[name], place), place)
    return f"`{name}`", top["title"], ", ".join(top.get("claims", []))


def _people(who: evidence.Population) -> tuple[str, ...]:
    return f'`from = "{who.name}"`', who.title, ", ".join(who.conditions)


def _drug(drug: evidence.Drug) -> tuple[str, ...]:
    limits = [f"{limit.single.typical()}, {limit.daily.typical()}" for limit in drug.routes.values()]
    return f'`drug = "{drug.name}"`', drug.title, ", ".join(drug.routes), "; ".join(limits)


def _reward(reward: evidence.Reward) -> tuple[str, ...]:
    size, lasts = reward.size.typical(), reward.lasts.typical()
    return f'`reward = "{reward.name}"`', reward.title, size, lasts, f"`{reward.port}`"


def _tool(tool: evidence.Instrument) -> tuple[str, ...]:
    unit, items = "" if tool.unit == "1" else tool.unit, ", ".join(item.name for item in tool.items)
    return f'`{tool.kind} = "{tool.name}"`', tool.title, f"`{tool.reads}`", unit, items


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _page(parts: list[str]) -> str:
    return "\n".join([NOTE, *parts])


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
