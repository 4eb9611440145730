"""What a fresh machine receives: exact libraries, one version, and the data beside the code."""

import tomllib
import zipfile

import pytest
from packaging.requirements import Requirement

from house.tree import PACKAGE, ROOT, none, python

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PINS = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if line and line[0] not in " #"]


def test_every_library_is_pinned_and_hashed():
    blocks = LOCK.replace("\\\n", "").splitlines()
    pinned = [line for line in blocks if line and line[0] not in " #"]
    none([line.split()[0] for line in pinned if "==" not in line or "--hash=sha256:" not in line])


def test_the_lock_names_no_address():
    none([line for line in LOCK.splitlines() if "://" in line or " @ " in line or line.startswith("-")])


def test_the_lock_holds_what_the_project_asks_for():
    asked = map(Requirement, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
    held = {pin.name: str(pin.specifier).removeprefix("==") for pin in PINS}
    none([str(want) for want in asked if held.get(want.name) not in want.specifier])


def test_one_version_is_told_everywhere():
    version = PROJECT["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_package_brings_its_data(tmp_path):
    python("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = set(wheel.namelist())
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    none(sorted({path.relative_to(PACKAGE.parent).as_posix() for path in files} - packed))
