"""How much memory a whole run takes from the command line: people who keep a diary every evening of a year."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .timing import peak, timed

STUDY = """
title = "A year of evening diaries"
people = {{ from = "healthy-adults", number = {people} }}
design = {{ kind = "parallel", periods = "{days} d" }}
arms.naltrexone = {{ drug = "naltrexone", dose = "50 mg", times = "daily at 09:00" }}
arms.placebo = {{}}
measures.connection = {{ scale = "social-connection", when = "every evening" }}
measures.affect = {{ scale = "positive-affect", when = "every evening" }}
analysis.connection = {{ measure = "connection", compare = "naltrexone against placebo" }}
"""


def measure(people: int, days: int) -> dict[str, Any]:
    """Peak memory in MB and seconds of `equipoise run` in one process, report included."""
    with TemporaryDirectory() as folder:
        study = Path(folder, "diaries.toml")
        study.write_text(STUDY.format(people=people, days=days), encoding="utf-8")
        words = ["run", str(study), "--workers", "1", "--quiet", "--out", str(Path(folder, "out"))]
        _, spent = timed(
            lambda: subprocess.run([sys.executable, "-m", "equipoise.cli", *words], check=True), 1
        )
    return {"memory": peak(), "wall": spent[0][1]}
