"""An interrupt that cannot be lost.

Python raises KeyboardInterrupt wherever the main thread happens to be. In a finaliser, a weak reference's callback or
a hook of the garbage collector (JAX has one) it is printed and dropped, and the run would go on. So the signal is also
remembered here, and whoever works through something long asks `check` at every turn.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

HEARD = (signal.SIGINT, signal.SIGTERM)
_caught: list[int] = []  # signals that arrived during the present run


def check() -> None:
    """KeyboardInterrupt if an interrupt has arrived during the present run, even if it was dropped on the way."""
    if _caught:
        raise KeyboardInterrupt


@contextmanager
def remembered() -> Iterator[None]:
    """Remember interrupts for `check`. Signals that somebody else handles, and other threads, are left alone."""
    ours = threading.current_thread() is threading.main_thread()
    heard = [each for each in HEARD if ours and signal.getsignal(each) is signal.default_int_handler]
    _caught.clear()
    for each in heard:
        signal.signal(each, _remember)
    try:
        yield
    finally:
        for each in heard:
            signal.signal(each, signal.default_int_handler)
        _caught.clear()


def _remember(number: int, _: FrameType | None) -> None:
    _caught.append(number)
    raise KeyboardInterrupt
