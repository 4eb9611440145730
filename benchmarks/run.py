"""`make bench`: equipoise and its peers in one job, printed as tables with ratios; `--page` also writes them down.

Each measurement is a process of its own on one core, one after another. `--quick` takes seconds and means nothing but
that everything runs.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from . import page, plan

ROOT = Path(__file__).parent.parent
BAR = 1e-5  # largest relative error allowed


def job(what: str, **arguments: Any) -> dict[str, Any]:
    """Run one measurement and return what it tells; progress goes to stderr."""
    began = time.perf_counter()
    asked = [sys.executable, "-W", "ignore", "-m", "benchmarks.job", what, json.dumps(arguments)]
    # An installed program has its bytecode; a first process that may not write it would slow every other.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        asked, cwd=ROOT, env={**inherited, "PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        told = {"skipped": "it failed"}
    else:
        told = json.loads(done.stdout.splitlines()[-1])
    short = {name: value for name, value in arguments.items() if isinstance(value, str | int | dict)}
    print(
        f"{time.perf_counter() - began:6.1f} s  {what} {short}",
        told.get("skipped", ""),
        file=sys.stderr,
        flush=True,
    )
    return {**arguments, **told}


def everything(size: plan.Size, folder: Path) -> page.Found:
    """All measurements, each table in its place."""
    true = str(folder / "reference.npy")
    job("peers.reference", people=size.judged, days=size.days, place=true)
    ours = [job("peers.measure", **each, reference=true) for each in plan.ours(size)]
    peers = [job("peers.measure", **each, reference=true) for each in plan.peers(size)]
    best = page.fastest(ours, BAR) or ours[-1]
    per_hour = best["setting"]["per_hour"]
    crowd = [job("peers.measure", **each) for each in plan.people(size, per_hour)]
    length = [job("peers.measure", **each) for each in plan.days(size, per_hour)]
    many = job("peers.many", people=size.many, days=4, per_hour=per_hour, place=str(folder / "many.npy"))
    own = [job("own_systems.measure", **each) for each in plan.own(size)]
    drugs = [job("own_systems.measure", **each) for each in plan.drugs(size)]
    fresh = [
        job(
            "peers.from_nothing",
            **plan.fresh(size, per_hour),
            cache=str(folder / "compiled"),
            began=time.time(),
        )
        for _ in range(2)
    ]
    memory = [job("memory.measure", **each) for each in plan.memory(size)]
    device = job("gpu.found_here")
    gpu = [job("gpu.measure", **each) for each in plan.gpu(per_hour)] if device.get("kind") else []
    return page.Found(
        BAR, best, ours, peers, many, crowd, length, drugs, own, fresh, memory, workers(size),
        device.get("kind", ""), gpu,
    )  # fmt: skip


def workers(size: plan.Size) -> list[dict[str, Any]]:
    """The same parts made by one process, a pool and a cluster."""
    return [job("workers.measure", **each) for each in plan.workers(size)]


def main() -> None:
    """Measure, print and, if asked, write the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="seconds, and figures that mean nothing")
    asked.add_argument("--large", action="store_true", help="growth to 100,000 people")
    asked.add_argument("--workers", action="store_true", help="only what several workers gain")
    asked.add_argument("--page", type=Path, help="write the tables to this file")
    given = asked.parse_args()
    size = plan.QUICK if given.quick else plan.LARGE if given.large else plan.USUAL
    if given.workers:
        print(page.shared(workers(size)))
        return
    with TemporaryDirectory() as folder:
        text = page.text(everything(size, Path(folder)))
    print(text)
    if given.page:
        given.page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
