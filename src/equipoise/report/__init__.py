"""What a run says when it is over: a short table in the terminal and a page that stands on its own.

Both read a results folder or its record and nothing else; neither simulates, fits or looks anything up on a network.
"""

from pathlib import Path

from equipoise.report.terminal import ResultsTable, table

__all__ = ["ResultsTable", "table", "write_report"]


def write_report(folder: Path) -> Path:
    """Write `report.html` into a results folder, from that folder alone, and return the page's path.

    Raises InvalidInput when the folder holds no record, RunFailed when the page cannot be written.
    """
    from equipoise.report.page import write  # tables and templates are loaded only when a page is wanted

    return write(Path(folder))
