"""The brain's own opioids: a tone and its release, what they free in the dopamine system, and felt connection."""
