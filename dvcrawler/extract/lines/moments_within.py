"""Lines that are only a date with its time, and headlines above them: perhaps those of another article."""

from collections.abc import Sequence

from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.patterns import lazy_regex

_TIME = lazy_regex(r"\d(?::|h|g| giờ )\d\d")
_LONGEST_DATE, _LONGEST_HEADLINE, _LEAST_WORDS = 80, 200, 4
#: More such lines are the entries of a report; text of an article.
_MOST_LINES, _LEAST_TEXT = 2, 200
_OF_ANOTHER = Problem(
    "body", ProblemCode.MAY_BE_EXCERPTS, "the last paragraphs are below a headline with a date of its own"
)


def name_dated_line(body: Sequence[str]) -> tuple[Problem, ...]:
    """The problem of a text whose last paragraphs another article may have."""
    found = [n for n in range(2, len(body)) if states_moment(body[n])]
    if not 0 < len(found) <= _MOST_LINES:
        return ()
    return (_OF_ANOTHER,) if any(_parts_texts(body, n) for n in found) else ()


def states_moment(text: str) -> bool:
    """Whether the line is a date with a time of day."""
    return len(text) <= _LONGEST_DATE and _TIME.search(text) is not None and is_date_line(text)


def reads_as_headline(text: str) -> bool:
    """Whether the line has the length of a headline, and does not end as a sentence or a label does."""
    if len(text) > _LONGEST_HEADLINE or text.endswith((*SENTENCE_ENDS, ":")):
        return False
    return text.count(" ") >= _LEAST_WORDS - 1


def _parts_texts(body: Sequence[str], place: int) -> bool:
    texts = (body[: place - 1], body[place + 1 :])
    return reads_as_headline(body[place - 1]) and all(sum(map(len, text)) >= _LEAST_TEXT for text in texts)
