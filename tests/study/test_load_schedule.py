"""A table of doses in NONMEM's form stands in for the doses and times of an arm."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from equipoise.study.refusal import Place
from equipoise.study.schedule import read_schedule
from study.language import changed, small_evidence

STUDY = changed('dose = "50 mg"\ntimes = "daily at 09:00"', 'schedule = "doses.csv"')


@pytest.fixture
def arm(tmp_path, monkeypatch):
    """The active arm that a table makes."""
    monkeypatch.chdir(tmp_path)

    def loaded(table, study=STUDY):
        (tmp_path / "mine.toml").write_text(study, encoding="utf-8")
        (tmp_path / "doses.csv").write_text(table, encoding="utf-8", newline="")
        with small_evidence():
            return load_study("mine.toml").arms["active"]

    return loaded


@pytest.mark.parametrize(
    ("table", "amounts", "times"),
    [
        ("time,amt\n9,50\n33,25\n", (50, 25), (9, 33)),
        ("TIME, AMT\r\n33, 25\r\n9, 50\r\n", (50, 25), (9, 33)),
        ("time,amt,addl,ii\n9,50,3,24\n", (50,) * 4, (9, 33, 57, 81)),
        ("time,amt,addl,ii,evid\n9,50,.,.,1\n10,.,.,.,0\n\n33,25,1,12,1\n", (50, 25, 25), (9, 33, 45)),
        ("amt,time,evid\n50,9.5,\n", (50,), (9.5,)),
    ],
)
def test_a_table_is_written_out(arm, table, amounts, times):
    assert arm(table).doses == tuple((amount, "mg") for amount in amounts)
    assert arm(table).times == times


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", 'doses.csv, line 1: "" is not a column.'),
        ("time,amount\n9,50\n", 'doses.csv, line 1: "amount" is not a column.\n    Did you mean "amt"?'),
        ("time\n9\n", "doses.csv, line 1: the column amt is missing."),
        ("time,amt,time\n9,50,9\n", "doses.csv, line 1: a column stands there twice."),
        ("time,amt\n", "doses.csv: the table holds no dose."),
        ("time,amt\n9\n", "doses.csv, line 2: it has 1 of 2 entries."),
        ("time,amt\n9,fifty\n", 'doses.csv, line 2, amt: "fifty" is not a number.'),
        ("time,amt\n9,\n", 'doses.csv, line 2, amt: "" is not a number.'),
        ("time,amt\nnan,50\n", 'doses.csv, line 2, time: "nan" is not a finite number.'),
        ("time,amt\n9,0\n", "doses.csv, line 2, amt: 0 mg is not more than zero."),
        ("time,amt\n9,-50\n", "doses.csv, line 2, amt: -50 mg is not more than zero."),
        ("time,amt\n-1,50\n", "doses.csv, line 2: time, addl or ii is below zero, or addl is not whole."),
        (
            "time,amt,addl,ii\n9,50,1.5,24\n",
            "doses.csv, line 2: time, addl or ii is below zero, or addl is not whole.",
        ),
        ("time,amt,addl\n9,50,1\n", "doses.csv, line 2, ii: addl needs the hours between doses."),
        (
            "time,amt,addl,ii\n9,50,4,24\n",
            "doses.csv, line 2: a dose comes after the end of the period of 4 d.",
        ),
        ("time,amt,addl,ii\n9,1,1e9,1e-9\n", "doses.csv, line 2, addl: this makes more than 100,000 doses."),
        ("time,amt\n96,50\n", "doses.csv, line 2: a dose comes after the end of the period of 4 d."),
        ("time,amt,evid\n9,50,4\n", "doses.csv, line 2, evid: 4 is not supported."),
        ("time,amt\n9,50\n9,50\n", "mine.toml, [arms.active] schedule: two doses fall on day 1 at 09:00."),
        (
            "time,amt\n9.1,50\n",
            "mine.toml, [arms.active] schedule: day 1 at 09:06 falls between two steps of 15 min.",
        ),
        (
            "time,amt\n9,500\n",
            "mine.toml, [arms.active] schedule: 500 mg is above the largest single oral dose",
        ),
        ("time,amt\n9," + "5" * 5000, "doses.csv, line 2: it is longer than 4096 bytes."),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_line(arm, table, message):
    with pytest.raises(InvalidInput) as refused:
        arm(table)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("name", ["../doses.csv", "folder/../../doses.csv", "nul\\u0000l.csv"])
def test_a_table_lies_in_the_folder_of_the_study(arm, name):
    with pytest.raises(InvalidInput) as refused:
        arm("", STUDY.replace("doses.csv", name))
    assert refused.value.place == "mine.toml, [arms.active] schedule"


def test_a_table_that_is_not_there_is_named(arm):
    with pytest.raises(InvalidInput, match=r"^other\.csv: there is no such file"):
        arm("", STUDY.replace("doses.csv", "other.csv"))


MIXED = "time,amt,drug,cmt\n9,50,naltrexone,oral\n10,1,naloxone,nasal\n33,25,.,\n34,2,naltrexone,depot\n"


def test_rows_of_other_drugs_and_routes_are_theirs(arm):
    assert (arm(MIXED).doses, arm(MIXED).times) == (((50, "mg"), (25, "mg")), (9, 33))


@pytest.mark.parametrize(("column", "told"), [("rate", "infusions"), ("ss", "a steady state")])
def test_what_no_dose_here_can_be_is_refused(arm, column, told):
    assert arm(f"time,amt,{column}\n9,50,0\n").times == (9,)
    with pytest.raises(InvalidInput, match=f"{column}: {told}"):
        arm(f"time,amt,{column}\n9,50,1\n")


STEPS = st.lists(st.integers(0, 4 * 95), min_size=1, max_size=12, unique=True)


@given(STEPS, st.floats(0.1, 100))
@settings(max_examples=25, deadline=None)
def test_what_is_written_out_is_read_back(steps, amount):
    """Dosing rows in the form of the results folder give the doses that they came from."""
    times = [step / 4 for step in sorted(steps)]
    rows = [f"{at!r},{amount!r},0.0,0,0.0,0,1,oral,naltrexone" for at in times]
    with TemporaryDirectory() as folder:
        Path(folder, "doses.csv").write_text("\n".join(["time,amt,rate,addl,ii,ss,evid,cmt,drug", *rows]))
        place = Place("mine.toml")
        read = read_schedule("doses.csv", 96.0, place, Path(folder), "naltrexone", "oral")
    assert read == (((amount, "mg"),) * len(times), tuple(times))
