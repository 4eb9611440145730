"""One measurement in a process of its own, on one core unless it is about more.

`python -m benchmarks.job peers.measure '{...}'` prints JSON. A process of its own gives each its own peak of memory
and no warm caches of another. CPU seconds are those of the one core, so that a busy
machine disturbs them less than wall time.
"""

import json
import os
import sys
from importlib import import_module

FREE = ("gpu", "workers")  # measured with all the machine has
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def pin() -> None:
    """Stay on one core from here on, with one thread in every library; before anything heavy is imported."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ |= dict.fromkeys(ONE_THREAD, "1") | {"JAX_PLATFORMS": "cpu"}


def main() -> None:
    """Do what the arguments ask for and print what it tells."""
    module, _, function = sys.argv[1].partition(".")
    if module not in FREE:
        pin()
    print(json.dumps(getattr(import_module(f"benchmarks.{module}"), function)(**json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
