"""From a study file, or the name of a shipped study, to a Study; or to one clear refusal."""

from pathlib import Path
from typing import Any

from pydantic import Field

from equipoise.errors import InvalidInput
from equipoise.study import catalogue
from equipoise.study.analysis_plan import read_analysis
from equipoise.study.arm import Arm, read_arm
from equipoise.study.breathing.check import check_overdose
from equipoise.study.conduct import Adherence, Dropout, read_conduct
from equipoise.study.design import Design, read_design, read_people
from equipoise.study.files import parse_toml, read_text
from equipoise.study.grid import check_spans
from equipoise.study.history import length
from equipoise.study.moments import check_moment
from equipoise.study.outcome import read_measure
from equipoise.study.published import read_published
from equipoise.study.quantities import Override, Text, Texts
from equipoise.study.refusal import Place, listed, nearest, sentences, shown
from equipoise.study.section import Named, Names, Section, read
from equipoise.study.study import Repeat, Study, read_system

SHIPPED = Path(__file__).parents[1] / "evidence" / "studies"
Table = dict[str, Any]


class Document(Section):
    """The top of a study file: what stands before the sections, and the sections that may follow."""

    title: Text = Field(description="What the study is, in a line.", examples=['title = "My study"'])
    source: Text | None = Field(
        default=None,
        description="Key of its publication in the evidence; default none.",
        examples=['source = "inagaki-2016"'],
    )
    claims: Texts = Field(
        default=(), description="The claims that it tests; default none.", examples=['claims = ["S02"]']
    )
    people: Table = Field(
        description="Who takes part.", examples=['people = { from = "healthy-adults", number = 34 }']
    )
    design: Table = Field(
        description="How the trial is laid out.",
        examples=['design = { kind = "crossover", periods = "4 d" }'],
    )
    arms: Table = Field(description="What each arm is given.", examples=["[arms.placebo]"])
    measures: Table = Field(
        min_length=1,
        description="What is measured.",
        examples=['measures.connection = { scale = "social-connection", when = "every evening" }'],
    )
    analysis: Table = Field(
        min_length=1,
        description="What is made of it.",
        examples=['analysis.daily = { measure = "connection", report = "mean" }'],
    )
    published: tuple[Table, ...] = Field(
        default=(),
        description="Published numbers; default none.",
        examples=["[[published]]"],
    )
    dropout: Table = Field(
        default={}, description="Who stops; default nobody.", examples=["dropout = { active = 0.05 }"]
    )
    adherence: Table = Field(
        default={},
        description="What is left undone; default nothing.",
        examples=["adherence = { taken = 0.95 }"],
    )
    system: Table = Field(
        default={},
        description="Mechanisms and step; default the standard ones.",
        examples=['system = { step = "15 min" }'],
    )
    repeat: Table = Field(
        default={}, description="How many trials; default one.", examples=["repeat = { trials = 100 }"]
    )
    world: Names[Override] = Field(
        default=Named(),
        description="Numbers of the world overridden; default none.",
        examples=['world = { name = "2 h" }'],
    )


def shipped_studies() -> dict[str, Path]:
    """The studies that come with the program: name to file, sorted by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.toml"), key=lambda path: path.stem)}


def load_study(name_or_path: str | Path) -> Study:
    """The study of a shipped name or of a path that ends in .toml; InvalidInput says what is wrong with it."""
    path, file = _find(name_or_path)
    place = Place(file)
    return assemble(parse_toml(read_text(path, place), place), path, place)


def _find(name_or_path: str | Path) -> tuple[Path, str]:
    """The file and what messages call it."""
    said = str(name_or_path)
    shipped = shipped_studies()
    if said in shipped:
        return shipped[said], f"{said}.toml"
    if said.lower().endswith(".toml"):
        return Path(said), shown(said)[1:-1]
    near = nearest(said, shipped)
    remedy = sentences(
        f'Did you mean "{near}"?' if near else "",
        f"Name a file that ends in .toml, or one of: {listed(shipped)}.",
    )
    raise InvalidInput(shown(said), "there is no such study.", remedy)


def assemble(tables: Table, path: Path, place: Place) -> Study:
    """A Study from the tables of its file; `path` says where a schedule beside it would lie."""
    top = read(Document, tables, place)
    catalogue.check_source(top.source, place)
    people = read_people(top.people, place.table("people"))
    design = read_design(top.design, list(top.arms), place.table("design"))
    system = read_system(top.system, place.table("system"))
    check_spans(design, system.step, place.table("design"))
    arms = {
        name: read_arm(name, table, design.periods, system.step, place.table("arms", name), path.parent)
        for name, table in top.arms.items()
    }
    _check_groups(design, arms, place)
    check_overdose(system.name, design, arms, place)
    before = _before(design, arms)
    measures = {
        name: read_measure(
            name, table, design.periods, system.step, arms, place.table("measures", name), before
        )
        for name, table in top.measures.items()
    }
    analysis = {
        name: read_analysis(name, table, design, arms, measures, place.table("analysis", name))
        for name, table in top.analysis.items()
    }
    published = tuple(
        read_published(table, analysis, arms, Place(place.file, f"[[published]] {number}"))
        for number, table in enumerate(top.published, 1)
    )
    if system.clock == "moment":
        check_moment(design, system, arms, measures, place)
    return Study(
        name=path.stem, path=path, title=top.title, source=top.source, claims=top.claims, people=people,
        design=design, arms=arms, measures=measures, analysis=analysis, published=published,
        dropout=read_conduct(Dropout, top.dropout, place.table("dropout")),
        adherence=read_conduct(Adherence, top.adherence, place.table("adherence")),
        system=system, repeat=read(Repeat, top.repeat, place.table("repeat")), world=top.world,
    )  # fmt: skip


def _before(design: Design, arms: dict[str, Arm]) -> float:
    """Hours before day 1 of every period at which people can already be looked at."""
    opening = design.run_in + max((length(arm.history) for arm in arms.values()), default=0.0)
    return min(opening, design.washout) if design.kind == "crossover" else opening


def _check_groups(design: Design, arms: dict[str, Arm], place: Place) -> None:
    """Refuse what only a group of its own can have where everybody meets every arm."""
    first = next(iter(arms.values()))
    for name, arm in arms.items() if design.kind == "crossover" else ():
        here = place.table("arms", name)
        if arm.numbers:
            remedy = 'Write kind = "parallel" in [design], or [world] for numbers of everybody.'
            raise here.refuse(
                "numbers", "everybody meets every arm of a crossover, and nobody can change.", remedy
            )
        if arm.history != first.history:
            remedy = 'Write kind = "parallel" in [design], or the same history in every arm.'
            trouble = "everybody meets every arm of a crossover, and nobody has two pasts."
            raise here.refuse("history", trouble, remedy)
