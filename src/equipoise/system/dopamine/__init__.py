"""Dopamine: the tonic level that firing, release, braking and uptake settle at."""
