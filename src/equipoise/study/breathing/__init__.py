"""Studies of an overdose: breathing under an opioid and a rescue, on the moment clock, as trials like any other."""
