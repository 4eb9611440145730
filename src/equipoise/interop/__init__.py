"""Other people's simulators: a system written out in the formats of the field, so that it can be run without us.

`expression` turns equations into infix mathematics, `units` says the engine's units in the words of SBML, `model` lays
a system out as named quantities with rules, rates and events, and `sbml` writes that down and checks it.
"""
