"""What a user is told when something is wrong: the place, the trouble and the remedy."""


class EquipoiseError(Exception):
    """Base of every error meant for a user's eyes; `exit_code` is what the command line returns."""

    exit_code = 1

    def __init__(self, place: str, trouble: str, remedy: str) -> None:
        super().__init__(place, trouble, remedy)
        self.place = place
        self.trouble = trouble
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.trouble}\n    {self.remedy}"


class InvalidInput(EquipoiseError):
    """A study, data file or argument that cannot be accepted as it stands."""

    exit_code = 2


class RunFailed(EquipoiseError):
    """A run that started and could not be finished."""

    exit_code = 1


class CheckNotMet(EquipoiseError):
    """A run that finished but missed a declared check, such as its error tolerance."""

    exit_code = 4


class Quarantined(EquipoiseError):
    """A run that finished for all but some people, whose states stopped being finite numbers."""

    exit_code = 5
