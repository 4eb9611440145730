"""Compiled programs kept on disk, so that the second run of a system starts computing at once."""

from pathlib import Path

import jax

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
