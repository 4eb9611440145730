"""Everything outside arms and results that a study file can get wrong, and what is said then."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from study.language import cases, changed, small_evidence

# What is changed in a good study, into what, and the two lines of the message.
CASES = cases(
    r"""
title = "A study"\n
# gone\n
mine.toml: "title" is missing.
Write title = "My study".

title = "A study"
title = ""
mine.toml, title: the text is empty.
Write title = "My study".

title = "A study"
title = 5
mine.toml, title: 5 is not text.
Write title = "My study".

title = "A study"
titel = "A study"
mine.toml: "titel" is not a key of a study.
Did you mean "title"? Keys here: title, source, claims, people, design, arms, measures, analysis, published, dropout, adherence, system, repeat, world.

"inagaki-2016"
"inagaki-2061"
mine.toml, source: "inagaki-2061" is not a known source.
Did you mean "inagaki-2016"? Known: inagaki-2016, loseth-2024.

[people]
[peeple]
mine.toml: "peeple" is not a key of a study.
Did you mean "people"? Keys here: title, source, claims, people, design, arms, measures, analysis, published, dropout, adherence, system, repeat, world.

from = "healthy-adults"
from = "healthy-adult"
mine.toml, [people] from: "healthy-adult" is not a known population.
Did you mean "healthy-adults"? Known: healthy-adults, patients.

from = "healthy-adults"\n
# gone\n
mine.toml, [people]: "from" is missing.
Write from = "healthy-adults".

number = 34
number = 0
mine.toml, [people] number: 0 is less than 1.
Write number = 34.

number = 34
number = -3
mine.toml, [people] number: -3 is less than 1.
Write number = 34.

number = 34
number = 34.5
mine.toml, [people] number: 34.5 is not a whole number.
Write number = 34.

number = 34
number = "34"
mine.toml, [people] number: "34" is not a whole number.
Write number = 34.

number = 34
number = 2_000_000
mine.toml, [people] number: 2000000 is more than 1,000,000.
Write number = 34.

number = 34
number = true
mine.toml, [people] number: true is not a whole number.
Write number = 34.

number = 34
nmber = 34
mine.toml, [people]: "nmber" is not a key of [people].
Did you mean "number"? Keys here: from, number, exclude.

exclude = ["depression"]
exclude = ["depresion"]
mine.toml, [people] exclude: "depresion" is not a known condition of healthy-adults.
Did you mean "depression"? Known: opioid use, depression.

exclude = ["depression"]
exclude = [3]
mine.toml, [people] exclude, entry 1: 3 is not text.
Write exclude = ["depression"].

kind = "crossover"
kind = "cross-over"
mine.toml, [design] kind: "cross-over" is not one of crossover, parallel, single-arm, cohort.
Did you mean kind = "crossover"?

kind = "crossover"
kind = "factorial"
mine.toml, [design] kind: "factorial" is not one of crossover, parallel, single-arm, cohort.
Write kind = "crossover".

kind = "crossover"
kind = "single-arm"
mine.toml, [design] kind: a single-arm study has one arm; this one has 2.
Write kind = "parallel" or kind = "crossover", or leave one arm.

kind = "crossover"
kind = "parallel"
mine.toml, [design] washout: a parallel study has one period, so there is nothing to wash out.
Remove it; run_in is the time before the first period.

[arms.placebo]\n
# gone\n
mine.toml, [design] kind: a crossover study needs at least 2 arms; this one has 1.
An empty table [arms.placebo] adds placebo.

periods = "4 d"
periods = "4"
mine.toml, [design] periods: "4" has no unit.
A time is a number and s, min, h, d, weeks, months or years. Write periods = "4 d".

periods = "4 d"
periods = 4
mine.toml, [design] periods: 4 has no unit.
A time is a number and s, min, h, d, weeks, months or years. Write periods = "4 d".

periods = "4 d"
periods = "0 d"
mine.toml, [design] periods: "0 d" is not more than 0.
Write periods = "4 d".

periods = "4 d"
periods = "4 mg"
mine.toml, [design] periods: "mg" is not a unit of time.
A time is a number and s, min, h, d, weeks, months or years. Write periods = "4 d".

periods = "4 d"
periods = "1000 years"
mine.toml, [design] periods: "1000 years" is longer than 100 years.
Write periods = "4 d".

washout = "10 d"
washout = "-10 d"
mine.toml, [design] washout: "-10 d" is below zero.
Write washout = "10 d".

washout = "10 d"
wash_out = "10 d"
mine.toml, [design]: "wash_out" is not a key of [design].
Did you mean "washout"? Keys here: kind, periods, washout, run_in, blinding, allocation, ratio.

blinding = "double"
blinding = "Double"
mine.toml, [design] blinding: "Double" is not one of double, single, open.
Did you mean blinding = "double"?

blinding = "double"
ratio = "2:1"
mine.toml, [design] ratio: a crossover study does not share people out between arms.
Remove it.

step = "15 min"
step = "7 min"
mine.toml, [system] step: "7 min" does not divide the hour.
Write step = "15 min".

step = "15 min"
step = "2 h"
mine.toml, [system] step: "2 h" is not between 1 min and 20 min.
Write step = "15 min".

step = "15 min"
step = "1 s"
mine.toml, [system] step: "1 s" is not between 1 min and 20 min.
Write step = "15 min".

step = "15 min"
tolerance = 0
mine.toml, [system] tolerance: 0 is not more than 0.
Write tolerance = 0.001.

step = "15 min"
replace = { opponent = 3 }
mine.toml, [system] replace, opponent: 3 is not text.
Write replace = { opponent = "..." }.

[system]
[repeat]\ntrials = 0\n[system]
mine.toml, [repeat] trials: 0 is less than 1.
Write trials = 1000.

[system]
[dropout]\nactive = 1.5\n[system]
mine.toml, [dropout] active: 1.5 is more than 1.
Write active = 0.05.

[system]
[dropout]\nactive = "120 %"\n[system]
mine.toml, [dropout] active: "120 %" is more than 1.
Write active = 0.05.

[system]
[dropout]\nactive = "5 mg"\n[system]
mine.toml, [dropout] active: "mg" is not a percent sign.
A share is a number from 0 to 1, or a percentage. Write active = 0.05.

[system]
[world]\nrain = "3 xyz"\n[system]
mine.toml, [world] rain: "xyz" is not a known unit.
Write world = { name = "2 h" }.

[system]
[world]\nrain = true\n[system]
mine.toml, [world] rain: true is neither a number nor a quantity.
Write world = { name = "2 h" }.

[system]
[wrold]\nrain = 1\n[system]
mine.toml: "wrold" is not a key of a study.
Did you mean "world"? Keys here: title, source, claims, people, design, arms, measures, analysis, published, dropout, adherence, system, repeat, world.

kind = "crossover"\nperiods = "4 d"\nwashout = "10 d"
kind = "parallel"\nperiods = "4 d"\nratio = "2:1:1"
mine.toml, [design] ratio: it has 3 parts for 2 arms.
The arms are active, placebo.

blinding = "double"
ratio = "2:0"
mine.toml, [design] ratio: "2:0" is not a ratio of whole numbers from 1 to 999.
Write ratio = "2:1".

blinding = "double"
ratio = 2
mine.toml, [design] ratio: 2 is not a ratio of whole numbers from 1 to 999.
Write ratio = "2:1".

washout = "10 d"
run_in = "100 min"
mine.toml, [design] run_in: 100 min is not a whole number of steps of 15 min.
Write step = "5 min" in [system], or use 1.75 h.

number = 34
number = 34\ntitle = "A study"
mine.toml, [people]: "title" is not a key of [people].
A key belongs to the [section] above it. Keys here: from, number, exclude.
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
