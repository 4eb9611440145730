"""A section of a study file: an immutable model that says in plain words what it cannot accept.

Each field's description is its meaning, with its default; the first of its examples becomes the remedy.
"""

import re
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from equipoise.errors import InvalidInput
from equipoise.study.refusal import Place, Trouble, listed, nearest, sentences, shown

IN_FILE = "in a study file"  # validation context: quantities are text with a unit, not bare numbers
T = TypeVar("T")
S = TypeVar("S", bound="Section")

WORDS = {
    "int_type": "is not a whole number",
    "float_type": "is not a number",
    "string_type": "is not text",
    "bool_type": "is neither true nor false",
    "tuple_type": "is not a list",
    "dict_type": "is not a table",
    "finite_number": "is not a finite number",
    "greater_than": "is not more than {gt}",
    "greater_than_equal": "is less than {ge}",
    "less_than_equal": "is more than {le}",
    "less_than": "is not less than {lt}",
    "too_short": "is empty",
    "too_long": "has too many entries",
    "missing": "has too few entries",
    "literal_error": "is not one of {expected}",
}


class Section(BaseModel):
    """Base of every part of a study: frozen, without unknown keys, without silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Named(dict[str, T]):
    """A dictionary that cannot be changed, so that a study is immutable all the way down."""

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise TypeError("a study cannot be changed; make another one")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = _refuse
    setdefault = update = _refuse  # pyright: ignore[reportAssignmentType]

    def __hash__(self) -> int:  # pyright: ignore[reportIncompatibleVariableOverride]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Named, (dict(self),)


Names = Annotated[dict[str, T], AfterValidator(Named)]


def keys(model: type[Section]) -> list[str]:
    """The keys of a section as a file writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def example(model: type[Section], key: str) -> str:
    """The remedy for `key`: how it is written."""
    for name, field in model.model_fields.items():
        if key == (field.alias or name) and field.examples:
            return f"Write {field.examples[0]}."
    return ""


def read(model: type[S], table: Any, place: Place) -> S:
    """Validate one table of a study file; InvalidInput names the first thing that is wrong with it."""
    if not isinstance(table, dict):
        raise place.refuse("", f"{shown(table)} is not a table.", f"Keys here: {listed(keys(model))}.")
    try:
        return model.model_validate(_tuples(table), context=IN_FILE, by_alias=True, by_name=False)
    except ValidationError as error:
        # A misspelt key is also reported as a missing one: the misspelling is the better news.
        first = min(error.errors(include_url=False), key=lambda detail: detail["type"] != "extra_forbidden")
        raise _explain(first, model, table, place) from None


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(inner) for key, inner in value.items()}
    return tuple(_tuples(inner) for inner in value) if isinstance(value, list) else value


def _explain(detail: ErrorDetails, model: type[Section], table: dict[str, Any], place: Place) -> InvalidInput:
    kind = detail["type"]
    key, *entry = detail["loc"]
    key = str(key)
    if kind == "extra_forbidden":
        return _unknown_key(key, model, place)
    remedy = example(model, key)
    if key not in table:
        return place.refuse("", f'"{key}" is missing.', remedy)
    value, entry = _dig(table[key], entry)
    where = _where(key, entry, table[key])
    if entry and isinstance(entry[0], str) and not place.section:
        place, where = place.table(key), entry[0]
    details = detail.get("ctx", {})
    if isinstance(details.get("error"), Trouble):
        return place.refuse(where, details["error"].trouble, sentences(details["error"].hint, remedy))
    if kind == "literal_error":
        return _not_among(value, details["expected"], key, place.refuse(where, "", remedy))
    words = WORDS.get(kind, "cannot be used here").format(
        **{name: _plain(limit) for name, limit in details.items()}
    )
    if kind == "float_type" and isinstance(value, int) and not isinstance(value, bool):
        words = "is too large"
    return place.refuse(where, f"{shown(value)} {words}.", remedy)


def _not_among(value: Any, expected: str, key: str, error: InvalidInput) -> InvalidInput:
    legal = re.findall("'([^']*)'", expected)
    near = nearest(value, legal) if isinstance(value, str) else None
    remedy = f'Did you mean {key} = "{near}"?' if near else error.remedy
    return InvalidInput(error.place, f"{shown(value)} is not one of {', '.join(legal)}.", remedy)


def _plain(limit: Any) -> Any:
    return f"{int(limit):,}" if isinstance(limit, int | float) and limit == int(limit) else limit


def _where(key: str, entry: list[int | str], value: Any) -> str:
    """A key, and which entry of its list or table; a lone value is not called a list of one."""
    if not isinstance(value, dict | list | tuple):
        return key
    return ", ".join([key, *(f"entry {step + 1}" if isinstance(step, int) else step for step in entry)])


def _dig(value: Any, steps: list[int | str]) -> tuple[Any, list[int | str]]:
    """What stands at the end of the steps, and the steps that could be taken."""
    taken: list[int | str] = []
    for step in steps:
        try:
            value = value[step]
        except (LookupError, TypeError):
            break
        taken.append(step)
    return value, taken


def _unknown_key(key: str, model: type[Section], place: Place) -> InvalidInput:
    near = nearest(key, keys(model))
    guess = (
        f'Did you mean "{near}"?'
        if near
        else "A key belongs to the [section] above it." * bool(place.section)
    )
    legal = f"Keys here: {', '.join(keys(model))}."
    return place.refuse(
        "", f"{shown(key)} is not a key of {place.section or 'a study'}.", sentences(guess, legal)
    )
