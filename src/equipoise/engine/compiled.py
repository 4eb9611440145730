"""How programs are compiled and run: kept on disk, so that the second run of a system starts computing at once, and in
one thread."""

import os
from pathlib import Path

import jax

OPTIONS = {
    "xla_cpu_prefer_vector_width": 512,  # bits; the default of 256 is a sixth slower where 512 exist
    "xla_disable_hlo_passes": "cpu-parallel-task-assigner",  # see `one_thread`
}
LEAST_SECONDS = 0.2  # what compiles faster than this is not worth a file


def keep_compiled(place: Path) -> None:
    """Keep compiled programs in `place` from now on, unless the user has told JAX where; a place that cannot be
    written is no error, programs are then compiled anew."""
    if getattr(jax.config, "jax_compilation_cache_dir", None):
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    jax.config.update("jax_compilation_cache_dir", str(place))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", LEAST_SECONDS)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", 0)


def one_thread() -> None:
    """Start JAX, if it has not started yet, with one thread to a program.

    A step of a crowd takes microseconds: sharing it out costs more than it saves, and workers fill the cores. JAX
    reads how many threads it may have from a variable of the environment, which is left as it was.
    """
    before = os.environ.get("NPROC")
    os.environ["NPROC"] = before or "1"
    try:
        jax.local_devices()
    finally:
        if before is None:
            del os.environ["NPROC"]
