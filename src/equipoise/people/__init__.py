"""Who takes part: typical values, how people differ, and who is let in."""
