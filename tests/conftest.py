"""What holds for every test: the same examples each time, and nothing of the user's terminal or shell."""

import os
import signal

from hypothesis import settings

os.environ.pop("FORCE_COLOR", None)
os.environ.update(NO_COLOR="1", COLUMNS="110", TERM="dumb")
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")
signal.signal(
    signal.SIGINT, signal.default_int_handler
)  # a shell's background job, and all it starts, ignores it
