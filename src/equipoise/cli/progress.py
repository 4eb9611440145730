"""How far a run is: a bar with rate and time left on a terminal, nothing anywhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from equipoise.cli.console import messages

Tick = Callable[[int, int], None]


class Rate(ProgressColumn):
    """Person-days simulated in a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:,.0f} person-days/s" if task.speed else "", style="dim")


@contextmanager
def progress(name: str, quiet: bool = False) -> Iterator[Tick]:
    """A function to call with what is done and what there is to do."""
    console = messages()
    if quiet or not console.is_terminal:
        yield lambda done, total: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(f"{name}: preparing", total=None)

        def tick(done: int, total: int) -> None:
            doing = "simulating" if done < total else "checking and writing"
            bar.update(task, completed=done, total=total, description=f"{name}: {doing}")

        yield tick
