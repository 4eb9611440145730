"""The grammar of an analysis: "naltrexone against placebo, within person" and "close - neutral"."""

from equipoise.study.refusal import Trouble, nearest, shown

HOW = ("within person", "between people")
STATISTICS = ("difference", "ratio", "hedges_g", "percent difference")
HINT = 'A comparison names two arms, such as "naltrexone against placebo, within person".'


def parse_compare(text: str) -> tuple[str, str, str | None, str | None]:
    """Active arm, control arm, how they are compared and by what; None where the text does not say.

    >>> parse_compare("naltrexone against placebo, within person")
    ('naltrexone', 'placebo', 'within person', None)
    >>> parse_compare("50 mg against placebo, ratio")
    ('50 mg', 'placebo', None, 'ratio')
    """
    arms, *more = (part.strip() for part in text.split(","))
    active, against, control = (part.strip() for part in arms.partition(" against "))
    if not (active and against and control):
        raise Trouble(f"{shown(text)} does not say what is set against what.", HINT)
    if active == control:
        raise Trouble(f"{shown(text)} sets an arm against itself.", HINT)
    for part in more:
        if part not in (*HOW, *STATISTICS):
            near = nearest(part, (*HOW, *STATISTICS))
            guess = f'Did you mean "{near}"?' if near else f"Say one of {', '.join((*HOW, *STATISTICS))}."
            raise Trouble(f"{shown(part)} is not a way to compare.", guess)
    ways, by = ([part for part in more if part in words] for words in (HOW, STATISTICS))
    if len(ways) > 1 or len(by) > 1:
        raise Trouble(f"{shown(text)} says two ways to compare.", "Say one, and make a second analysis.")
    return active, control, next(iter(ways), None), next(iter(by), None)


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
