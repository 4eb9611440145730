"""What an analysis or a signal can get wrong: windows, baselines, levels, substances and units."""

import pytest

from equipoise.errors import InvalidInput
from equipoise.study.load import load_study
from study.language import cases, changed, small_evidence

CASES = cases(
    r"""
report = "mean"
report = "share"\nat = "day 4 at 15:00"
mine.toml, [analysis.kind]: the share needs a level.
Write level = "above 20".

compare = "active against placebo, within person"
report = "share"\nlevel = "20"
mine.toml, [analysis.daily] at: a share is of one occasion, and there are 4.
Name one: at = "day 4 at 20:00".

compare = "active against placebo, within person"
report = "mean"\nat = "day 4 at 21:00"
mine.toml, [analysis.daily] at: connection is not taken on day 4 at 21:00.
connection is taken on day 1 at 20:00, day 2 at 20:00, day 3 at 20:00 and 1 more.

compare = "active against placebo, within person"
report = "mean"\nfrom = "day 9 at 21:00"
mine.toml, [analysis.daily] from: no occasion of the measure lies there.
connection is taken on day 1 at 20:00, day 2 at 20:00, day 3 at 20:00 and 1 more.

compare = "active against placebo, within person"
report = "mean"\nbaseline = "day 1 at 20:00"
mine.toml, [analysis.daily] baseline: nothing is set against it.
Write change = "percent" or "difference".

compare = "active against placebo, within person"
report = "mean"\nlevel = "20"
mine.toml, [analysis.daily] level: a mean has no level.
Remove level.

compare = "active against placebo, within person"
report = "peak"\nfrom = "daily at 20:00"
mine.toml, [analysis.daily] from: "daily at 20:00" is not a time.
Times are such as "daily at 09:00", "every evening", "day 4 at 15:00" or "4 h after dose 2".

compare = "active against placebo, within person"
report = "peak"\nat = "day 1 at 20:00"\nto = "day 2 at 20:00"
mine.toml, [analysis.daily] at: it names one occasion, and from or to several.
Remove at, or the others.

compare = "active against placebo, within person"
compare = "active against placebo, ratios"
mine.toml, [analysis.daily] compare: "ratios" is not a way to compare.
Did you mean "ratio"?

scale = "social-connection"
signal = "dopamin"
mine.toml, [measures.connection] signal: "dopamin" is not a known signal of the system.
Did you mean "dopamine"? Known: @

scale = "social-connection"
signal = "plasma"
mine.toml, [measures.connection] of: plasma is told apart by substance.
Write of = "naltrexone".

scale = "social-connection"
signal = "plasma"\nof = "cocaine"
mine.toml, [measures.connection] of: "cocaine" is not a known substance of this study.
Known: naltrexone.

scale = "social-connection"
signal = "dopamine"\nof = "naltrexone"
mine.toml, [measures.connection] of: dopamine is not told apart by substance.
Remove of.

scale = "social-connection"
signal = "dopamine"\nunit = "h"
mine.toml, [measures.connection] unit: "h" is not a unit of dopamine.
Write unit = "1".

scale = "social-connection"
signal = "dopamine"\nwindow = "7 min"
mine.toml, [measures.connection] window: 7 min is not a whole number of steps of 15 min.
Write window = "15 min".

scale = "social-connection"
scale = "social-connection"\nunit = "%"
mine.toml, [measures.connection] unit: a scale has its own.
Remove it, or write signal = "dopamine" in place of scale.

when = "every evening"
when = "day -20 at 20:00"
mine.toml, [measures.connection] when: day -20 at 20:00 is before the 7 d that come before day 1.
Lengthen run_in (or washout) in [design], or choose a later time.
"""
)


@pytest.mark.parametrize(("old", "new", "message"), CASES, ids=[new for _, new, _ in CASES])
def test_one_clear_message(tmp_path, monkeypatch, old, new, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(changed(old, new), encoding="utf-8")
    with small_evidence(), pytest.raises(InvalidInput) as refused:
        load_study("mine.toml")
    wanted, listed, _ = message.partition("@")
    assert str(refused.value).startswith(wanted) if listed else str(refused.value) == message


def test_a_day_before_day_one_can_be_looked_at(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(changed('when = "every evening"', 'when = ["day 0 at 20:00", "day 4 at 20:00"]'), "utf-8")
    with small_evidence():
        assert load_study(path).measures["connection"].when == (-4, 92)


def test_a_signal_is_a_measure_with_its_unit(tmp_path):
    path = tmp_path / "mine.toml"
    signal = 'signal = "plasma"\nof = "naltrexone"\nunit = "ng/mL"\nwindow = "1 h"'
    path.write_text(changed('scale = "social-connection"', signal), encoding="utf-8")
    with small_evidence():
        found = load_study(path).measures["connection"]
    assert (found.instrument, found.of, found.unit, found.window) == (
        "signal",
        "plasma[naltrexone]",
        "ng/mL",
        1.0,
    )


MOMENT = cases(
    r"""
step = "15 min"
clock = "moment"
mine.toml, [system] clock: the moment clock follows one period, and a crossover has several.
Write kind = "parallel" in [design], or clock = "life".

step = "15 min"
clock = "moment"\nstep = "15 min"
mine.toml, [system] step: "15 min" is not between 10 ms and 1 min.
Write step = "10 s".

step = "15 min"
clock = "moments"
mine.toml, [system] clock: "moments" is not one of life, moment.
Did you mean clock = "moment"?
"""
)


@pytest.mark.parametrize(("old", "new", "message"), MOMENT, ids=[new for _, new, _ in MOMENT])
def test_what_the_moment_clock_cannot_do(tmp_path, monkeypatch, old, new, message):
    test_one_clear_message(tmp_path, monkeypatch, old, new, message)


def test_a_long_study_is_refused_on_the_moment_clock(tmp_path):
    path = tmp_path / "mine.toml"
    text = changed('step = "15 min"', 'clock = "moment"')
    text = text.replace('"crossover"', '"parallel"').replace('washout = "10 d"\n', "")
    path.write_text(text.replace("within person", "between people"), encoding="utf-8")
    with small_evidence(), pytest.raises(InvalidInput) as refused:
        load_study(path)
    assert refused.value.trouble == (
        "from day 1 at 09:00 to day 4 at 20:00 are 29,880 steps of 10 s, and the moment clock takes 10,000."
    )
    assert refused.value.remedy.endswith('a longer step, or clock = "life".')
