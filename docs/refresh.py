"""Write everything on these pages that comes out of the program: `python docs/refresh.py [RESULTS]`.

The reference pages, the wiring and the tutorial's output each time; a figure if the results folder of its study
`naltrexone-connection` or `thirty-days` is named. Run it when numbers, keys or mechanisms have changed.
"""

import json
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

DOCS = Path(__file__).parent
TUTORIAL = DOCS / "tutorials" / "dose-response.md"
FIGURES = {"naltrexone-connection": "images/trial.py", "thirty-days": "images/thirty_days.py"}
OUTPUT = re.compile(r"(<!-- output of (\S+?)(, changed)? -->\n```text\n).*?(^```$)", re.MULTILINE | re.DOTALL)


def script(path: str) -> ModuleType:
    """A script of this folder as a module; it finds what lies beside it."""
    file = DOCS / path
    sys.path.insert(0, str(file.parent))
    try:
        spec = spec_from_file_location(file.stem, file)
        assert spec
        assert spec.loader
        module = sys.modules.setdefault(f"docs_{file.stem}", module_from_spec(spec))
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(file.parent))


def studies(page: Path) -> dict[str, str]:
    """The study of a tutorial as it is written first, and as it is after the change."""
    book = script("blocks.py")
    first, change = (block.text for block in book.blocks(page, "toml"))
    return {"": first, ", changed": book.changed(first, change)}


def printed(study: str, name: str) -> str:
    """What `equipoise run` prints of a study."""
    with TemporaryDirectory() as place:
        (Path(place) / name).write_text(study, encoding="utf-8")
        command = [sys.executable, "-m", "equipoise.cli", "run", name, "--no-report"]
        done = subprocess.run(command, cwd=place, check=True, capture_output=True, text=True)
        return done.stdout.rstrip() + "\n"


def retold(page: Path) -> str:
    """A tutorial with the output of its studies as it is now."""
    written = studies(page)

    def now(found: re.Match[str]) -> str:
        return found[1] + printed(written[found[3] or ""], found[2]) + found[4]

    return OUTPUT.sub(now, page.read_text(encoding="utf-8"))


def main(results: str | None = None) -> None:
    """Write it all."""
    for path, text in script("reference/generate.py").pages().items():
        path.write_text(text, encoding="utf-8")
    wiring = script("images/wiring.py")
    wiring.OUT.write_text(wiring.draw(), encoding="utf-8")
    TUTORIAL.write_text(retold(TUTORIAL), encoding="utf-8")
    if results:
        study = json.loads((Path(results) / "record.json").read_text(encoding="utf-8"))["study"]["name"]
        figure = script(FIGURES[study])
        figure.OUT.write_text(figure.draw(Path(results)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
