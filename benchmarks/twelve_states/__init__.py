"""Twelve states of a drug taken daily, as one problem for several integrators.

A dose reaches an effect site, dopamine is released from a store that empties, receptors turn over, and two slow
opponents answer the pleasure; a hazard adds up. problem.py is the problem on one page; system/ says it in mechanisms.
"""
