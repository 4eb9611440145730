"""Settled values: the root is found to the last digits, stays positive and can be differentiated."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.engine.precision import double
from equipoise.engine.settle import settle


def saturable(supply, half):
    """Supply against saturable removal: c (half + 1) / (half + c) = supply, at rest 1; and its closed form."""
    return (
        lambda c: (c * (half + 1) / (half + c) - supply, half * (half + 1) / (half + c) ** 2),
        supply * half / (half + 1 - supply),
    )


@given(st.floats(0.05, 4), st.floats(5, 50))
def test_the_root_is_found(supply, half):
    with double():
        balance, closed = saturable(supply, half)
        assert settle(balance, 1.0) == pytest.approx(closed, rel=1e-9)


def test_a_line_is_solved_in_one_step():
    assert settle(lambda x: (2 * x - 8, 2.0), 1.0) == 4


def test_a_root_below_zero_is_never_passed_to():
    """A quantity that starts positive stays positive, whatever the slope says."""
    seen = []

    def balance(x):
        seen.append(x)
        return x + 5, 1.0

    assert settle(balance, 1.0) > 0
    assert min(seen) > 0


def test_everybody_settles_alone():
    """Elementwise: a person's root does not depend on who else is there."""
    with double():
        supply = np.linspace(0.2, 3, 8)
        together = settle(saturable(supply, 10)[0], np.ones(8))
        alone = [settle(saturable(one, 10)[0], 1.0) for one in supply]
        np.testing.assert_array_equal(together, alone)


def test_the_gradient_is_that_of_the_root():
    """Not that of the first guess: 1 over the slope of the balance (implicit function theorem)."""
    supplies = np.linspace(0.1, 3, 30)
    with double():
        found = jax.jit(jax.vmap(jax.grad(lambda s: settle(saturable(s, 10.0)[0], jnp.ones(())))))(
            jnp.asarray(supplies)
        )
    slopes = [saturable(s, 10.0)[0](saturable(s, 10.0)[1])[1] for s in supplies]
    np.testing.assert_allclose(found, 1 / np.array(slopes), rtol=1e-6)
