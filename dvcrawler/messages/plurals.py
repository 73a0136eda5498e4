"""Numbers with their noun, in the singular or the plural."""

#: Nouns whose plural is not the singular with an "s".
_PLURALS = {"address": "addresses", "entry": "entries"}


def counted(number: float, noun: str) -> str:
    """`1 page`, `2 pages`, `0 pages`; a number that is not whole to six digits."""
    shown = str(number) if isinstance(number, int) else f"{number:g}"
    return f"{shown} {noun if shown == '1' else plural(noun)}"


def plural(noun: str) -> str:
    return _PLURALS.get(noun, f"{noun}s")
