"""Text of a stranger's on the operator's terminal: seen as it is, and never obeyed."""

_SIGN = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """On one line: what a terminal could obey, and what it cannot show, is one replacement sign each."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else _SIGN for sign in text)
