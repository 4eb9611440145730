"""A study on the moment clock: lived until the first thing happens, then followed in seconds."""

import numpy as np
import pytest

from equipoise.study.lab import open_laboratory
from equipoise.study.load import load_study
from equipoise.study.observe import truths
from equipoise.study.part import lanes, width

TOML = """\
title = "A coffee and a tablet"
[people]
from   = "healthy-adults"
number = 8
[design]
kind       = "parallel"
periods    = "1 d"
run_in     = "1 d"
allocation = "balanced"
[arms.dosed]
drug  = "naltrexone"
dose  = "50 mg"
times = "day 1 at 09:00"
[[arms.dosed.history]]
drug  = "naltrexone"
dose  = "50 mg"
times = "daily at 09:00"
for   = "1 d"
[[arms.dosed.offers]]
reward = "coffee"
times  = "day 1 at 09:15"
[arms.other]
[measures.plasma]
signal = "plasma"
of     = "naltrexone"
when   = "every 5 min from dose 1 to 40 min after dose 1"
[measures.mean-plasma]
signal = "plasma"
of     = "naltrexone"
window = "5 min"
when   = "10 min after dose 1"
[measures.dopamine]
signal = "dopamine"
when   = "every 1 min from dose 1 to 40 min after dose 1"
[analysis.peak]
measure = "plasma"
report  = "peak"
[system]
clock = "moment"
step  = "30 s"
"""
PEOPLE = np.arange(8)


def laboratory(folder, text=TOML):
    path = folder / "short.toml"
    path.write_text(text, encoding="utf-8")
    return open_laboratory(load_study(path), 5)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    return laboratory(tmp_path_factory.mktemp("moment"))


@pytest.fixture(scope="module")
def seen(lab):
    return lab.observe(PEOPLE, 8)


@pytest.fixture(scope="module")
def read(seen):
    return {name: value[..., 0] for name, value in truths(seen).items()}


def test_the_stretch_begins_with_what_is_first_given(lab):
    assert lab.looks[0] == lab.calendar.starts[0] + 9
    assert lab.looks[-1] == pytest.approx(lab.calendar.starts[0] + 9 + 40 / 60)
    assert (lanes(lab.study), width(lab.study)) == (64, 16)


def test_what_was_taken_before_is_still_there_and_more_comes(read, seen):
    dosed = seen.cohort.arms[:, 0] == 0
    assert (read["plasma"][dosed, 0] > 0).all(), "a day after the last tablet of the past"
    assert (np.diff(read["plasma"][dosed][:, :4], axis=1) > 0).all()
    assert not read["plasma"][~dosed].any()


def test_a_window_is_the_mean_over_it(read):
    inside = read["plasma"][:, 1:3].mean(axis=1)
    np.testing.assert_allclose(read["mean-plasma"][:, 0], inside, rtol=0.02)


def test_only_what_is_offered_is_met(read, seen):
    dosed = seen.cohort.arms[:, 0] == 0
    dopamine = read["dopamine"]
    assert np.ptp(dopamine[~dosed], axis=1).max() < 1e-6, "chance is at rest"
    assert (dopamine[dosed][:, 25] > dopamine[dosed][:, 14] + 1e-3).all()
    assert (dopamine[dosed][:, 40] < dopamine[dosed][:, 29]).all(), "coffee is over at half past"


def test_a_person_is_the_same_in_any_company(lab, seen):
    few = lab.observe(PEOPLE[3:5], 8)
    np.testing.assert_array_equal(few.values, seen.values[..., 3:5])
    assert few.hours.shape[-1] == 2


@pytest.mark.slow
def test_halving_the_step_changes_little(lab, read):
    """Nothing of what is exact, and what is quick by less than a hundredth where a reward begins and ends."""
    fine = truths(lab.on(lab.program.grid.halved()).observe(PEOPLE, 8))
    np.testing.assert_allclose(read["plasma"], fine["plasma"][..., 0], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(read["dopamine"], fine["dopamine"][..., 0], atol=0.01)


@pytest.mark.slow
def test_the_life_clock_finds_the_same_plasma(lab, read, tmp_path):
    life = laboratory(tmp_path, TOML.replace('clock = "moment"\nstep  = "30 s"', 'step = "1 min"'))
    life_read = truths(life.observe(PEOPLE, 8))
    np.testing.assert_allclose(read["plasma"], life_read["plasma"][..., 0], rtol=1e-9, atol=1e-12)


def test_a_study_without_a_past_begins_at_rest(lab, tmp_path):
    text = TOML.replace('run_in     = "1 d"', 'run_in     = "0 d"')
    a, b = text.index("[[arms.dosed.history]]"), text.index("[[arms.dosed.offers]]")
    rested = laboratory(tmp_path, text[:a] + text[b:])
    assert rested.calendar.starts == (0.0,)
    plasma = truths(rested.observe(PEOPLE, 8))["plasma"][..., 0]
    assert not plasma[:, 0].any()
    assert plasma[:, -1].any()
