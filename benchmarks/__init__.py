"""How fast, how exact, and against whom: `make bench`."""
