"""A run made on any workers, killed and resumed, gives the same bits; what goes wrong is said and nothing is lost."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from equipoise.errors import InvalidInput, Quarantined, RunFailed
from equipoise.study import workshop as workshops
from equipoise.study.load import load_study
from equipoise.study.part import make, parts
from equipoise.study.run import Options, run

TABLES = ("observations", "people", "events", "trials", "curves")


def smaller(**changes):
    """Message tasks of a two-day crossover, in three parts."""
    study = load_study("stimulus-value")
    people = study.people.model_copy(update={"number": changes.get("people", 500)})
    repeat = study.repeat.model_copy(update={"trials": changes.get("trials", 3)})
    design = study.design.model_copy(update={"run_in": 24.0, "washout": 24.0})
    return study.model_copy(update={"people": people, "repeat": repeat, "design": design})


def bits(folder):
    return {name: hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest() for name in TABLES}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The results of one process that was left in peace."""
    place = tmp_path_factory.mktemp("alone") / "results"
    run(smaller(), place, Options(workers=1))
    return bits(place)


@pytest.mark.slow
def test_a_pool_gives_the_same_bits(alone, tmp_path):
    run(smaller(), tmp_path / "results", Options(workers=2))
    assert bits(tmp_path / "results") == alone


@pytest.mark.slow
def test_a_cluster_gives_the_same_bits(alone, tmp_path):
    pytest.importorskip("distributed", reason="Dask is an extra")
    run(smaller(), tmp_path / "results", Options(workers=2, on="local"))
    assert bits(tmp_path / "results") == alone


def test_a_run_that_stopped_between_parts_goes_on(alone, tmp_path, monkeypatch):
    place, study = tmp_path / "results", smaller()
    with workshops.workshop(place, study, 1) as shop:
        for part in parts(study)[:2]:
            shop.put(part, make(study, 1, part))
    made = []
    monkeypatch.setattr(
        "equipoise.study.workers.make", lambda *given: made.append(given[2].number) or make(*given)
    )
    run(study, place, Options(workers=1))
    assert made == [2]
    assert bits(place) == alone
    assert not place.with_name(".results.unfinished").exists()


def test_a_part_that_was_damaged_is_made_again(alone, tmp_path):
    place, study = tmp_path / "results", smaller()
    with workshops.workshop(place, study, 1) as shop:
        part = parts(study)[0]
        shop.put(part, make(study, 1, part))
        shop.table("observations", [part])[0].write_bytes(b"half")
        assert not shop.have(part)
    run(study, place, Options(workers=1))
    assert bits(place) == alone


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from study.test_workers import smaller
from equipoise.study.run import Options, run
if __name__ == "__main__":
    run(smaller(), Path(sys.argv[1]), Options(workers=int(sys.argv[2])))
"""


def started(tmp_path, workers):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parents[1])))
    return subprocess.Popen([sys.executable, script, tmp_path / "results", str(workers)])


def finished_parts(tmp_path, least, process):
    """Wait until a running process has sealed some parts; False if it ended first."""
    shop = tmp_path / ".results.unfinished"
    while process.poll() is None:
        if len(list(shop.glob("0*.json"))) >= least:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.slow
def test_a_killed_run_is_taken_up_where_it_was(alone, tmp_path):
    process = started(tmp_path, 1)
    assert finished_parts(tmp_path, 1, process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "results").exists()
    run(smaller(), tmp_path / "results", Options(workers=1))
    assert bits(tmp_path / "results") == alone


@pytest.mark.slow
def test_a_killed_worker_costs_nothing_but_time(alone, tmp_path):
    process = started(tmp_path, 2)
    assert finished_parts(tmp_path, 1, process)
    children = subprocess.run(
        ["pgrep", "-P", str(process.pid), "-f", "spawn_main"], capture_output=True, text=True
    ).stdout
    os.kill(int(children.split()[-1]), signal.SIGKILL)
    assert process.wait(timeout=600) == 0
    assert bits(tmp_path / "results") == alone


def test_two_runs_into_one_folder(tmp_path):
    study = smaller()
    with (
        workshops.workshop(tmp_path / "results", study, 1),
        pytest.raises(InvalidInput, match="another run is writing there"),
    ):
        run(study, tmp_path / "results")


def test_what_is_left_of_another_run_is_not_taken_up(tmp_path):
    study = smaller()
    with workshops.workshop(tmp_path / "results", study, 1) as shop:
        part = parts(study)[0]
        shop.put(part, make(study, 1, part))
    with pytest.raises(InvalidInput, match="unfinished run lies there with another seed"):
        run(smaller(), tmp_path / "results", Options(seed=2))
    with pytest.raises(InvalidInput, match="with another study"):
        run(smaller(trials=4), tmp_path / "results")


def test_a_workshop_without_finished_parts_is_free(tmp_path):
    for seed in (1, 2):
        with workshops.workshop(tmp_path / "results", smaller(), seed):
            pass


def test_a_full_disk_keeps_finished_parts(tmp_path, monkeypatch):
    study, write, written = smaller(), workshops._write, []

    def full(path, data):
        if len(written) == 8:  # the key, a part of five tables and its seal, and one table more
            raise OSError(28, "No space left on device")
        written.append(path)
        write(path, data)

    monkeypatch.setattr(workshops, "_write", full)
    with pytest.raises(RunFailed, match="No space left on device"):
        run(study, tmp_path / "results", Options(workers=1))
    monkeypatch.undo()
    assert not (tmp_path / "results").exists()
    with workshops.workshop(tmp_path / "results", study, 1) as shop:
        assert [shop.have(part) for part in parts(study)] == [True, False, False]


def test_a_cluster_that_does_not_answer(tmp_path):
    pytest.importorskip("distributed", reason="Dask is an extra")
    with pytest.raises(InvalidInput, match="no scheduler answers at nowhere"):
        run(smaller(), tmp_path / "results", Options(on="nowhere"))


def test_runaway_people_are_set_apart(alone, tmp_path, monkeypatch):
    """Two people get a pain side that explodes; all others keep their bits."""
    from equipoise.people import person

    drawn = person.people

    def two_ill(numbers, seed, who, attempts):
        parameters, traits = drawn(numbers, seed, who, attempts)
        fall = parameters["balance/opponent.fall"].repeat(len(who), axis=-1)
        parameters["balance/opponent.fall"] = fall.copy()
        parameters["balance/opponent.fall"][..., (who == 3) | (who == 7)] = -1e-3
        return parameters, traits

    monkeypatch.setattr("equipoise.study.cohort.people", two_ill)
    study = smaller(trials=1, people=40)
    with pytest.raises(Quarantined, match="2 people ran away"):
        run(study, tmp_path / "results", Options(workers=1))
    import pandas as pd

    ill = pd.read_parquet(tmp_path / "results" / "quarantine.parquet")
    assert list(ill["person"]) == [3, 7]
    assert ill["states"].str.contains("pain").all()
    people = pd.read_parquet(tmp_path / "results" / "people.parquet")
    assert (people["status"] == "quarantined").sum() == 2
    seen = pd.read_parquet(tmp_path / "results" / "observations.parquet")
    assert seen.loc[seen["person"].isin([3, 7]), "value"].isna().all()
    assert seen.loc[~seen["person"].isin([3, 7]), "value"].notna().all()


def test_trajectories_are_written_on_request(tmp_path):
    zarr = pytest.importorskip("zarr", reason="zarr is an extra")
    run(smaller(trials=1, people=40), tmp_path / "results", Options(workers=1, trajectories=True))
    group = zarr.open_group(tmp_path / "results" / "trajectories.zarr", mode="r")
    assert group["mu_occupancy"].shape == (40, group["hour"].shape[0])
    assert group["plasma_naltrexone"].attrs["units"] == "ng/mL"
    assert group["plasma_naltrexone"][:].max() > 1
