"""A study to start from."""

TEMPLATE = """\
# A study file: everything that is left out has a default. `equipoise run mine.toml` runs it.
title  = "Naltrexone and felt connection, my way"
people = { from = "healthy-adults", number = 34 }
design = { kind = "crossover", periods = "4 d", washout = "10 d", blinding = "double" }  # one period per arm
arms.naltrexone = { drug = "naltrexone", dose = "50 mg", times = "daily at 09:00" }
arms.placebo    = {}  # an arm without a drug
# Also: when = "day 4 at 15:00" or when = ["2 h after dose 1", "every morning"].
measures.connection = { scale = "social-connection", when = "every evening" }
# Effects are the first arm less the second; report = "mean" in place of compare shows each arm.
analysis.daily = { measure = "connection", compare = "naltrexone against placebo, within person" }
"""


def template() -> str:
    """A commented study file of ten lines that runs as it stands."""
    return TEMPLATE
