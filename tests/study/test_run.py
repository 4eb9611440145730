"""A run: everybody is simulated once, in parts that make no difference, and progress is told."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import InvalidInput
from equipoise.study import part as parting
from equipoise.study.lab import LANES, open_laboratory
from equipoise.study.part import FEW, MULTIPLE, analysed, laboratory, parts, width
from equipoise.study.run import Options, run
from study import made_study as made


def sized(people, trials):
    sizes = {"people": SimpleNamespace(number=people), "repeat": SimpleNamespace(trials=trials)}
    return SimpleNamespace(**sizes, system=SimpleNamespace(clock="life"))


# ---------------------------------------------------------------- parts


@given(st.integers(1, 3000), st.integers(1, 40))
def test_parts_take_everybody_once_in_order(people, trials):
    study = sized(people, trials)
    found = parts(study)
    assert [part.number for part in found] == list(range(len(found)))
    together = np.concatenate([part.people for part in found])
    np.testing.assert_array_equal(together, np.arange(people * trials))


@given(st.integers(1, 3000), st.integers(1, 40))
def test_a_part_fits_the_lanes(people, trials):
    study = sized(people, trials)
    most = max(len(part.people) for part in parts(study))
    assert most <= width(study) <= LANES
    assert width(study) % (FEW if people * trials <= FEW else MULTIPLE) == 0


@given(st.integers(1, 3000), st.integers(1, 40))
def test_a_trial_is_whole_in_one_part_or_alone_in_several(people, trials):
    """So that no part holds pieces of two trials."""
    for part in parts(sized(people, trials)):
        if part.whole:
            assert part.first % people == part.last % people == 0
        else:
            assert people > LANES
            assert part.first // people == (part.last - 1) // people


def test_a_trial_too_large_for_one_part_is_analysed_as_one(tmp_path, monkeypatch):
    """In several parts, and the people of the first are those of a smaller trial."""
    monkeypatch.setattr(parting, "LANES", made.WIDTH)
    large = made.study(("number  = 12", "number  = 100"), ("trials = 5", "trials = 1"))
    assert [len(part.people) for part in parts(large)] == [64, 36]
    run(large, tmp_path / "results", Options(seed=made.SEED, workers=1))
    seen, people, trials = (
        pd.read_parquet(tmp_path / "results" / f"{name}.parquet")
        for name in ("observations", "people", "trials")
    )
    assert len(people) == 100
    whole = analysed(laboratory(large, made.SEED), seen, people)
    told = trials.merge(whole, on=["repeat", "name", "statistic", "arm"], suffixes=("", "_whole"))
    assert len(told) == len(trials)
    np.testing.assert_allclose(told["value"], told["value_whole"], rtol=1e-12)
    small = pd.read_parquet(made.results()[0] / "observations.parquet")
    key = ["measure", "item", "person", "period", "visit"]
    first = [rows[(rows["person"] < 12) & (rows["repeat"] == 0)].sort_values(key) for rows in (seen, small)]
    np.testing.assert_array_equal(first[0]["value"], first[1]["value"])


# ---------------------------------------------------------------- progress


def test_progress_runs_from_nothing_to_everything(tmp_path):
    told = []
    run(
        made.study(),
        tmp_path / "results",
        Options(seed=made.SEED, workers=1),
        lambda *pair: told.append(pair),
    )
    done, totals = np.array(told).T
    assert set(totals) == {60 * made.laboratory().calendar.days}
    assert (np.diff(done) > 0).all()
    assert done[-1] == totals[-1]


# ---------------------------------------------------------------- the laboratory


def test_a_laboratory_on_a_finer_grid_differs_in_nothing_else():
    lab = made.laboratory()
    finer = lab.on(lab.program.grid.halved())
    assert finer.program.grid.per_hour == 2 * lab.program.grid.per_hour
    assert finer.program.system is lab.program.system
    assert finer.numbers is lab.numbers


def test_a_program_is_shared_by_studies_that_differ_in_people_and_days_alone():
    other = made.study(("number  = 12", "number  = 20"), ('run_in     = "1 d"', 'run_in     = "3 d"'))
    assert open_laboratory(other, 5).program is made.laboratory().program


def test_the_world_is_overridden_in_any_unit():
    told = made.study(("[repeat]", '[world]\n"opioid/connection.memory" = "1 d"\n\n[repeat]'))
    fixed = open_laboratory(told, 1).numbers.fixed
    assert fixed["opioid/connection.memory"] == 24
    assert made.laboratory().numbers.fixed["opioid/connection.memory"] == 48


def test_an_override_of_nothing_is_refused():
    told = made.study(("[repeat]", '[world]\n"opioid/conection.memory" = "1 d"\n\n[repeat]'))
    with pytest.raises(InvalidInput, match=r'Did you mean "opioid/connection.memory"'):
        open_laboratory(told, 1)


def test_what_is_watched_and_drawn_is_reported_once():
    outputs = made.laboratory().program.outputs
    assert len(set(outputs)) == len(outputs)
    assert {"plasma", "mu_occupancy", "connection", "positive_affect", "entered", "company"} <= set(outputs)
