"""Small data files made up for the tests: their numbers mean nothing."""

from equipoise.errors import InvalidInput
from equipoise.evidence.section import Section

ENTRY = {
    "value": 90,
    "unit": "h",
    "doubt": {"lognormal": 0.1},
    "spread": {"normal": 0.5},
    "source": ["lee-1988"],
    "grade": "human imaging",
    "note": "midpoint",
}

GUESS = 'unit = "1"\nsource = []\ngrade = "assumption"\n'

SYSTEM = f"""# Made up.
[gain]   # felt connection per unit of signal
  value = 2   # set by hand
{GUESS}
["two.parts"."within it"]
value = [1.5, 2]	# a list
{GUESS}
[quoted]
note = '''
[gain]
value = 7
'''
value=0.25
{GUESS}
[inline]
number = {{ value = 3, unit = "h", source = [], grade = "assumption" }}
"""


def assumed(name, value, unit="1"):
    return f'[{name}]\nvalue = {value}\nunit = "{unit}"\nsource = []\ngrade = "assumption"\n\n'


DRUG = f"""title = "Madeupine"
sites = ["mu"]

[routes.oral]
single = {{ value = 0.01, unit = "g", source = [], grade = "assumption" }}
daily = {{ value = 20, unit = "mg", source = [], grade = "assumption" }}
{assumed("routes.oral.rate", 0.5, "1/h")}{assumed("routes.oral.bioavailability", 0.3)}
{assumed('routes.oral.first_pass."6b-madeupol"', 0.5)}
[routes.depot]
single = {{ value = 1, unit = "mg", source = [], grade = "assumption" }}
daily = {{ value = 2, unit = "mg", source = [], grade = "assumption" }}
{assumed("routes.depot.phases.burst.share", 0.25)}{assumed("routes.depot.phases.burst.rate", 1, "1/h")}
{assumed("routes.depot.phases.erosion.share", 0.75)}{assumed("routes.depot.phases.erosion.rate", 0.1, "1/h")}
{assumed("routes.depot.phases.erosion.steps", 3)}
[routes.intravenous]
single = {{ value = 1, unit = "mg", source = [], grade = "assumption" }}
daily = {{ value = 2, unit = "mg", source = [], grade = "assumption" }}

{assumed('substances."madeupine".molar_mass', 300, "g/mol")}
{assumed('substances."madeupine".clearance', 30, "L/h")}{assumed('substances."madeupine".volume', 100, "L")}
{assumed('substances."6b-madeupol".molar_mass', 310, "g/mol")}
{assumed('substances."6b-madeupol".clearance', 20, "L/h")}{assumed('substances."6b-madeupol".volume', 80, "L")}
{assumed('substances."6b-madeupol".entry_rate', 2, "1/h")}{assumed('substances."6b-madeupol".partition', 0.1)}
[substances."6b-madeupol".mu_affinity]
value = 2
unit = "nM"
source = []
grade = "assumption"

[formation."madeupine"."6b-madeupol".fraction]
value = 40
unit = "%"
source = []
grade = "assumption"
"""

SCALE = f"""title = "Made-up messages"
kind = "task"
reads = "connection"
unit = "points"
low = 1
high = 7
step = 1
window = "30 min"
transform = "linear"

[centre]
value = 4
{GUESS}
[gain]
value = 1
{GUESS}
[error]
value = 0.5
{GUESS}
[person_error]
value = 0.2
{GUESS}
[[items]]
name = "close"
count = 6
stimulus = {{ message = 1.0 }}

[[items]]
name = "neutral"
"""

PEOPLE = f"""title = "Nobody"

[traits.tone]
value = 1
spread = {{ lognormal = 0.3 }}
{GUESS}
[conditions."opioid use"]
prevalence = {{ value = 2, unit = "%", source = [], grade = "assumption" }}
"""

CLAIMS = """[documents]
D = "interview"

[[claim]]
id = "D01"
says = "A thing."
shows = "It."
evidence = ["le-"]

[[claim.expects]]
study = "made-up"
result = "daily"
statistic = "hedges_g"
inside = [-0.3, -0.1]
"""


def entry(**changes):
    """A good entry with keys changed, or left out where the change is None."""
    table = {**ENTRY, **changes}
    kept = {key: value for key, value in table.items() if value is not None}
    return Section("made.toml", "tau", kept)


def file(folder, content, name="made.toml"):
    """A file with that content."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def outcome(reader, *given):
    """What a reader makes of its input: the thing it reads, or its refusal; any other failure goes through."""
    try:
        return reader(*given)
    except InvalidInput as refusal:
        return refusal
