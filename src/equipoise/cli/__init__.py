"""The command line: `app` joins the commands, one module for each; data go to stdout, messages to stderr."""

from equipoise.cli.app import main

__all__ = ["main"]
