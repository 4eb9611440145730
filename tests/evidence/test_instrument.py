"""An instrument file: what is read, in what range, how well."""

import math

import pytest

from equipoise.errors import InvalidInput
from equipoise.evidence import Item, load_scale
from equipoise.evidence.instrument import read_scale
from evidence.made import SCALE, file


def test_an_instrument_is_read_whole(tmp_path):
    scale = read_scale(file(tmp_path, SCALE, "messages.toml"))
    assert (scale.name, scale.title, scale.kind, scale.reads) == (
        "messages",
        "Made-up messages",
        "task",
        "connection",
    )
    assert (scale.unit, scale.low, scale.high, scale.step) == ("points", 1.0, 7.0, 1.0)
    assert scale.window == pytest.approx(0.5)
    assert scale.items == (Item("close", {"message": 1.0}, 6), Item("neutral", {}, 1))
    assert (scale.centre.value, scale.gain.value) == (4.0, 1.0)
    assert (scale.error.value, scale.person_error.value) == (0.5, 0.2)


def test_what_is_optional_has_a_default(tmp_path):
    plain = SCALE.split("[[items]]")[0].replace('window = "30 min"', "").replace('transform = "linear"', "")
    scale = read_scale(file(tmp_path, plain))
    assert (scale.items, scale.window, scale.transform) == ((), None, "linear")


def test_an_assay_may_have_an_error_at_zero(tmp_path):
    floor = '[floor_error]\nvalue = 200\nunit = "ng/L"\nsource = []\ngrade = "assumption"\n'
    assert read_scale(file(tmp_path, SCALE)).floor_error is None
    found = read_scale(file(tmp_path, SCALE.split("[[items]]")[0] + floor)).floor_error
    assert found.typical() == "200 ng/L"


def test_a_range_may_be_without_end(tmp_path):
    scale = read_scale(
        file(tmp_path, SCALE.replace("high = 7", "high = inf").replace("low = 1", "low = -inf"))
    )
    assert (scale.low, scale.high) == (-math.inf, math.inf)


@pytest.mark.parametrize(
    ("old", "new", "place", "trouble"),
    [
        ('kind = "task"', 'kind = "quiz"', "kind", "is not one of"),
        ('kind = "task"', 'kind = "scale"', "items", "belong to a task"),
        ('reads = "connection"', "", "reads", "is missing"),
        ('unit = "points"', "", "unit", "is missing"),
        ('unit = "points"', 'unit = "pionts"', "unit", "is not a unit"),
        ("low = 1", "low = 7", "low, high, step", "are no range"),
        ("low = 1", "low = nan", "low", "no number"),
        ("high = 7", 'high = "7"', "high", "no number"),
        ("step = 1", "step = -1", "low, high, step", "are no range"),
        ("step = 1", "step = 8", "low, high, step", "are no range"),
        ("step = 1", "step = true", "step", "no number"),
        ('"30 min"', '"30"', "window", "has no unit"),
        ('"30 min"', '"30 mg"', "window", "no length of time"),
        ('"30 min"', '"-2 h"', "window", "no length of time"),
        ('"linear"', '"cubic"', "transform", "is not one of"),
        ("[person_error]", "[people_error]", "people_error", "not a key that is known here"),
        ("[person_error]", "[error.person]", "[error] person", "not a key that is known here"),
        ('name = "neutral"', 'name = "close"', "items", "same name twice"),
        ('name = "neutral"', "", "[items] name", "is missing"),
        ("count = 6", "count = 0", "[items] count", "not a whole number"),
        ("count = 6", "count = 1.5", "[items] count", "not a whole number"),
        ("count = 6", "cuont = 6", "[items] cuont", "not a key that is known here"),
        ("message = 1.0", 'message = "1"', "[items] stimulus", "not a finite number"),
        ("{ message = 1.0 }", "1.0", "[items] stimulus", "is not a section"),
    ],
)
def test_what_falls_short_is_refused(tmp_path, old, new, place, trouble):
    assert old in SCALE
    with pytest.raises(InvalidInput) as refusal:
        read_scale(file(tmp_path, SCALE.replace(old, new)))
    assert refusal.value.place.endswith(place)
    assert trouble in refusal.value.trouble


def test_an_instrument_says_how_well_it_reads(tmp_path):
    without = SCALE.replace(SCALE[SCALE.index("[error]") : SCALE.index("[person_error]")], "")
    with pytest.raises(InvalidInput, match=r"error: is missing"):
        read_scale(file(tmp_path, without))


def test_an_unknown_scale_is_refused():
    with pytest.raises(InvalidInput, match="evidence/scales: there is no"):
        load_scale("no-such-scale")
