"""Reading what a user wrote, with caps on its size before anything is made of it."""

import re
import tomllib
from pathlib import Path
from typing import Any

from equipoise.errors import InvalidInput
from equipoise.study.refusal import Place

LARGEST_FILE, LONGEST_LINE = 1024 * 1024, 4096  # bytes
DEEPEST = 32  # levels of nesting
WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def read_text(path: Path, place: Place) -> str:
    """The text of a file that is there, is small and is UTF-8; InvalidInput otherwise."""
    try:
        if path.is_dir():
            raise place.refuse("", "this is a folder.", "Name a file in it.")
        if path.exists() and not path.is_file():
            raise place.refuse("", "this is not an ordinary file.", "Name a text file.")
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise place.refuse("", "there is no such file.", "Check the name and the folder.") from None
    except OSError as reason:
        raise place.refuse("", f"it cannot be read ({reason.strerror}).", "Check its permissions.") from None
    except ValueError:  # a name with a null byte, or one that the file system cannot spell
        raise place.refuse("", "this cannot be the name of a file.", "Check the name.") from None
    if len(data) > LARGEST_FILE:
        raise place.refuse(
            "", "it is larger than 1 MiB.", "A study is a page of text; leave out what is not."
        )
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > LONGEST_LINE:
            raise place.refuse(
                f"line {number}", f"it is longer than {LONGEST_LINE} bytes.", "Break the line."
            )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        raise place.refuse(f"line {line}", "it is not UTF-8 text.", "Save the file as UTF-8.") from None


def parse_toml(text: str, place: Place) -> dict[str, Any]:
    """The tables of a TOML text; InvalidInput names the line that is not TOML."""
    if nesting(text) > DEEPEST:
        raise place.refuse(
            "", f"it is nested more than {DEEPEST} levels deep.", "A study needs three levels."
        )
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as reason:
        raise _not_toml(str(reason), place) from None


def _not_toml(reason: str, place: Place) -> InvalidInput:
    found = WHERE.search(reason)
    line = f"line {found[1]}" if found and found[1] else "at its end" if found else ""
    said = "".join(letter for letter in WHERE.sub("", reason) if letter.isprintable())[:100]
    remedy = 'A line is key = "value" or [section]; text stands in quotes.'
    return place.refuse(line, f"this is not TOML: {said[:1].lower()}{said[1:]}.", remedy)


def nesting(text: str) -> int:
    """Largest number, at any place of a TOML text, of open brackets and the dots of the key written there.

    >>> nesting('a.b = [[1], {c = "[[["}]  # ((')
    2
    """
    depth = dots = most = position = 0
    while position < len(text):
        letter = text[position]
        if letter in "\"'":
            position = _after_string(text, position)
            continue
        if letter == "#":
            position = text.find("\n", position)
            if position < 0:
                break
            letter = "\n"
        if letter in "=,{}[]\n":
            dots = 0
            depth = max(0, depth + (letter in "[{") - (letter in "]}"))
        dots += letter == "."
        most = max(most, depth + dots)
        position += 1
    return most


def _after_string(text: str, start: int) -> int:
    """Position after the string that opens at `start`, or the end of what is left of it."""
    quote = text[start]
    end = quote * 3 if text.startswith(quote * 3, start) else quote
    position = start + len(end)
    while position < len(text) and not text.startswith(end, position):
        if len(end) == 1 and text[position] == "\n":
            return position
        position += 2 if text[position] == "\\" and quote == '"' else 1
    return position + len(end)
