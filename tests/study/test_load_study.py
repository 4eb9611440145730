"""A study file is read as it is meant: every word of it, with every default, into a value that cannot change."""

import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from equipoise.study.load import load_study, shipped_studies
from equipoise.study.study import Study
from equipoise.study.template import template
from study.language import GOOD, changed, small_evidence

PUBLISHED = """
title  = "Naltrexone and felt connection"
source = "inagaki-2016"                      # key in the evidence
claims = ["S02", "S03"]

[people]
from    = "healthy-adults"
number  = 34
exclude = ["opioid use", "depression"]

[design]
kind     = "crossover"
periods  = "4 d"
washout  = "10 d"
blinding = "double"

[arms.naltrexone]
drug  = "naltrexone"
doses = ["25 mg", "25 mg", "50 mg", "50 mg"]
times = "daily at 09:00"

[arms.placebo]

[measures.connection]
scale = "social-connection"
when  = "every evening"

[measures.connection-to-messages]
task  = "kind-messages"
when  = "day 4 at 15:00"

[analysis.daily]
measure = "connection"
compare = "naltrexone against placebo, within person"

[[published]]
measure   = "connection"
statistic = "hedges_g"
value     = -0.20
interval  = [-0.32, -0.07]
source    = "loseth-2024"
fitted    = true
"""


@pytest.fixture
def load(tmp_path):
    """Load a study from its text."""

    def loaded(text):
        (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
        with small_evidence():
            return load_study(tmp_path / "mine.toml")

    return loaded


def test_a_trial_is_read_as_it_was(load, tmp_path):
    study = load(PUBLISHED)
    assert (study.name, study.path) == ("mine", tmp_path / "mine.toml")
    assert (study.title, study.source) == ("Naltrexone and felt connection", "inagaki-2016")
    assert study.claims == ("S02", "S03")
    assert (study.people.from_, study.people.number) == ("healthy-adults", 34)
    assert study.people.exclude == ("opioid use", "depression")
    design = study.design
    assert (design.kind, design.periods, design.washout, design.blinding) == ("crossover", 96, 240, "double")


def test_arms_and_measures_are_written_out_in_hours(load):
    study = load(PUBLISHED)
    arm = study.arms["naltrexone"]
    assert (arm.name, arm.drug, arm.route) == ("naltrexone", "naltrexone", "oral")
    assert arm.doses == ((25, "mg"), (25, "mg"), (50, "mg"), (50, "mg"))
    assert arm.times == (9, 33, 57, 81)
    assert (study.arms["placebo"].drug, study.arms["placebo"].doses) == (None, ())
    diary, task = study.measures.values()
    assert (diary.instrument, diary.of, diary.when) == ("scale", "social-connection", (20, 44, 68, 92))
    assert (task.name, task.instrument, task.when) == ("connection-to-messages", "task", (87,))


def test_analyses_and_published_numbers_find_each_other(load):
    study = load(PUBLISHED)
    daily = study.analysis["daily"]
    assert (daily.compare.active, daily.compare.control) == ("naltrexone", "placebo")
    assert (daily.compare.how, daily.arms, daily.report) == ("within person", ("naltrexone", "placebo"), None)
    (published,) = study.published
    assert (published.measure, published.result, published.statistic) == ("connection", "daily", "hedges_g")
    assert (published.value, published.interval, published.fitted) == (-0.2, (-0.32, -0.07), True)


def test_what_is_left_out_has_its_default(load):
    study = load(PUBLISHED)
    assert (study.design.run_in, study.design.allocation, study.design.ratio) == (168, "simple", ())
    assert (study.dropout.active, study.dropout.control, study.dropout.fitted) == (0, 0, False)
    assert (study.adherence.taken, study.adherence.diary) == (1, 1)
    assert (study.system.step, study.system.tolerance, study.system.replace) == (0.25, 1e-3, {})
    assert (study.repeat.trials, study.world, study.arms["naltrexone"].allow_unsafe) == (1, {}, False)
    assert (study.analysis["daily"].item, study.published[0].unit, study.published[0].arm) == (
        "all",
        "1",
        None,
    )


def test_what_is_said_is_kept(load):
    text = changed(
        '[system]\nstep = "15 min"',
        '[dropout]\nactive = "5 %"\ncontrol = 0.02\nsource = "inagaki-2016"\nfitted = true\n'
        '[adherence]\ntaken = 0.95\ndiary = "90 %"\n[repeat]\ntrials = 1000\n'
        '[world]\ncompany = "3 h"\nwins = 2\n'
        '[system]\nstep = "5 min"\ntolerance = 0.01\nreplace = { opponent = "rival" }',
    )
    study = load(text)
    assert (study.dropout.active, study.dropout.control, study.dropout.fitted) == (0.05, 0.02, True)
    assert (study.adherence.taken, study.adherence.diary, study.repeat.trials) == (0.95, 0.9, 1000)
    assert study.world == {"company": "3 h", "wins": 2.0}
    assert (study.system.step, study.system.tolerance) == (pytest.approx(5 / 60), 0.01)
    assert study.system.replace == {"opponent": "rival"}


@pytest.mark.parametrize(
    ("given", "doses", "times"),
    [
        ('dose = "50 mg"\ntimes = "daily at 09:00"', (50, 50, 50, 50), (9, 33, 57, 81)),
        ('dose = "50mg"\ntimes = "day 1 at 09:00"', (50,), (9,)),
        ('dose = "50 mg"\ntimes = ["day 1 at 09:00", "day 3 at 09:00"]', (50, 50), (9, 57)),
        ('doses = ["25 mg", "50 mg"]\ntimes = ["day 1 at 09:00", "day 2 at 10:30"]', (25, 50), (9, 34.5)),
        ('doses = ["25 mg", "50 mg"]\ntimes = ["day 2 at 09:00", "day 1 at 09:00"]', (50, 25), (9, 33)),
        ('doses = ["25 mg", "50 mg"]\ntimes = "daily at 09:00"', (25, 50), (9, 33)),
        (
            'doses = ["1 mg", "2 mg", "3 mg"]\ntimes = "twice daily at 09:00 and 21:00"',
            (1, 2, 3),
            (9, 21, 33),
        ),
        ('dose = "50 mg"\ntimes = "daily at 00:00"', (50, 50, 50, 50), (0, 24, 48, 72)),
        ('dose = "50 mg"\ntimes = ["every morning", "day 1 at 20:00"]', (50,) * 5, (8, 20, 32, 56, 80)),
    ],
)
def test_doses_meet_their_times(load, given, doses, times):
    arm = load(changed('dose = "50 mg"\ntimes = "daily at 09:00"', given)).arms["active"]
    assert tuple(value for value, _ in arm.doses) == doses
    assert arm.times == times


def test_an_unsafe_dose_is_simulated_when_asked_for(load):
    arm = load(changed('dose = "50 mg"', 'dose = "500 mg"\nallow_unsafe = true')).arms["active"]
    assert arm.allow_unsafe
    assert arm.doses[0] == (500, "mg")


def test_a_drug_is_taken_by_its_usual_route_up_to_its_own_limit(load):
    given = 'drug = "naloxone"\ndose = "2 g"'
    assert load(changed('drug = "naltrexone"\ndose = "50 mg"', given)).arms["active"].route == "nasal"


@pytest.mark.parametrize(
    ("when", "times"),
    [
        ('"every evening"', (20, 44, 68, 92)),
        ('"4 h after dose 2"', (37,)),
        (
            '["day 2 at 15:00", "1 h after dose 1", "every evening", "day 1 at 20:00"]',
            (10, 20, 39, 44, 68, 92),
        ),
        ('"day 5 at 00:00"', (96,)),
    ],
)
def test_measures_are_taken_when_said(load, when, times):
    assert load(changed('when = "every evening"', f"when = {when}")).measures["connection"].when == times


def test_a_dose_that_differs_between_arms_gives_no_time(load):
    other = '[arms.placebo]\ndrug = "naltrexone"\ndose = "5 mg"\ntimes = "daily at 10:00"'
    with pytest.raises(
        Exception, match="dose 2 does not come at one time: on day 2 at 09:00 in active, on day 2 at 10:00"
    ):
        load(changed("[arms.placebo]", other).replace('when = "every evening"', 'when = "4 h after dose 2"'))


def test_a_parallel_study_compares_between_people(load):
    text = changed('kind = "crossover"', 'kind = "parallel"\nratio = "40:20"').replace(
        'washout = "10 d"\n', ""
    )
    study = load(text.replace(", within person", ""))
    assert study.analysis["daily"].compare.how == "between people"
    assert study.design.ratio == (2, 1)


def test_a_report_names_its_arms(load):
    assert load(GOOD).analysis["kind"].arms == ("active", "placebo")
    one = load(changed('report = "mean"', 'report = "peak"\narm = "placebo"'))
    assert (one.analysis["kind"].arms, one.analysis["kind"].report) == (("placebo",), "peak")


def test_a_published_number_may_name_its_result(load):
    study = load(changed('[[published]]\nmeasure = "connection"', '[[published]]\nresult = "kind"'))
    assert (study.published[0].measure, study.published[0].result) == ("messages", "kind")


def test_a_study_cannot_be_changed(load):
    study = load(GOOD)
    with pytest.raises(ValidationError, match="frozen"):
        study.title = "Another"
    with pytest.raises(ValidationError, match="frozen"):
        study.arms["active"].drug = "naloxone"
    with pytest.raises(TypeError, match="cannot be changed"):
        study.arms["third"] = study.arms["active"]
    with pytest.raises(TypeError, match="cannot be changed"):
        study.world.update(rain=1.0)


def test_a_study_survives_a_journey(load):
    study = load(GOOD)
    assert pickle.loads(pickle.dumps(study)) == study
    assert Study.model_validate(study.model_dump()) == study
    assert Study.model_validate_json(study.model_dump_json()) == study
    assert len({study, load(GOOD)}) == 1


def test_the_template_is_a_study_of_ten_lines(load):
    assert len(template().splitlines()) == 10
    assert load(template()).analysis["daily"].compare.active == "naltrexone"


def test_shipped_studies_are_found_by_name():
    for name, path in shipped_studies().items():
        study = load_study(name)
        assert (study.name, study.path) == (name, path)


def test_windows_line_ends_and_marks_are_read(tmp_path):
    Path(tmp_path / "mine.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    with small_evidence():
        assert load_study(tmp_path / "mine.toml").title == "A study"
