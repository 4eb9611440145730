"""The grammar of an analysis: "naltrexone against placebo, within person" and "close - neutral"."""

from equipoise.study.refusal import Trouble, nearest, shown

HOW = ("within person", "between people")
HINT = 'A comparison names two arms, such as "naltrexone against placebo, within person".'


def parse_compare(text: str) -> tuple[str, str, str | None]:
    """Active arm, control arm and how they are compared; None where the text leaves that to the design.

    >>> parse_compare("naltrexone against placebo, within person")
    ('naltrexone', 'placebo', 'within person')
    >>> parse_compare("50 mg against placebo")
    ('50 mg', 'placebo', None)
    """
    arms, comma, how = (part.strip() for part in text.partition(","))
    active, against, control = (part.strip() for part in arms.partition(" against "))
    if not (active and against and control):
        raise Trouble(f"{shown(text)} does not say what is set against what.", HINT)
    if active == control:
        raise Trouble(f"{shown(text)} sets an arm against itself.", HINT)
    if comma and how not in HOW:
        near = nearest(how, HOW)
        guess = f'Did you mean "{near}"?' if near else 'Say "within person" or "between people".'
        raise Trouble(f"{shown(how)} is not a way to compare.", guess)
    return active, control, how or None


def parse_item(text: str) -> tuple[str, str | None]:
    """The item of a measure, and the item that is taken from it in a contrast, or None.

    >>> parse_item("all"), parse_item("close - neutral")
    (('all', None), ('close', 'neutral'))
    """
    item, minus, other = (part.strip() for part in text.partition(" - "))
    if not item or (minus and not other):
        raise Trouble(f"{shown(text)} is neither an item nor a contrast of two.")
    if item == other:
        raise Trouble(f"{shown(text)} takes an item from itself.")
    return item, other or None
