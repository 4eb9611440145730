"""What we write reads as one hand's: British, finished, and about no one's machine."""

import ast
import io
import re
import tokenize

from house.tree import FUNCTION, PACKAGE, PAGES, ROOT, SOURCES, TESTS, label, none, parsed

TEXT = {".cff", ".css", ".csv", ".j2", ".md", ".py", ".toml", ".txt", ""}
FOLDERS = [".ci", "benchmarks", "docs", "examples", "src", "tests"]
MACHINE = re.compile(r"(?<![\w./:-])(?:/(?:home|root|tmp|work|opt|Users|mnt)/|[A-Z]:\\Users)")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b")
AMERICAN = re.compile(
    r"\b(?:(?:behavior|color|favor|neighbor|tumor|fiber)(?:s|al|ed|ing|ite)?|center(?:s|ed)?|gray|analyz\w+"
    r"|(?:label|model|travel)(?:ed|ing)(?<!lled)(?<!lling)"
    r"|(?:general|initial|maxim|minim|normal|optim|organ|random|recogn|standard|summar|visual)iz\w+)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"```.*?```|`[^`]*`|https?://\S+", re.DOTALL)


def everything_written():
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    for path in sorted(files + list(ROOT.iterdir())):
        if path.is_file() and path.suffix in TEXT and path.name != ".git" and "__pycache__" not in path.parts:
            yield path


def lines_with(pattern, paths):
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if found := pattern.search(line):
                yield f"{label(path)}:{number}: {found[0]}"


def prose(path):
    """Docstrings and comments of a Python file, without quoted code."""
    documented = (*FUNCTION, ast.ClassDef, ast.Module)
    for node in ast.walk(parsed(path)):
        if isinstance(node, documented):
            yield CODE.sub("", ast.get_docstring(node) or "")
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield CODE.sub("", token.string)


def test_no_path_of_a_machine():
    none(list(lines_with(MACHINE, everything_written())))


def test_nothing_is_left_unfinished():
    none(list(lines_with(UNFINISHED, everything_written())))


def test_code_is_described_in_british_english():
    python = [path for path in SOURCES + TESTS if PACKAGE / "report" not in path.parents]
    found = [(path, AMERICAN.findall(text)) for path in python for text in prose(path)]
    none([f"{label(path)}: {', '.join(words)}" for path, words in found if words])


def test_pages_are_written_in_british_english():
    found = [(page, AMERICAN.findall(CODE.sub("", page.read_text(encoding="utf-8")))) for page in PAGES]
    none([f"{label(page)}: {', '.join(words)}" for page, words in found if words])


def test_what_is_unwanted_is_seen():
    assert AMERICAN.findall(
        "Behavior was randomized and labeled; behaviour was randomised and modelled."
    ) == [
        "Behavior",
        "randomized",
        "labeled",
    ]
    assert MACHINE.search(" ".join(["see", "/".join(["", "home", "someone"]) + "/"]))
    assert not MACHINE.search("https://example.org/home/page and studies/mine.toml")
