"""Calibration: it sees only its half of the findings, says so, and files hold what the scripts would write."""

import shutil

import numpy as np
import pytest

from equipoise import evidence
from equipoise.evidence.files import find
from equipoise.evidence.split import FIT, split
from equipoise.evidence.target import targets
from equipoise.fit import calibrate, efficacy, opioids, others, stimulants
from equipoise.fit.calibrate import Task, compared, fit, misfit, odds, starting, update_doubts
from equipoise.fit.group import group, over
from equipoise.fit.measures import Schedule, half_life, peak
from equipoise.fit.plasma import held, numbers_of

TASKS = (*opioids.TASKS, *stimulants.TASKS, *others.TASKS)
FREE = [task for task in TASKS if task.free]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.drug)
def test_every_finding_is_a_row_of_the_table(task):
    assert set(task.findings) <= set(targets())


@pytest.mark.parametrize("task", FREE, ids=lambda task: task.drug)
def test_what_a_file_calls_fitted_is_what_its_script_fits(task):
    numbers = {number.name: number for number in held(evidence.load_drug(task.drug))}
    fitted = {name for name, number in numbers.items() if number.by and number.by.endswith(by(task))}
    shared = {name for name in fitted if name.startswith("substances.") and name not in task.free}
    assert set(task.free) <= fitted
    assert fitted - shared == set(task.free)
    assert all(name.split(".")[1] == "m6g" for name in shared)
    for name in task.free:
        for row in numbers[name].fitted_to:
            assert split().get(row, FIT) == FIT, f"{name} is fitted to {row}, which is kept"
            assert row in task.findings or row in task.other


def by(task):
    return next(m.__name__.rpartition(".")[2] for m in (opioids, stimulants, others) if task in m.TASKS)


def test_a_kept_finding_cannot_move_a_fit(monkeypatch):
    """Not even an absurd one."""
    rows = ("pk-caffeine-half-life",)
    task = Task("caffeine", {"substances.caffeine.volume": 42.0}, {rows[0]: lambda drug, values: 1e9})
    assert split().get(rows[0]) != FIT
    found, doubts = fit(task)
    assert found["substances.caffeine.volume"] == pytest.approx(42.0)
    assert doubts["substances.caffeine.volume"] == pytest.approx(calibrate.PRIOR, rel=1e-6)


def test_a_fit_finds_what_a_finding_asks_for_and_doubts_it_as_much():
    """One number, one exact relation: half-life is ln 2 times volume over clearance, in each of a group."""
    plan = Schedule("oral", 100, 60)
    ask = half_life("caffeine", plan, 20, 60)
    task = Task("caffeine", {"substances.caffeine.volume": 42.0}, {}, {"made up": (8.0, 0.05, ask)})
    found, doubts = fit(task)
    clearance = numbers_of(evidence.load_drug("caffeine"))["substances.caffeine.clearance"]
    above = over(ask, evidence.load_drug("caffeine"), numbers_of(evidence.load_drug("caffeine")))
    exact, prior = 8.0 / above * clearance / np.log(2), calibrate.PRIOR
    assert found["substances.caffeine.volume"] == pytest.approx(exact, rel=5e-3)
    assert doubts["substances.caffeine.volume"] == pytest.approx(
        (1 / 0.05**2 + 1 / prior**2) ** -0.5, rel=0.01
    )


def test_the_mean_of_a_group_is_that_of_its_lognormal_spreads():
    """Half-life is volume over clearance: its log has the variance of both, and its mean lies half of that above."""
    drug = evidence.load_drug("caffeine")
    values, ask = numbers_of(drug), half_life("caffeine", Schedule("oral", 100, 60), 20, 60)
    widths = [
        drug.substances["caffeine"][name].spread["lognormal"]
        for name in ("clearance", "volume")
        if drug.substances["caffeine"][name].spread
    ]
    assert over(ask, drug, values) == pytest.approx(np.exp(sum(w**2 for w in widths) / 2), rel=0.01)
    assert over(lambda drug, values: 3.0, drug, values) == 1
    own = [person["substances.caffeine.volume"] for person in group(drug, values)]
    assert np.median(own) == pytest.approx(values["substances.caffeine.volume"], rel=0.02)


def test_a_misfit_is_counted_in_quarters_of_the_tolerance():
    row = targets()["pk-methadone-tmax"]  # 4 h, 30 % either way
    assert misfit(row.id, 4.0) == 0
    assert misfit(row.id, row.bounds.high) == pytest.approx(2)
    half = targets()["rc-nlx-occ-0.002-kim"]
    assert misfit(half.id, half.value / 100) == pytest.approx(0)
    assert misfit(half.id, half.bounds.low / 100) == pytest.approx(-2)
    assert np.isfinite(misfit("rc-nlx-occ-0.01-villemagne", 0.5))
    assert odds(0.5) == 1


def test_starting_values_are_in_engine_units():
    task = Task("fentanyl", {"substances.fentanyl.clearance": 2.0}, {})
    assert starting(task, evidence.load_drug("fentanyl"))["substances.fentanyl.clearance"] == pytest.approx(
        120
    )


def test_doubts_are_written_where_they_stand_and_nowhere_else(tmp_path):
    path = tmp_path / "caffeine.toml"
    shutil.copy(find("drugs", "caffeine"), path)
    before = path.read_text(encoding="utf-8").splitlines()
    update_doubts(path, {"substances.caffeine.volume": 0.123})
    after = path.read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == 1
    assert "0.12" in changed[0][1]
    assert "doubt" in changed[0][1]


def test_a_comparison_says_who_is_inside():
    task = Task(
        "caffeine", {}, {"pk-caffeine-half-life": half_life("caffeine", Schedule("oral", 100, 24), 4, 24)}
    )
    ((row, published, ours, inside),) = compared(task, task.findings)
    assert (row, published) == ("pk-caffeine-half-life", 5)
    assert ours == pytest.approx(5.33 * np.exp((0.4**2 + 0.25**2) / 2), rel=0.01)
    assert inside is True


def test_peaks_are_of_the_last_dose():
    once, daily = (peak("caffeine", Schedule("oral", 200, 24, count=n)) for n in (1, 4))
    drug = evidence.load_drug("caffeine")
    assert daily(drug, numbers_of(drug)) > once(drug, numbers_of(drug)) > 0


def test_efficacies_give_back_the_published_responses():
    full = 2.0
    for relative in (0.15, 0.58, 0.98):
        tau = efficacy.tau(relative, full)
        assert tau / (1 + tau) / (full / (1 + full)) == pytest.approx(relative)


@pytest.mark.parametrize(("drug", "substance"), sorted(efficacy.efficacies()))
def test_the_files_hold_these_efficacies(drug, substance):
    number = evidence.load_drug(drug).substances[substance]["mu_efficacy"]
    assert number.value == pytest.approx(efficacy.efficacies()[drug, substance], rel=5e-3)
