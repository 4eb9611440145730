"""The public page is calm: few names, each documented, and importing only defines."""

import pytest

import equipoise
from house.tree import none, python

HEAVY = ["jax", "pandas", "plotly", "pyarrow", "scipy", "statsmodels"]


def test_the_public_page_has_few_names():
    assert 0 < len(equipoise.__all__) <= 30
    assert len(set(equipoise.__all__)) == len(equipoise.__all__)


def test_every_public_name_exists_and_says_what_it_is():
    names = [name for name in equipoise.__all__ if not name.startswith("__")]
    none([f"{name} has no docstring" for name in names if not getattr(equipoise, name).__doc__])


@pytest.mark.parametrize("module", ["equipoise", "equipoise.cli"])
def test_importing_only_defines(module):
    """A heavy library is loaded when something is simulated, so that `--help` answers at once."""
    program = f"import sys, {module}; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    assert python("-c", program).split() == []
