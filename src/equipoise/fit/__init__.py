"""Calibrations: scripts that set free numbers to named findings, print what they fitted, and can be run again."""
