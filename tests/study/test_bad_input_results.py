"""Measures, analyses and published numbers that a study file can get wrong, and what is said then."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from study.language import cases, changed, small_evidence

# What is changed in a good study, into what, and the two lines of the message.
CASES = cases(
    r"""
scale = "social-connection"
scale = "social-conection"
mine.toml, [measures.connection] scale: "social-conection" is not a known instrument.
Did you mean "social-connection"? Known: kind-messages, naltrexone-plasma, social-connection.

scale = "social-connection"\n
# gone\n
mine.toml, [measures.connection]: it names no instrument.
Name one of scale, task, assay, scan and signal, such as scale = "social-connection".

scale = "social-connection"
scale = "kind-messages"
mine.toml, [measures.connection] scale: "kind-messages" is not a scale.
Write task = "kind-messages".

scale = "social-connection"
scale = "social-connection"\ntask = "kind-messages"
mine.toml, [measures.connection]: it has scale and task.
Name one of scale, task, assay, scan and signal, such as scale = "social-connection".

when = "every evening"
when = "day 5 at 15:00"
mine.toml, [measures.connection] when: day 5 at 15:00 is after the end of the period of 4 d.
Choose an earlier time, or lengthen periods in [design].

when = "every evening"
when = "4 h after dose 7"
mine.toml, [measures.connection] when: there is no dose 7: no arm has more than 4.
Give the day and the time of day.

when = "every evening"
when = "4 mg after dose 1"
mine.toml, [measures.connection] when: "mg" is not a unit of time.
A time is a number and s, min, h, d, weeks, months or years.

when = "every evening"
when = "20 min after dose 1"
mine.toml, [measures.connection] when: day 1 at 09:20 falls between two steps of 15 min.
Write step = "5 min" in [system], or use day 1 at 09:15.

when = "every evening"
when = "10 s after dose 1"
mine.toml, [measures.connection] when: day 1 at 09:00:10 falls between two steps of 15 min.
Use day 1 at 09:00.

when = "every evening"
# gone
mine.toml, [measures.connection]: "when" is missing.
Write when = "every evening".

when = "every evening"
when = []
mine.toml, [measures.connection] when: the list is empty.
Write when = "every evening".

measure = "connection"\ncompare
measure = "conection"\ncompare
mine.toml, [analysis.daily] measure: "conection" is not a known measure of this study.
Did you mean "connection"? Known: connection, messages.

active against placebo, within person
active against plcebo
mine.toml, [analysis.daily] compare: "plcebo" is not a known arm of this study.
Did you mean "placebo"? Known: active, placebo.

active against placebo, within person
active vs placebo
mine.toml, [analysis.daily] compare: "active vs placebo" does not say what is set against what.
A comparison names two arms, such as "naltrexone against placebo, within person".

active against placebo, within person
active against placebo, within persons
mine.toml, [analysis.daily] compare: "within persons" is not a way to compare.
Did you mean "within person"?

active against placebo, within person
active against placebo, between people
mine.toml, [analysis.daily] compare: "between people" does not fit a crossover study: every person meets every arm.
Write compare = "active against placebo, within person".

active against placebo, within person
active against active
mine.toml, [analysis.daily] compare: "active against active" sets an arm against itself.
A comparison names two arms, such as "naltrexone against placebo, within person".

report = "mean"
report = "median"
mine.toml, [analysis.kind] report: "median" is not one of mean, peak, trough, time of peak, time of trough, half-time, half-life, area, onset, end, share, slope, contacts.
Did you mean report = "mean"?

report = "mean"
# gone
mine.toml, [analysis.kind]: it neither compares nor reports.
Write compare = "one arm against another" or report = "mean".

report = "mean"
report = "mean"\narm = "activ"
mine.toml, [analysis.kind] arm: "activ" is not a known arm of this study.
Did you mean "active"? Known: active, placebo.

report = "mean"
report = "half-time"\ncompare = "active against placebo, hedges_g"
mine.toml, [analysis.kind] compare: an effect size needs a number for each person.
Write compare = "active against placebo, difference".

item = "close - neutral"
item = "closed"
mine.toml, [analysis.kind] item: "closed" is not a known item of kind-messages.
Did you mean "close"? Known: close, neutral.

item = "close - neutral"
item = "close - close"
mine.toml, [analysis.kind] item: "close - close" takes an item from itself.
Write item = "close - neutral".

[[published]]\nmeasure = "connection"\n
[[published]]\n
mine.toml, [[published]] 1: it stands beside no analysis.
Write measure = "connection", or result = "daily" for [analysis.daily].

[[published]]\nmeasure = "connection"
[[published]]\nmeasure = "warmth"
mine.toml, [[published]] 1, measure: "warmth" is not a known measure with an analysis.
Known: connection, messages.

[[published]]\nmeasure = "connection"
[[published]]\nresult = "dayly"
mine.toml, [[published]] 1, result: "dayly" is not a known analysis of this study.
Did you mean "daily"? Known: daily, kind.

[[published]]\nmeasure = "connection"
[[published]]\nresult = "kind"\nmeasure = "connection"
mine.toml, [[published]] 1, measure: [analysis.kind] is about "messages", not "connection".
Remove measure; result says enough.

[analysis.kind]\nmeasure = "messages"\nreport = "mean"\nitem = "close - neutral"
[analysis.kind]\nmeasure = "connection"\nreport = "mean"
mine.toml, [[published]] 1, measure: 2 analyses are about "connection".
Say which: result = "daily", result = "kind".

statistic = "hedges_g"
statistic = "hedge_g"
mine.toml, [[published]] 1, statistic: "hedge_g" is not one of hedges_g, d_z, mean_difference, sign, mean, peak, trough, time of peak, time of trough, half-time, half-life, area, onset, end, share, slope, contacts, ratio, percent difference.
Did you mean statistic = "hedges_g"?

value = -0.2
value = "-0.2"
mine.toml, [[published]] 1, value: "-0.2" is not a number.
Write value = -0.2.

value = -0.2
value = nan
mine.toml, [[published]] 1, value: nan is not a finite number.
Write value = -0.2.

interval = [-0.32, -0.07]
interval = [0.07, 0.32]
mine.toml, [[published]] 1, interval: -0.2 does not lie between 0.07 and 0.32.
The low end comes first; check the signs.

interval = [-0.32, -0.07]
interval = [-0.32]
mine.toml, [[published]] 1, interval: a list has too few entries.
Write interval = [-0.3, -0.1].

interval = [-0.32, -0.07]
interval = [-0.32, "x"]
mine.toml, [[published]] 1, interval, entry 2: "x" is not a number.
Write interval = [-0.3, -0.1].

"loseth-2024"
"loeseth-2024"
mine.toml, [[published]] 1, source: "loeseth-2024" is not a known source.
Did you mean "loseth-2024"? Known: inagaki-2016, loseth-2024.

source = "loseth-2024"
# gone
mine.toml, [[published]] 1: "source" is missing.
Write source = "inagaki-2016".

[[published]]
[published]
mine.toml, published: a table is not a list.
Write [[published]].

value = -0.2
value = -0.2\nunit = "parsecks"
mine.toml, [[published]] 1, unit: "parsecks" is not a known unit.
Write unit = "h".

statistic = "hedges_g"
statistic = "sign"
mine.toml, [[published]] 1, value: -0.2 is not a sign.
Write value = -1 for lower, 0 for no difference, 1 for higher.
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
