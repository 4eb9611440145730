"""What the figures were measured on."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("equipoise", "jax", "numpy", "scipy", "libroadrunner", "diffrax")


def described() -> str:
    """Processor, cores and versions in a line."""
    return f"{_processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, {', '.join(_versions())}"


def load() -> float:
    """How many processes wanted a core during the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def _versions() -> list[str]:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found
