"""Whatever is thrown at it, a study file is either read or refused as invalid input; nothing else comes out."""

import copy
import tempfile
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from equipoise.study.study import Study
from study.language import GOOD, PEOPLE, small_evidence, to_toml

TABLES = tomllib.loads(GOOD)
KEYS = sorted({key for table in TABLES.values() if isinstance(table, dict) for key in table} | set(TABLES))
PHRASES = """
50 mg|-1 d|4 d|0 h|1e9 years|nan mg|daily at 09:00|day 9 at 09:00|4 h after dose 2|every evening|active|placebo
active against placebo|naltrexone|connection|close|\x1b
""".replace("\n", "|").split("|")
SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(PHRASES),
    st.integers(),
    st.floats(),
    st.booleans(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
MARKS = [
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\n",
    '"',
    "'",
    '"""',
    "#",
    "\\",
    "\r",
    "1979-05-27",
    "0x1f",
]
PIECES = st.sampled_from([*MARKS, *KEYS, *GOOD.splitlines(keepends=True)])


def read(data):
    """The study in these bytes, or None when it is refused; any other exception is a failure."""
    with tempfile.TemporaryDirectory() as folder, small_evidence():
        path = Path(folder) / "mine.toml"
        path.write_bytes(data)
        try:
            return load_study(path)
        except InvalidInput as refused:
            assert refused.place.startswith(str(path))  # noqa: PT017
            assert all(line.isprintable() for line in str(refused).split("\n"))  # noqa: PT017
            assert refused.trouble.endswith(".")  # noqa: PT017
            assert refused.remedy.endswith((".", "?"))  # noqa: PT017
            return None


@given(st.binary(max_size=200))
def test_bytes(data):
    read(data)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_pieces_of_toml(text):
    read(text.encode())


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 5), st.text(max_size=3))
def test_a_slip_of_the_pen(at, gone, added):
    read((GOOD[:at] + added + GOOD[at + gone :]).encode("utf-8", "surrogatepass"))


@st.composite
def mutated(draw):
    """The tables of a good study with a few of them exchanged, added or removed."""
    tables = copy.deepcopy(TABLES)
    for _ in range(draw(st.integers(1, 3))):
        table = tables
        while (inner := [value for value in table.values() if isinstance(value, dict)]) and draw(
            st.booleans()
        ):
            table = draw(st.sampled_from(inner))
        key = draw(st.sampled_from([*table, *KEYS]))
        if draw(st.booleans()):
            table[key] = draw(VALUES)
        else:
            table.pop(key, None)
    return tables


@given(mutated())
def test_mutated_studies(tables):
    text = to_toml(tables)
    tomllib.loads(text)
    study = read(text.encode())
    if study is not None:
        assert Study.model_validate_json(study.model_dump_json()) == study


CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
NAMES = st.from_regex(r"[A-Za-z0-9 µ.-]{0,10}[a-z]", fullmatch=True).map(str.strip)
NAMES = NAMES.filter(lambda name: " - " not in name)
DOSES = st.floats(0.1, 150).map(lambda dose: round(dose, 3))


@st.composite
def good_studies(draw):
    """What a user may write, and what must come of it."""
    days, people, washout = draw(st.integers(1, 60)), draw(st.integers(1, 10**6)), draw(st.integers(0, 60))
    active, control = draw(st.lists(NAMES, min_size=2, max_size=2, unique=True))
    doses = draw(st.lists(DOSES, min_size=1, max_size=days))
    day, dosing, visit = draw(st.integers(1, days)), draw(CLOCKS), draw(CLOCKS)
    written = [f"{dose} mg" for dose in doses]
    tables = {
        "title": draw(NAMES),
        "people": {"from": "patients", "number": people, "exclude": [*PEOPLE.conditions]},
        "design": {"kind": "crossover", "periods": f"{days} d", "washout": f"{washout} d"},
        "arms": {
            active: {"drug": "naltrexone", "doses": written, "times": f"daily at {dosing}"},
            control: {},
        },
        "measures": {"m": {"scale": "social-connection", "when": f"day {day} at {visit}"}},
        "analysis": {"a": {"measure": "m", "compare": f"{active} against {control}"}},
    }
    return tables, (days, people, washout, active, control, tuple((dose, "mg") for dose in doses))


@given(good_studies())
def test_good_studies_come_through(study):
    tables, (days, people, washout, active, control, doses) = study
    read_back = read(to_toml(tables).encode())
    assert read_back is not None
    assert (read_back.title, read_back.people.number) == (tables["title"], people)
    assert (read_back.design.periods, read_back.design.washout) == (24 * days, 24 * washout)
    assert (list(read_back.arms), read_back.arms[active].doses) == ([active, control], doses)
    assert len(read_back.arms[active].times) == len(doses)
    assert (read_back.analysis["a"].compare.active, read_back.analysis["a"].compare.control) == (
        active,
        control,
    )
    assert Study.model_validate_json(read_back.model_dump_json()) == read_back
