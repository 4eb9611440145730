"""How the answers of the command line are read."""


def refused(answer, code=2):
    """The first line and the remedy of a refusal, which is all that is said; nothing on stdout, no traceback."""
    assert answer.exit_code == code, answer.output
    assert answer.stdout == ""
    assert "Traceback" not in answer.output
    first, remedy = answer.stderr.rstrip("\n").split("\n    ")
    assert "\n" not in first + remedy
    return first, remedy
