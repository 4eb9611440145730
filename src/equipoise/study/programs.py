"""Where compiled programs are kept between runs: the user's cache folder."""

from pathlib import Path

from platformdirs import user_cache_dir

from equipoise.engine.compiled import keep_compiled, one_thread


def keep_programs() -> None:
    """Keep and find compiled programs in the user's cache folder, and run them in one thread each."""
    one_thread()
    keep_compiled(Path(user_cache_dir("equipoise")) / "programs")
