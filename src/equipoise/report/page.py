"""The page: everything a template needs, rendered once and written in one piece."""

import base64
import hashlib
import os
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from equipoise.errors import RunFailed
from equipoise.report import summary, words
from equipoise.report.citations import citations, known_sources
from equipoise.report.evidence_used import evidence_rows, sources_used
from equipoise.report.figures import SECTIONS
from equipoise.report.folder import ResultsFolder
from equipoise.report.rows import other_rows, rows

NAME = "report.html"


def write(path: Path) -> Path:
    """Write the page of a results folder and return its path."""
    text = render(ResultsFolder(path))
    target = path / NAME
    try:
        _write_whole(target, text)
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        remedy = "Make room or make the folder writable, then write the report again."
        raise RunFailed(str(target), f"the report cannot be written ({reason}).", remedy) from trouble
    return target


def render(folder: ResultsFolder) -> str:
    """The page as text."""
    # Drawn first: only then is it known which tables could not be read.
    sections = [(section, figures) for section in SECTIONS if (figures := section.draw(folder))]
    used = any(figure.panels for _, figures in sections for figure in figures)
    return fill("report.html", used, sections=sections, **_said(folder))


def fill(template: str, drawn: bool, **said: Any) -> str:
    """A template of this folder as text that loads nothing; `drawn` says whether it has plots."""
    plotly, script = get_plotlyjs().replace("\r\n", "\n"), _asset("report.js")
    scripts = [Markup(text) for text in ([plotly] if drawn else []) + [script]]
    environment = Environment(
        loader=PackageLoader("equipoise.report", "page_files"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_shown,
    )
    return environment.get_template(template).render(
        style=Markup(_asset("report.css")), scripts=scripts, policy=_policy(scripts), words=words, **said
    )


def _said(folder: ResultsFolder) -> dict[str, Any]:
    record, sources = folder.record, known_sources()
    results = rows(record)
    return {
        "record": record,
        "study": folder.study,
        "title": words.clean(folder.study.get("title") or folder.study.get("name"))
        or "A study without a title",
        "version": summary.version(record),
        "statement": summary.statement(folder),
        "tally": summary.tally(results),
        "banners": summary.banners(folder),
        "disclaimer": summary.DISCLAIMER,
        "command": summary.command(record),
        "results": [(row, citations(row.source, sources)) for row in results],
        "other_results": [(row, citations(row.source, sources)) for row in other_rows(record)],
        "study_sources": citations(folder.study.get("source"), sources),
        "evidence": evidence_rows(record, sources),
        "used_sources": sources_used(record, sources),
        "absent": folder.absent,
        "run": about_run(record),
    }


def about_run(record: dict[str, Any]) -> dict[str, Any]:
    """What every figure's metadata says about the run it comes from."""
    study = record.get("study") or {}
    kept = ("equipoise", "versions", "seed", "people", "repeats", "step_h", "error_estimate", "files")
    named = {key: study.get(key) for key in ("name", "title", "source")}
    return {"study": named, **{key: record.get(key) for key in kept}}


def _shown(value: Any) -> Any:
    return words.printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    return (resources.files("equipoise.report") / "page_files" / name).read_text(encoding="utf-8")


def _policy(scripts: list[Markup]) -> str:
    # The page may run its own scripts and nothing else, and may ask nothing of any network.
    hashes = " ".join(f"'sha256-{_digest(text)}'" for text in scripts)
    own = f"script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _write_whole(target: Path, text: str) -> None:
    part = target.with_name(f".{NAME}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
