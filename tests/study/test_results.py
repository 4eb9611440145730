"""A results folder: there whole or not at all, sealed by hash and by page, and never in the way of other things."""

import hashlib
import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from equipoise.errors import CheckNotMet, InvalidInput
from equipoise.study.part import Product, parts
from equipoise.study.run import Options, run
from equipoise.study.workshop import workshop
from study import made_study as made

TABLES = {"observations", "people", "events", "trials", "curves"}
OPTIONS = Options(seed=made.SEED, workers=1)


def again(place, study=None, **how):
    return run(study or made.study(), place, OPTIONS, **how)


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


# ---------------------------------------------------------------- what is there


def test_a_folder_holds_its_tables_and_its_record():
    place, _ = made.results()
    assert {path.stem for path in place.glob("*.parquet")} == TABLES
    assert (place / "record.json").is_file()
    assert left_in(place.parent) == ["results"]


def test_every_table_is_listed_with_its_hash():
    place, record = made.results()
    assert set(record["files"]) == {f"{name}.parquet" for name in TABLES}
    for name, told in record["files"].items():
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == told


def test_what_is_returned_is_what_is_written():
    place, record = made.results()
    assert json.loads((place / "record.json").read_text(encoding="utf-8")) == record


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_page_has_a_checksum_that_finds_damage(name, tmp_path):
    place, _ = made.results()
    whole = bytearray((place / f"{name}.parquet").read_bytes())
    (tmp_path / "whole.parquet").write_bytes(whole)
    assert pq.read_table(tmp_path / "whole.parquet", page_checksum_verification=True).num_rows
    column = pq.ParquetFile(tmp_path / "whole.parquet").metadata.row_group(0).column(0)
    whole[column.data_page_offset + column.total_compressed_size - 3] ^= 0xFF
    (tmp_path / "damaged.parquet").write_bytes(whole)
    with pytest.raises(OSError, match="CRC checksum verification failed"):
        pq.read_table(tmp_path / "damaged.parquet", page_checksum_verification=True)


def test_parts_of_a_table_stand_in_order():
    place, _ = made.results()
    people = pd.read_parquet(place / "people.parquet")
    assert (12 * people["repeat"] + people["person"]).tolist() == list(range(60))
    trials = pd.read_parquet(place / "trials.parquet")
    assert sorted(trials["repeat"].unique()) == list(range(5))


# ---------------------------------------------------------------- where it goes


def test_the_same_run_gives_the_same_bits(tmp_path):
    _, record = made.results()
    assert again(tmp_path / "twice")["files"] == record["files"]


def test_an_earlier_result_is_replaced(tmp_path):
    place = tmp_path / "results"
    place.mkdir()
    (place / "record.json").write_text("{}")
    (place / "old.parquet").write_bytes(b"old")
    again(place)
    assert not (place / "old.parquet").exists()
    assert json.loads((place / "record.json").read_text())["seed"] == made.SEED
    assert left_in(tmp_path) == ["results"]


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "results").mkdir()
    again(tmp_path / "results")
    assert (tmp_path / "results" / "record.json").is_file()


def test_folders_on_the_way_are_made(tmp_path):
    again(tmp_path / "a" / "b" / "results")
    assert (tmp_path / "a" / "b" / "results" / "record.json").is_file()


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(InvalidInput) as refusal:
        again(tmp_path)
    assert "is a folder with other things in it" in refusal.value.trouble
    assert "--out" in refusal.value.remedy
    assert left_in(tmp_path) == ["thesis.tex"]
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_a_file_is_left_alone(tmp_path):
    (tmp_path / "results").write_text("a file")
    with pytest.raises(InvalidInput, match="is a file"):
        again(tmp_path / "results")
    assert (tmp_path / "results").read_text() == "a file"


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("a file")
    with pytest.raises(InvalidInput, match="cannot be written"):
        again(tmp_path / "file" / "results")


# ---------------------------------------------------------------- what goes wrong


class Trouble(Exception):
    """Something unforeseen."""


@pytest.mark.parametrize("reason", [Trouble, KeyboardInterrupt])
def test_a_run_that_fails_at_the_end_leaves_no_result_and_goes_on_later(tmp_path, reason):
    place = tmp_path / "results"

    def fail(folder):
        assert (folder / "record.json").is_file()
        raise reason

    with pytest.raises(reason):
        again(place, finish=fail)
    assert not place.exists()
    again(place)
    assert left_in(tmp_path) == ["results"]


@pytest.mark.parametrize("reason", [Trouble, KeyboardInterrupt])
def test_a_run_that_is_interrupted_leaves_no_result(tmp_path, reason):
    def fail(done, total):
        raise reason

    with pytest.raises(reason):
        again(tmp_path / "results", progress=fail)
    assert not (tmp_path / "results").exists()
    assert left_in(tmp_path) == [".results.unfinished"]


def test_an_earlier_result_survives_a_run_that_fails(tmp_path):
    place = tmp_path / "results"
    place.mkdir()
    (place / "record.json").write_text('{"old": true}')

    def fail(done, total):
        raise Trouble

    with pytest.raises(Trouble):
        again(place, progress=fail)
    assert json.loads((place / "record.json").read_text()) == {"old": True}


def test_two_runs_do_not_write_to_one_place(tmp_path):
    with workshop(tmp_path / "results", made.study(), made.SEED), pytest.raises(InvalidInput) as refusal:
        again(tmp_path / "results")
    assert "another run is writing there" in refusal.value.trouble


def test_the_remains_of_another_run_are_not_mixed_in(tmp_path):
    part = parts(made.study())[0]
    with workshop(tmp_path / "results", made.study(), made.SEED + 1) as shop:
        shop.put(part, Product({"observations": b"of another run"}))
    with pytest.raises(InvalidInput) as refusal:
        again(tmp_path / "results")
    assert "an unfinished run lies there with another seed" in refusal.value.trouble
    assert "rm -r" in refusal.value.remedy


def test_a_coarse_answer_is_written_and_said_to_be_coarse(tmp_path):
    strict = made.study(("[repeat]", "[system]\ntolerance = 1e-12\n\n[repeat]"))
    with pytest.raises(CheckNotMet) as shortfall:
        again(tmp_path / "results", study=strict)
    assert shortfall.value.exit_code == 4
    assert "is above the tolerance of 1e-12" in shortfall.value.trouble
    record = json.loads((tmp_path / "results" / "record.json").read_text())
    assert record["error_estimate"]["value"] > record["error_estimate"]["tolerance"] == 1e-12


def test_numbers_that_are_no_numbers_are_not_written(tmp_path):
    """A record is JSON that any program reads: no NaN, no Infinity."""
    from equipoise.study.results import write_record

    with pytest.raises(ValueError, match="JSON compliant"):
        write_record(tmp_path, {"value": np.nan})
