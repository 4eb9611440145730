"""Names of the public page are those of their homes, loaded when they are first used."""

from importlib import import_module
from importlib.metadata import version

import pytest

import equipoise
from house.tree import python


@pytest.mark.parametrize("name", equipoise.__all__)
def test_a_name_is_that_of_its_home(name):
    home = import_module(f"equipoise.{equipoise.HOMES[name]}")
    assert getattr(equipoise, name) is getattr(home, name)


def test_the_list_and_the_homes_agree():
    assert list(equipoise.HOMES) == sorted(equipoise.__all__)
    assert set(equipoise.__all__) <= set(dir(equipoise))


def test_nothing_is_loaded_before_it_is_used():
    program = "import sys, equipoise; print([name for name in sys.modules if name.startswith('equipoise.')])"
    assert python("-c", program).strip() == "[]"


def test_the_version_is_that_of_the_package():
    assert equipoise.__version__ == version("equipoise")


def test_what_is_not_there_is_refused():
    with pytest.raises(AttributeError, match="simulate"):
        _ = equipoise.simulate
