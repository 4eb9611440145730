"""What an arm may get wrong of further drugs, use before the study, rewards and numbers of its own."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from study.language import cases, changed, small_evidence

PARALLEL = 'kind = "parallel"\nperiods = "4 d"\n'
ALSO = '\n[[arms.active.also]]\ndrug = "naltrexone"\ndose = "25 mg"\ntimes = "day 1 at 21:00"\n'
HISTORY = (
    '\n[[arms.active.history]]\ndrug = "naltrexone"\ndose = "50 mg"\ntimes = "daily at 09:00"\nfor = "3 d"\n'
)
OFFER = '\n[[arms.active.offers]]\nreward = "coffee"\ntimes = "daily at 10:00"\n'
NUMBERS = '\n[arms.active.numbers]\n"opioid/peptide.tone" = 0.5\n'

# What is added to the good study's active arm, changed in it, into what, and the two lines of the message.
CASES = cases(
    r"""
drug = "naltrexone"\ndose = "25 mg"
dose = "25 mg"
mine.toml, [[arms.active.also]] 1: "drug" is missing.
Write drug = "naltrexone".

drug = "naltrexone"\ndose = "25 mg"
drug = "naltrexon"\ndose = "25 mg"
mine.toml, [[arms.active.also]] 1, drug: "naltrexon" is not a known drug.
Did you mean "naltrexone"? Known: naloxone, naltrexone.

dose = "25 mg"
dose = "25 mg"\nroute = "nasal"
mine.toml, [[arms.active.also]] 1, route: "nasal" is not a known route of naltrexone.
Known: oral, depot.

dose = "25 mg"
dose = "25 mg"\nmeal = "full"
mine.toml, [[arms.active.also]] 1: "meal" is not a key of [[arms.active.also]] 1.
A key belongs to the [section] above it. Keys here: drug, route, dose, doses, times, schedule.

times = "day 1 at 21:00"
times = "day 1 at 09:00"
mine.toml, [arms.active]: two doses fall on day 1 at 09:00.
Give one dose of the whole amount there.

dose = "25 mg"
dose = "151 mg"
mine.toml, [[arms.active.also]] 1, dose: 151 mg is above the largest single oral dose of naltrexone, 150 mg (label-1984).
Lower the dose, or write allow_unsafe = true to simulate it all the same.

dose = "25 mg"\ntimes = "day 1 at 21:00"
dose = "100 mg"\ntimes = ["day 1 at 21:00", "day 2 at 20:00"]
mine.toml, [arms.active]: the doses in the 24 h up to day 2 at 20:00 are above the largest daily oral dose of naltrexone, 200 mg (label-1984).
Lower the dose, or write allow_unsafe = true to simulate it all the same.

for = "3 d"
for = "3"
mine.toml, [[arms.active.history]] 1, for: "3" has no unit.
A time is a number and s, min, h, d, weeks, months or years. Write for = "120 d".

for = "3 d"
until = "3 d"
mine.toml, [[arms.active.history]] 1: "for" is missing.
Write for = "120 d".

for = "3 d"
for = "2 h"
mine.toml, [[arms.active.history]] 1, times: no such time comes within these 2 h.
Lengthen the use: for.

times = "daily at 09:00"\nfor
times = "day 9 at 09:00"\nfor
mine.toml, [[arms.active.history]] 1, times: day 9 at 09:00 is after the end of the period of 3 d.
Day 1 is here the day on which the use began: choose an earlier time, or lengthen for.

dose = "50 mg"\ntimes = "daily at 09:00"\nfor
dose = "500 mg"\ntimes = "daily at 09:00"\nfor
mine.toml, [[arms.active.history]] 1, dose: 500 mg is above the largest single oral dose of naltrexone, 150 mg (label-1984).
Lower the dose, or write allow_unsafe = true to simulate it all the same.

dose = "50 mg"\ntimes = "daily at 09:00"\nfor
times = "daily at 09:00"\nfor
mine.toml, [[arms.active.history]] 1: it has no dose.
Write one of dose = "50 mg", doses = ["25 mg", "50 mg"].

reward = "coffee"
reward = "cofee"
mine.toml, [[arms.active.offers]] 1, reward: "cofee" is not a known reward.
Did you mean "coffee"? Known: coffee, company.

times = "daily at 10:00"
times = "every 5 min"
mine.toml, [[arms.active.offers]] 1, times: day 1 at 00:05 falls between two steps of 15 min.
Write step = "5 min" in [system], or use day 1 at 00:00.

reward = "coffee"\ntimes = "daily at 10:00"
reward = "company"\ntimes = "every 1 h"
mine.toml, [[arms.active.offers]] 1, times: the company of day 1 at 00:00 is not over when the next begins.
It lasts 2 h; space them further apart.

times = "daily at 10:00"
times = "daily at 10:00"\n[[arms.active.offers]]\nreward = "coffee"\ntimes = "daily at 11:00"
mine.toml, [arms.active] offers: coffee is offered in two places.
Give all its times in one list.

"opioid/peptide.tone" = 0.5
"opioid/peptide.tone" = true
mine.toml, [arms.active] numbers, opioid/peptide.tone: true is neither a number nor a quantity.
Write numbers = { "receptor/regulation.inherited" = 0.8 }.
"""  # noqa: E501
)


def refusal(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with small_evidence(), pytest.raises(InvalidInput) as refused:
        load_study("mine.toml")
    return str(refused.value)


def grouped(*parts):
    """The good study as one of groups, with more in its active arm."""
    text = changed('kind = "crossover"\nperiods = "4 d"\nwashout = "10 d"\n', PARALLEL)
    text = text.replace("within person", "between people")
    return text.replace("\n[arms.placebo]", "".join(parts) + "\n[arms.placebo]")


@pytest.mark.parametrize(("old", "new", "message"), CASES, ids=[new for _, new, _ in CASES])
def test_one_clear_message(tmp_path, monkeypatch, old, new, message):
    added = next(part for part in (ALSO, HISTORY, OFFER, NUMBERS) if old in part)
    assert refusal(tmp_path, monkeypatch, grouped(added.replace(old, new))) == message


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            NUMBERS,
            "mine.toml, [arms.active] numbers: everybody meets every arm of a crossover, and nobody can change.\n"
            '    Write kind = "parallel" in [design], or [world] for numbers of everybody.',
        ),
        (
            HISTORY,
            "mine.toml, [arms.placebo] history: everybody meets every arm of a crossover, and nobody has two pasts.\n"
            '    Write kind = "parallel" in [design], or the same history in every arm.',
        ),
    ],
)
def test_a_crossover_has_no_groups(tmp_path, monkeypatch, part, message):
    text = changed("\n[arms.placebo]", part + "\n[arms.placebo]")
    assert refusal(tmp_path, monkeypatch, text) == message


def test_a_crossover_of_people_with_one_past_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    more = HISTORY + "\n[arms.placebo]" + HISTORY.replace("active", "placebo")
    path.write_text(changed("\n[arms.placebo]", more), encoding="utf-8")
    with small_evidence():
        study = load_study(path)
    assert study.arms["active"].history == study.arms["placebo"].history


def test_unsafe_use_before_the_study_can_be_allowed(tmp_path):
    path = tmp_path / "mine.toml"
    text = grouped(HISTORY.replace("50 mg", "500 mg"))
    path.write_text(text.replace('dose = "50 mg"\n', 'dose = "50 mg"\nallow_unsafe = true\n', 1), "utf-8")
    with small_evidence():
        assert load_study(path).arms["active"].history[0].doses == ((500.0, "mg"),) * 3


def test_everything_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    history = HISTORY.replace('for = "3 d"', 'for = "3 d"\nuntil = "36 h"')
    path.write_text(grouped(ALSO, history, OFFER, NUMBERS), encoding="utf-8")
    with small_evidence():
        arm = load_study(path).arms["active"]
    assert [course.times for course in arm.courses] == [(9, 33, 57, 81), (21,)]
    assert arm.history[0].times == (-87, -63, -39), "three days until noon of the day before yesterday"
    assert arm.offers[0].times == (10, 34, 58, 82)
    assert arm.numbers == {"opioid/peptide.tone": 0.5}
    assert arm.drugs == ("naltrexone",)
