"""The commands joined, and what a user is told when one of them cannot do its work."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from equipoise.cli import cite, claims, run, show, studies, validate
from equipoise.cli.console import messages
from equipoise.errors import EquipoiseError

INTERRUPTED = 130
FAILED = 1
CODES = (
    "Exit codes: 0 done; 1 failed; 2 wrong usage or invalid input; 4 done, but a check was not met; "
    "5 done, but only in part; 130 interrupted."
)


class Commands(TyperGroup):
    """The commands as a group that turns every failure into one clear message and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """--debug is heard wherever it is written."""
        return super().parse_args(ctx, sorted(args, key=lambda word: word != "--debug"))

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except EquipoiseError as refusal:
            _tell(str(refusal), "bold red")
            raise typer.Exit(refusal.exit_code) from None
        except KeyboardInterrupt as interrupt:
            advice = f"\n    {interrupt}" if str(interrupt) else ""
            _tell(f"Interrupted; nothing was written.{advice}", "bold yellow")
            raise typer.Exit(INTERRUPTED) from None
        except Exception as trouble:
            if ctx.params.get("debug") or _is_ours_to_leave(trouble):
                raise
            _tell(_unexpected(trouble), "bold red")
            raise typer.Exit(FAILED) from None


def _is_ours_to_leave(trouble: Exception) -> bool:
    """What typer handles itself: its own exceptions, and a reader that closed the pipe."""
    return isinstance(trouble, typer.Exit | typer.Abort | typer.TyperException | BrokenPipeError)


def _unexpected(trouble: Exception) -> str:
    lines = str(trouble).strip().splitlines() or ["no reason given"]
    return (
        f"equipoise: something went wrong that it did not foresee ({type(trouble).__name__}: {lines[0][:200]}).\n"
        "    This is a fault of the program. The same command with --debug shows where; please report it."
    )


def _tell(message: str, style: str) -> None:
    """A message on stderr, its first line in colour, without what could steer a terminal."""
    from equipoise.report.words import printable

    first, *rest = printable(message).split("\n")
    console = messages()
    console.print(first, style=style)
    for line in rest:
        console.print(line)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"equipoise {version('equipoise')}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # laying help out with rich would take longer than all else that --help does
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=CODES,
)


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an unforeseen failure happened.")
    ] = False,
) -> None:
    """An in-silico laboratory of the human reward system: a study file goes in, a trial comes out."""


COMMANDS: dict[str, Callable] = {
    "studies": studies.studies,
    "run": run.run,
    "show": show.show,
    "claims": claims.claims,
    "validate": validate.validate,
    "cite": cite.cite,
}
for name, command in COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """Run the command line and exit with its code."""
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # what ends a batch job leaves no half result either
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    try:
        app(prog_name="equipoise")
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _leave(INTERRUPTED)
        raise


def _leave(code: int) -> NoReturn:
    """Leave without waiting for threads that still hold on to workers which are gone."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
