"""A short last paragraph that may be a pen name: nothing but its place and its form says so."""

from collections.abc import Sequence

from dvcrawler.extract.lines.button_labels import is_network
from dvcrawler.extract.lines.end_lines import SENTENCE_ENDS
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines import is_byline

#: Characters of the line, those of the paragraph above it, and paragraphs of a text that may be signed.
_LONGEST, _LEAST_ABOVE, _LEAST_PARAGRAPHS = 40, 60, 3


def find_name_at_end(body: Sequence[str]) -> tuple[Problem, ...]:
    """The doubt about the author of a text that nobody signs elsewhere."""
    if len(body) < _LEAST_PARAGRAPHS or not _ends_with_name(body[-2], body[-1]):
        return ()
    reason = f"{body[-1]!r} is the last line of the text; it may be the author"
    return (Problem("author", ProblemCode.NAME_BELOW_TEXT, reason),)


def _ends_with_name(above: str, last: str) -> bool:
    """Whether a whole sentence is above the line, as it is not above the names of a list or below a verse."""
    if len(last) > _LONGEST or "\n" in last or last.endswith(SENTENCE_ENDS) or is_network(last):
        return False
    is_text = (
        len(above) >= _LEAST_ABOVE and "\n" not in above and above.rstrip('/”" ').endswith((".", "!", "…"))
    )
    return is_text and is_byline(last, strict=False)
