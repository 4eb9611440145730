"""Where the evidence lies and what is in each folder."""

import tomllib
from pathlib import Path

from equipoise.evidence.section import Section, nearest

ROOT = Path(__file__).parent
FOLDERS = ("drugs", "overdose", "rewards", "scales", "people", "studies")


def read_toml(path: Path) -> Section:
    """A whole data file; refuses what is not there, not text or not TOML.

    A shipped file is named from `evidence/` on in a refusal, another as given.
    """
    label = path.relative_to(ROOT.parent).as_posix() if path.is_relative_to(ROOT) else str(path)
    nothing = Section(label, "", {})
    try:
        return Section(label, "", tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as reason:
        nothing.refuse("", f"cannot be read ({reason.strerror}).", "Check the name and the permissions.")
    except UnicodeDecodeError:
        nothing.refuse("", "is not a text file in UTF-8.", "Save it as UTF-8 text.")
    except (tomllib.TOMLDecodeError, RecursionError) as reason:
        nothing.refuse("", f"is not valid TOML: {reason}.", "Correct that place; the format is at toml.io.")


def all_system_files() -> tuple[str, ...]:
    """Every file of mechanism numbers, as `numbers` takes it: "system/opioid/connection"; sorted."""
    found = (ROOT / "system").rglob("*.toml")
    return tuple(sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in found))


def names(kind: str) -> tuple[str, ...]:
    """What there is of a kind, sorted.

    kind: "drugs", "rewards", "scales", "people", "studies", "sources", "claims" or "system".
    """
    if kind == "system":
        return all_system_files()
    if kind in ("sources", "claims"):
        return tuple(sorted(_keys(kind)))
    if kind not in FOLDERS:
        kinds = (*FOLDERS, "sources", "claims", "system")
        Section("evidence", "", {}).refuse("", f'there is no kind "{kind}".', nearest(kind, kinds))
    return tuple(sorted(path.stem for path in (ROOT / kind).glob("*.toml")))


def find(kind: str, name: str) -> Path:
    """The file of one shipped drug, scale, population or study ("drugs", "naltrexone")."""
    if name not in names(kind):
        Section(f"evidence/{kind}", "", {}).refuse("", f'there is no "{name}".', nearest(name, names(kind)))
    return ROOT / kind / f"{name}.toml"


def system_file(path: str | Path) -> Path:
    """The file of one mechanism's numbers by its name ("system/opioid/connection"); a Path stands for itself."""
    if isinstance(path, Path):
        return path
    known = all_system_files()
    if path not in known:
        Section("evidence/system", "", {}).refuse("", f'there is no "{path}".', nearest(path, known))
    return ROOT / f"{path}.toml"


def _keys(kind: str) -> list[str]:
    from equipoise.evidence.claim import claims
    from equipoise.evidence.source import sources

    return list(sources() if kind == "sources" else claims())
