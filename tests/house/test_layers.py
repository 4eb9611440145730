"""Who may know whom. Equations know nothing of numbers or studies; the machinery knows nothing of brains."""

import ast

from house.tree import PACKAGE, SOURCES, label, none, parsed

GROUND = {"errors", "engine", "vocabulary", "evidence"}
BORDER = {"treatment", "people", "measure"}  # they know the system by its vocabulary alone
BELOW_STUDY = GROUND | BORDER | {"system", "assembly"}
BELOW_TOP = BELOW_STUDY | {"study"}
EVERYTHING = BELOW_TOP | {"fit", "report", "cli", "web", "__init__", "__main__"}

MAY_KNOW = {  # itself, and:
    "errors": set(),
    "engine": set(),
    "vocabulary": {"engine"},
    "system": {"engine"},
    "interop": {"engine", "errors", "vocabulary"},
    "evidence": GROUND,
    "assembly": {"errors", "engine", "vocabulary", "system"},  # where system and vocabulary meet
    **dict.fromkeys(BORDER, GROUND | BORDER),
    "study": BELOW_STUDY,
    "fit": BELOW_TOP,
    "report": BELOW_TOP | {"fit"},
    **dict.fromkeys(["cli", "web", "__init__", "__main__"], EVERYTHING),
}


def part_of(names):
    """The part of the package that dotted names lead to; the public page for a name of no part."""
    return names[1] if names[1:] and names[1] in MAY_KNOW else "__init__"


def imported(tree, package):
    """Line and dotted names of every import in a module of `package`, relative ones resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = base + (node.module.split(".") if node.module else [])
            yield from ((node.lineno, [*base, alias.name]) for alias in node.names)


def trespasses(path, tree):
    names = list(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    own = part_of(names)
    for line, target in imported(tree, names[:-1]):
        known = part_of(target)
        if target[0] == "equipoise" and known != own and known not in MAY_KNOW[own]:
            yield f"{label(path)}:{line}: {own} must not know {known}"


def test_every_part_has_its_place():
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in SOURCES}
    none([f"{part} is new: give it a place in MAY_KNOW" for part in sorted(parts - set(MAY_KNOW))])


def test_no_part_knows_what_it_must_not():
    none([offence for path in SOURCES for offence in trespasses(path, parsed(path))])


def test_a_trespass_is_seen():
    path = PACKAGE / "system" / "opioid" / "connection.py"
    lines = [
        "from equipoise.engine import gives",
        "from .peptide import tone",
        "from equipoise import evidence",
        "from ...study import run",
        "import equipoise.people.person",
        "from equipoise import load",
    ]
    seen = [offence.split()[-1] for offence in trespasses(path, ast.parse("\n".join(lines)))]
    assert seen == ["evidence", "study", "people", "__init__"]
