"""How programs are compiled: in one thread, with the user's environment left alone."""

import os
import subprocess
import sys

import pytest

ASK = """
import os
import jax, jax.numpy as jnp
from equipoise.engine.compiled import OPTIONS, one_thread
one_thread()
long = jnp.arange(float(1 << 18))
work = jax.jit(lambda x: jnp.exp(jnp.sin(x) * jnp.cos(x)) / (1 + x), compiler_options=OPTIONS)
print(os.environ.get("NPROC"), "outer_dimension_partitions" in work.lower(long).compile().as_text())
"""


@pytest.mark.parametrize("cores", [None, "3"])
def test_a_program_is_not_shared_out_and_the_environment_stays_as_it_was(cores):
    kept = {name: value for name, value in os.environ.items() if name != "NPROC"}
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | ({"NPROC": cores} if cores else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == [str(cores), "False"]
