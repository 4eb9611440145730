"""Where compiled programs are kept between runs: the user's cache folder."""

from pathlib import Path

from platformdirs import user_cache_dir

from equipoise.engine.compiled import keep_compiled


def keep_programs() -> None:
    """Keep and find compiled programs in the user's cache folder."""
    keep_compiled(Path(user_cache_dir("equipoise")) / "programs")
