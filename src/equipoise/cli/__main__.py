"""`python -m equipoise.cli`."""

from equipoise.cli.app import main

main()
