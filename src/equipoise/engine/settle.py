"""Settled values of fast states that have no closed form: a fixed number of Newton steps, so gradients pass through."""

from collections.abc import Callable
from typing import Any

STEPS = 8  # a level that blockers raise a hundredfold still settles to ten digits from a guess of 1
NEARBY = 5  # eleven digits from a guess that has the right size


def settle(balance: Callable[[Any], tuple[Any, Any]], guess: Any, steps: int = STEPS) -> Any:
    """Root of a monotone balance.

    balance: x -> (value, slope), elementwise. guess: any array shape; the root has the same shape. The step is kept
    from passing zero, so a quantity that starts positive stays positive.
    """
    root = guess
    for _ in range(steps):
        value, slope = balance(root)
        ahead = root - value / slope
        root = (abs(ahead) + ahead) / 2 + root * (ahead <= 0) / 2
    return root
