"""The code blocks of these pages, so that what a page shows can be run and checked."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parent
PAGES = (DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md")))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(\[.*\])\s*$")
ENTRY = re.compile(r"^([\w-]+)\s*=")


@dataclass(frozen=True)
class Block:
    """One fenced block: the page and line where it stands, its language and its text."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def label(self) -> str:
        """Where a reader finds it."""
        return f"{self.page.relative_to(DOCS.parent).as_posix()}:{self.line}"

    @property
    def file(self) -> str:
        """The file that its first line names, or ""."""
        first = self.text.split("\n", 1)[0]
        return first.removeprefix("# ") if re.fullmatch(r"# \S+\.(toml|py|csv)", first) else ""

    @property
    def commands(self) -> list[list[str]]:
        """The words of every command that a console block shows, without its comment."""
        lines = [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]
        return [shlex.split(line, comments=True) for line in lines]


def blocks(page: Path, language: str = "") -> list[Block]:
    """The blocks of a page, of one language or of all."""
    text = page.read_text(encoding="utf-8")
    found = [Block(page, text[: f.start()].count("\n") + 1, f[1], f[2]) for f in FENCE.finditer(text)]
    return [block for block in found if language in ("", block.language)]


def changed(text: str, change: str) -> str:
    """A TOML text after an edit: each line of `change` takes the place of the same key in the same section."""
    section, lines = "", text.splitlines()
    for line in change.splitlines():
        heading, entry = HEADING.match(line), ENTRY.match(line)
        section = heading[1] if heading else section
        if entry:
            lines[_place(lines, section, entry[1])] = line
    return "\n".join(lines) + "\n"


def _place(lines: list[str], section: str, key: str) -> int:
    """Line of a key in a section."""
    within = ""
    for number, line in enumerate(lines):
        heading, entry = HEADING.match(line), ENTRY.match(line)
        within = heading[1] if heading else within
        if within == section and entry and entry[1] == key:
            return number
    raise KeyError(f"{section} {key}")
