"""Natural rewards as data: a size, an end and a way into the system."""

import pytest

from equipoise import evidence
from equipoise.assembly import build
from equipoise.errors import InvalidInput
from equipoise.evidence.reward import read_reward
from equipoise.people.body import sizes

GOOD = """\
title = "A treat"
port  = "offered"
[size]
value  = 0.5
unit   = "1"
source = []
grade  = "assumption"
[lasts]
value  = 30
unit   = "min"
source = []
grade  = "assumption"
"""


def read(tmp_path, old="", new=""):
    path = tmp_path / "treat.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    return read_reward(path)


def test_a_reward_is_read(tmp_path):
    found = read(tmp_path)
    assert (found.name, found.port, found.size.value, found.lasts.value) == ("treat", "offered", 0.5, 0.5)


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ("value  = 0.5", "value  = 0", "is no size"),
        ("value  = 0.5", "value  = [1, 2]", "is no size"),
        ("value  = 30", "value  = -1", "is no length of time"),
        ('unit   = "min"', 'unit   = "mg"', "is no length of time"),
        ('port  = "offered"', "", "is missing"),
        ('title = "A treat"', 'title = "A treat"\nflavour = "sweet"', "is not a key"),
    ],
)
def test_what_is_no_reward_is_refused(tmp_path, old, new, trouble):
    with pytest.raises(InvalidInput, match=trouble):
        read(tmp_path, old, new)


@pytest.mark.parametrize("name", evidence.names("rewards"))
def test_a_shipped_reward_reaches_the_system(name):
    assert evidence.load_reward(name).port in build(sizes(())).of("forcing")


def test_a_good_meal_is_the_unit():
    assert evidence.load_reward("food").size.value == 1


def test_an_unknown_reward_has_a_neighbour():
    with pytest.raises(InvalidInput, match="coffee"):
        evidence.load_reward("cofee")
