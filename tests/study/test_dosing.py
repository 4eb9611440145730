"""What reaches whom and when: several drugs, use before the study, rewards, and people of other numbers."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.assembly import build
from equipoise.engine.grid import Grid
from equipoise.evidence import load_drug, load_people, load_reward
from equipoise.people.body import sizes
from equipoise.people.person import gather
from equipoise.study import cohort as cohorts
from equipoise.study import dosing
from equipoise.study.calendar import calendar
from equipoise.study.load import load_study
from study import made_study as made

MORE = """
[[arms.naltrexone.also]]
drug  = "naltrexone"
dose  = "50 mg"
times = "daily at 21:00"

[[arms.naltrexone.history]]
drug  = "naltrexone"
dose  = "50 mg"
times = "daily at 09:00"
for   = "3 d"
until = "1 d"

[[arms.naltrexone.offers]]
reward = "coffee"
times  = "daily at 10:00"

[[arms.naltrexone.offers]]
reward = "food"
times  = "day 1 at 10:00"

[arms.naltrexone.numbers]
"opioid/peptide.tone" = 0.5
"""
PEOPLE = np.arange(12)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    text = made.TOML.replace('"crossover"', '"parallel"').replace('washout    = "1 d"\n', "")
    text = text.replace("\n[arms.placebo]", MORE + "\n[arms.placebo]").replace(
        "within person", "between people"
    )
    path = tmp_path_factory.mktemp("study") / "groups.toml"
    path.write_text(text, encoding="utf-8")
    return load_study(path)


@pytest.fixture(scope="module")
def evidence(study):
    drugs, who = (load_drug("naltrexone"),), load_people("healthy-adults")
    system = build(sizes(drugs))
    return (
        system,
        drugs,
        who,
        gather(system, drugs, who),
        gather(system, drugs, who, study.arms["naltrexone"].numbers),
    )


@pytest.fixture(scope="module")
def people(study, evidence):
    _, _, who, usual, theirs = evidence
    return cohorts.recruit(study, calendar(study), who, usual, made.SEED, PEOPLE, {"naltrexone": theirs})


def test_the_calendar_grows_by_the_use_before_the_study(study):
    plan = calendar(study)
    assert plan.starts == (24.0 + 4 * 24,), "the run-in, three days of use and one without"
    assert plan.days == 8


def test_every_dose_is_there_in_order_of_its_course(study, people):
    plan = calendar(study)
    given_ = list(dosing.administrations(study, plan, people))
    times = [each.time - plan.starts[0] for each in given_]
    assert times == [-87, -63, -39, 9, 33, 21, 45]
    user = people.arms[:, 0] == 0
    for each in given_[:3]:
        np.testing.assert_array_equal(each.takers, user)
    assert not any((each.takers & ~user).any() for each in given_)
    assert dosing.planned(study) == 4
    assert people.taken.shape == (12, 4)


def test_use_before_the_study_meets_nobody_else(study, people, evidence):
    plan = calendar(study)
    events = cohorts.doses(study, plan, evidence[1], people, Grid(4))
    before = events.table()[events.rows.reshape(-1)[: int(plan.starts[0] * 4)]]
    assert (before > 0).sum(axis=0).tolist() == [3 if arm == 0 else 0 for arm in people.arms[:, 0]]


def test_rewards_that_overlap_add_up(study, people, evidence):
    plan, rewards = calendar(study), {name: load_reward(name) for name in ("coffee", "food")}
    ports = tuple(evidence[0].of("forcing"))
    events = dosing.forcings(study, plan, people, rewards, Grid(4), ports)
    met = events.table()[events.rows[..., ports.index("offered")].reshape(-1)]
    hours = np.flatnonzero(met.any(axis=1)) / 4 - plan.starts[0]
    assert hours.tolist() == [10, 10.25, 34]
    user = (people.arms[:, 0] == 0) & (people.stop > plan.starts[0] + 48)
    np.testing.assert_allclose(met[int(4 * (plan.starts[0] + 10))][user], 1.3)
    np.testing.assert_allclose(met[int(4 * (plan.starts[0] + 10.25))][user], 1.0)
    assert not met[:, people.arms[:, 0] == 1].any()


def test_people_of_an_arm_differ_in_its_numbers_alone(people, evidence, study):
    _, _, who, usual, _ = evidence
    plain = cohorts.recruit(study, calendar(study), who, usual, made.SEED, PEOPLE)
    user = people.arms[:, 0] == 0
    tone = people.parameters["opioid/peptide.tone"] / plain.parameters["opioid/peptide.tone"]
    np.testing.assert_allclose(tone, np.where(user, 0.5, 1.0), rtol=1e-12)
    for name in set(plain.parameters) - {"opioid/peptide.tone"}:
        np.testing.assert_array_equal(people.parameters[name], plain.parameters[name])


def test_a_person_keeps_her_numbers_in_any_company(people, evidence, study):
    _, _, who, usual, theirs = evidence
    few = cohorts.recruit(study, calendar(study), who, usual, made.SEED, PEOPLE[5:7], {"naltrexone": theirs})
    for name, value in people.parameters.items():
        if value.shape[-1] > 1:
            np.testing.assert_array_equal(few.parameters[name], value[..., 5:7])


STRETCH = st.tuples(st.integers(0, 20), st.integers(1, 10), st.integers(-3, 3))


@given(st.lists(STRETCH, min_size=1, max_size=8))
def test_law_what_is_met_at_a_moment_is_the_sum_of_what_lasts_then(parts):
    found = dosing._apart([(float(a), float(a + b), np.array([float(c)])) for a, b, c in parts])
    for moment in np.arange(0.5, 31):
        expected = sum(c for a, b, c in parts if a < moment < a + b)
        assert sum(size[0] for first, last, size in found if first < moment < last) == expected
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_a_visit_is_company():
    """A person alone at night feels connected while somebody is there."""
    night = [2.0, 3.0]
    alone = made.lived({}, night)["connection"]
    visited = made.lived({}, night, forced={2.0: {"visit": 1.0}})["connection"]
    assert (visited[0] > alone[0]).all()
    assert np.abs(visited[1] - alone[1]).max() < np.abs(visited[0] - alone[0]).min()
