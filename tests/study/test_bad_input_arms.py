"""Drugs, doses and times that a study file can get wrong, and what is said then."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from study.language import cases, changed, small_evidence

# What is changed in a good study, into what, and the two lines of the message.
CASES = cases(
    r"""
dose = "50 mg"
dose = "50"
mine.toml, [arms.active] dose: "50" has no unit.
Doses are amounts. Write dose = "50 mg".

dose = "50 mg"
dose = 50
mine.toml, [arms.active] dose: 50 has no unit.
Doses are amounts. Write dose = "50 mg".

dose = "50 mg"
dose = "fifty mg"
mine.toml, [arms.active] dose: "fifty mg" does not start with a number.
Doses are amounts. Write dose = "50 mg".

dose = "50 mg"
dose = "-50 mg"
mine.toml, [arms.active] dose: "-50 mg" is not more than zero.
An arm without drug and dose is placebo. Write dose = "50 mg".

dose = "50 mg"
dose = "0 mg"
mine.toml, [arms.active] dose: "0 mg" is not more than zero.
An arm without drug and dose is placebo. Write dose = "50 mg".

dose = "50 mg"
dose = "nan mg"
mine.toml, [arms.active] dose: "nan mg" is not a finite number.
Doses are amounts. Write dose = "50 mg".

dose = "50 mg"
dose = "1e999 mg"
mine.toml, [arms.active] dose: "1e999 mg" is not a finite number.
Doses are amounts. Write dose = "50 mg".

dose = "50 mg"
dose = "50 h"
mine.toml, [arms.active] dose: "h" is not a unit of dose.
Doses are amounts in ng, ug, mg, g, nmol, umol, mmol. Write dose = "50 mg".

dose = "50 mg"
dose = "50 Mg"
mine.toml, [arms.active] dose: "Mg" is not a unit of dose.
Doses are amounts in ng, ug, mg, g, nmol, umol, mmol. Write dose = "50 mg".

dose = "50 mg"
dose = "1 mg/kg"
mine.toml, [arms.active] dose: "1 mg/kg" is relative to something else, and doses per body weight are not supported.
Work out the amount for a typical person of the study. Write dose = "50 mg".

dose = "50 mg"
dose = "9**9**9 mg"
mine.toml, [arms.active] dose: "**9**9 mg" is not a unit of dose.
Doses are amounts in ng, ug, mg, g, nmol, umol, mmol. Write dose = "50 mg".

dose = "50 mg"
dose = "500 mg"
mine.toml, [arms.active] dose: 500 mg is above the largest single oral dose of naltrexone, 150 mg (label-1984).
Lower the dose, or write allow_unsafe = true to simulate it all the same.

dose = "50 mg"
dose = "500_000 nmol"
mine.toml, [arms.active] dose: "_000 nmol" is not a unit of dose.
Doses are amounts in ng, ug, mg, g, nmol, umol, mmol. Write dose = "50 mg".

dose = "50 mg"
dose = "600000 nmol"
mine.toml, [arms.active] dose: 600000 nmol is above the largest single oral dose of naltrexone, 150 mg (label-1984).
Lower the dose, or write allow_unsafe = true to simulate it all the same.

dose = "50 mg"
# gone
mine.toml, [arms.active]: it has a drug, naltrexone, but no dose.
Write one of dose = "50 mg", doses = ["25 mg", "50 mg"], schedule = "doses.csv".

dose = "50 mg"
dose = "50 mg"\ndoses = ["50 mg"]
mine.toml, [arms.active]: it has dose and doses.
Write one of dose = "50 mg", doses = ["25 mg", "50 mg"], schedule = "doses.csv".

dose = "50 mg"
doses = ["25 mg", "50"]
mine.toml, [arms.active] doses, entry 2: "50" has no unit.
Doses are amounts. Write doses = ["25 mg", "50 mg"].

dose = "50 mg"
doses = ["1 mg","1 mg","1 mg","1 mg","1 mg"]
mine.toml, [arms.active] doses: there are 5 doses, but the times make at most 4 in this period.
Give one dose for each time, or one for all: dose = "50 mg".

dose = "50 mg"
doses = []
mine.toml, [arms.active] doses: there are 0 doses, but the times make at most 4 in this period.
Give one dose for each time, or one for all: dose = "50 mg".

dose = "50 mg"
doses = "50 mg"
mine.toml, [arms.active] doses: "50 mg" is not a list.
Write doses = ["25 mg", "50 mg"].

dose = "50 mg"
dose = "50 mg"\nallow_unsafe = "yes"
mine.toml, [arms.active] allow_unsafe: "yes" is neither true nor false.
Write allow_unsafe = true.

dose = "50 mg"
schedule = "doses.csv"
mine.toml, [arms.active] times: the schedule already holds the times.
Remove times.

dose = "50 mg"\ntimes = "daily at 09:00"
dose = "120 mg"\ntimes = "twice daily at 09:00 and 21:00"
mine.toml, [arms.active] dose: the doses in the 24 h up to day 1 at 21:00 are above the largest daily oral dose of naltrexone, 200 mg (label-1984).
Lower the dose, or write allow_unsafe = true to simulate it all the same.

times = "daily at 09:00"
# gone
mine.toml, [arms.active]: "times" is missing.
Write times = "daily at 09:00".

times = "daily at 09:00"
times = "sometimes"
mine.toml, [arms.active] times: "sometimes" is not a time.
Times are such as "daily at 09:00", "every evening", "day 4 at 15:00" or "4 h after dose 2".

times = "daily at 09:00"
times = "daily at 25:00"
mine.toml, [arms.active] times: "25:00" is not a time of day.
The clock runs from "00:00" to "23:59".

times = "daily at 09:00"
times = "day 0 at 09:00"
mine.toml, [arms.active] times: "day 0 at 09:00" is not a time: days count from 1.
What was taken before day 1 is [[arms.NAME.history]].

times = "daily at 09:00"
times = "day 9 at 09:00"
mine.toml, [arms.active] times: day 9 at 09:00 is after the end of the period of 4 d.
Choose an earlier time, or lengthen periods in [design].

times = "daily at 09:00"
times = "day 5 at 00:00"
mine.toml, [arms.active] times: "day 5 at 00:00" is at the very end of the period of 4 d.
Choose an earlier time, or lengthen periods in [design].

times = "daily at 09:00"
times = "twice daily at 09:00"
mine.toml, [arms.active] times: "twice daily at 09:00" says "twice daily" but names 1 time of day.
Write "daily at 09:00" or "twice daily at 09:00 and 21:00".

times = "daily at 09:00"
times = ["day 1 at 09:00", "day 1 at 09:00"]
mine.toml, [arms.active] times: two doses fall on day 1 at 09:00.
Give one dose of the whole amount there.

times = "daily at 09:00"
times = "4 h after dose 1"
mine.toml, [arms.active] times: "4 h after dose 1" refers to the doses that it would place.
Give day and time.

times = "daily at 09:00"
times = []
mine.toml, [arms.active] times: the list is empty.
Write times = "daily at 09:00".

times = "daily at 09:00"
times = "daily at 09:07"
mine.toml, [arms.active] times: day 1 at 09:07 falls between two steps of 15 min.
Write step = "1 min" in [system], or use day 1 at 09:00.

times = "daily at 09:00"
times = 9
mine.toml, [arms.active] times: 9 is not text.
Write times = "daily at 09:00".

dose = "50 mg"\ntimes = "daily at 09:00"
doses = ["1 mg", "2 mg"]\ntimes = ["day 1 at 09:00"]
mine.toml, [arms.active] doses: there are 2 doses, but the times make 1.
Give one dose for each time, or one for all: dose = "50 mg".

drug = "naltrexone"
drug = "Naltrexon"
mine.toml, [arms.active] drug: "Naltrexon" is not a known drug.
Did you mean "naltrexone"? Known: naloxone, naltrexone.

drug = "naltrexone"
drug = "naltrexone"\nroute = "nasal"
mine.toml, [arms.active] route: "nasal" is not a known route of naltrexone.
Known: oral, depot.

drug = "naltrexone"\n
# gone\n
mine.toml, [arms.active]: it has dose, times but no drug.
Write drug = "naltrexone", or leave the table empty for placebo.

[arms.placebo]
[arms."a, b"]
mine.toml, [arms."a, b"]: "a, b" holds a comma, " against " or " - ".
Those words have a meaning in an analysis. Rename the arm.

[arms.placebo]
[arms]\nplacebo = "none"
mine.toml, [arms.placebo]: "none" is not a table.
Keys here: drug, route, dose, doses, times, schedule, allow_unsafe, also, history, offers, numbers, rescue.
"""  # noqa: E501
)


@pytest.mark.parametrize(("old", "new", "message"), CASES, ids=[new for _, new, _ in CASES])
def test_one_clear_message(tmp_path, monkeypatch, old, new, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(changed(old, new), encoding="utf-8")
    with small_evidence(), pytest.raises(InvalidInput) as refused:
        load_study("mine.toml")
    assert str(refused.value) == message
    assert refused.value.exit_code == 2
