"""The machinery, which knows nothing of brains: symbols become mechanisms, mechanisms a system, a system a program."""
