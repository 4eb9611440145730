"""A study run for what it says alone is run once, until something it rests on has changed."""

import json

import pytest

from equipoise.errors import CheckNotMet
from equipoise.study import afresh as module
from equipoise.study.afresh import afresh
from equipoise.study.load import load_study
from equipoise.study.run import Options
from study.made_study import TOML


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A tiny study whose runs are counted, with a cache of its own."""
    path = tmp_path / "tiny.toml"
    path.write_text(TOML, encoding="utf-8")
    monkeypatch.setattr(module, "user_cache_dir", lambda name: str(tmp_path / "cache"))
    return load_study(path)


@pytest.fixture
def runs(monkeypatch):
    """Runs are made of nothing, and counted: the results of each are its number."""
    import pandas as pd

    done = []

    def run(study, out, options, progress):
        done.append(study)
        out.mkdir(parents=True)
        record = {"power": [], "results": "told anew", "seed": options.seed, "number": len(done)}
        (out / "record.json").write_text(json.dumps(record), encoding="utf-8")
        pd.DataFrame(
            {
                **{"repeat": [0, 1], "name": "level", "measure": "plasma", "statistic": "mean"},
                **{"arm": "naltrexone", "value": [1.0, 3.0], "low": 0.0, "high": 4.0, "p": 0.5, "n": 8},
            }
        ).to_parquet(out / "trials.parquet")
        if study.title == "falls short":
            raise CheckNotMet("out", "the error estimate is high.", "A smaller step.")

    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "_units", lambda study, seed: {"plasma": "ng/mL"})
    return done


def asked(study, seed=1, **how):
    return afresh(study, Options(seed=seed), lambda done, total: None, **how)


def test_the_same_is_run_once(study, runs):
    first, second = asked(study), asked(study)
    assert len(runs) == 1
    assert second.record == first.record
    assert second.trials.equals(first.trials)


def test_results_are_told_from_the_trials_each_time(study, runs):
    level = next(item for item in asked(study).record["results"] if item["name"] == "level")
    assert (level["value"], level["unit"]) == (2.0, "ng/mL")


@pytest.mark.parametrize("seed", [2, 3])
def test_another_seed_is_another_run(study, runs, seed):
    asked(study)
    assert asked(study, seed).record["seed"] == seed
    assert len(runs) == 2


def test_what_was_published_makes_no_other_run(study, runs):
    asked(study)
    asked(study.model_copy(update={"published": (), "claims": ("S01",)}))
    assert len(runs) == 1


def test_another_design_or_number_or_program_does(study, runs, monkeypatch):
    asked(study)
    asked(study.model_copy(update={"people": study.people.model_copy(update={"number": 13})}))
    monkeypatch.setattr(module, "_program", lambda: "another")
    asked(study)
    assert len(runs) == 3


def test_it_is_run_again_when_asked_for(study, runs):
    asked(study)
    assert asked(study, again=True).record["number"] == 2


def test_what_a_run_fell_short_of_is_remembered(study, runs):
    short = study.model_copy(update={"title": "falls short"})
    for _ in range(2):
        missed = asked(short).missed
        assert isinstance(missed, CheckNotMet)
        assert str(missed).startswith("tiny: the error estimate is high.")
    assert len(runs) == 1


def test_a_run_that_was_broken_off_leaves_nothing(study, runs, monkeypatch, tmp_path):
    def broken(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "run", broken)
    with pytest.raises(KeyboardInterrupt):
        asked(study)
    assert list((tmp_path / "cache" / "runs" / "tiny").iterdir()) == []


def test_only_the_last_few_are_kept(study, runs, tmp_path):
    for seed in range(module.MOST + 3):
        asked(study, seed)
    assert len(list((tmp_path / "cache" / "runs" / "tiny").iterdir())) == module.MOST


def test_code_and_numbers_are_part_of_the_key_and_pages_are_not():
    assert len(module._program()) == 64
    assert {"cli", "report", "targets"} <= module.IDLE
    assert not {"system", "engine", "drugs", "study", "people"} & module.IDLE
