"""Whether the name that signs a text is that of a person whom the text tells of or quotes.

Editors set the name of who is quoted, or shown in the last picture, as they set that of the author.
"""

from collections.abc import Iterable, Sequence

from dvcrawler.extract.bylines.names_in_text import is_part_of_name
from dvcrawler.extract.lines.verse import are_verses
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.bylines.labels import begins_with_label

#: The last words before the name of somebody of whom a text tells: "đồng chí", "Bí thư", "nghệ nhân".
_ADDRESSED = frozenset(
    "ông bà anh chị cô chú bác em cụ thầy cháu mẹ chí đ/c thư tịch đốc trưởng nhân sĩ sỹ viên hùng".split()
)
#: Of two words that end so, those of who works on the paper: "phóng viên Lan Anh".
_STAFF = ("phóng viên", "biên tập viên", "tác viên")
#: Those before a name that is the paper's own, or that of a street or a school.
_NO_PERSON = frozenset("pv ctv báo giả ảnh ảnh: bài: đường phố trường phường xã thôn thpt thcs học".split())
#: Words of a full name, and lines of quoted verses.
_FULL_NAME, _FEWEST_VERSES = 3, 2
_OPENING, _CLOSING = ("“", '"', "«"), ("”", '"', "»", "”.", '".', "».")


def doubt_told_person(byline: str, body: Sequence[str], others: Iterable[str | None]) -> tuple[Problem, ...]:
    """The doubt about the only name of a byline without label or role. `others`: lead and captions."""
    read = read_byline(byline)
    if read is None or len(read.authors) != 1 or read.source or begins_with_label(byline, " ("):
        return ()
    author = read.authors[0]
    if author.role is not None:
        return ()
    texts = (text for text in (*body, *others) if text and author.name in text and text != author.name)
    if any(_tells_of(text, author.name) for text in texts):
        return doubt_kept(f"the text tells of {author.name!r}, who may not be its author")
    if author.office is None and _ends_with_quotation(body):
        return doubt_kept(f"{author.name!r} is right below a quotation, and may be who said it")
    return ()


def doubt_kept(reason: str) -> tuple[Problem, ...]:
    return (Problem("author", ProblemCode.DOUBTFUL_AUTHOR, reason),)


def _tells_of(text: str, name: str) -> bool:
    """Whether the text names the person as one of whom it tells, and not as the paper's reporter."""
    before = text[: text.index(name)].rstrip(" (“")
    word = before.rpartition(" ")[2].lower()
    if word in _NO_PERSON or before.lower().endswith(_STAFF):
        return False
    if word in _ADDRESSED:
        return True
    return name.count(" ") + 1 >= _FULL_NAME and not is_part_of_name(before, name)


def _ends_with_quotation(body: Sequence[str]) -> bool:
    """Whether the last paragraph is a quotation, or verses below prose, that nothing above it announces."""
    if len(body) < 2 or body[-2].endswith(":"):
        return False
    if "\n" in body[-1]:
        return "\n" not in body[-2] and are_verses(body[-1].split("\n"), least=_FEWEST_VERSES)
    return body[-1].startswith(_OPENING) and body[-1].endswith(_CLOSING)
