"""Whether the name that signs a text is that of a person whom the text tells of or quotes.

Editors set the name of who is quoted, or shown in the last picture, as they set that of the author.
"""

import re
from collections.abc import Iterable, Sequence

from dvcrawler.extract.bylines.names_in_text import is_part_of_name
from dvcrawler.extract.lines.verse import are_verses
from dvcrawler.items import Author, Problem, ProblemCode
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.patterns import lazy_regex

#: The last words before the name of somebody of whom a text tells: "đồng chí", "Bí thư", "nghệ nhân".
_ADDRESSED = frozenset(
    "ông bà anh chị cô chú bác em cụ thầy cháu mẹ chí đ/c thư tịch đốc trưởng nhân sĩ sỹ viên hùng".split()
)
#: Before a name that is the paper's own, of who made something, or that of a street or a school.
_NO_PERSON = lazy_regex(
    r"(?:\bpv|\bctv|phóng viên|biên tập viên|tác viên|tác giả|nhà báo|người viết)(?: bài(?: viết)? này,?)?"
    r"(?:\s(?:báo|đài|tạp chí)(?: (?-i:[A-ZĐẤ])\w*){1,4})?$"
    r"|\b(?:ảnh|bài|bài viết|phóng sự|clip|video|tác phẩm)\s?(?::|của|do|-)?$"
    r"|\b(?:báo|đường|phố|trường|phường|xã|thôn|thpt|thcs|học)$",
    re.I,
)
#: Who is quoted in the last paragraph, where the one above it says so.
_SPEAKER = lazy_regex(
    r"\b(?i:ông|bà|anh|chị|đồng chí|em|cụ|chú|cô|bác) [A-ZĐ]"
    r"|\b(?:nói|cho biết|chia sẻ|tâm sự|bày tỏ|kể|cho hay)\b"
)
_LONGEST_BEFORE, _SENTENCE_ENDS = 60, frozenset(".!?…")
#: Words of a full name, and lines of quoted verses.
_FULL_NAME, _FEWEST_VERSES = 3, 2
_OPENING, _CLOSING = ("“", '"', "«"), ("”", '"', "»", "”.", '".', "».")


def doubt_mentioned_person(
    byline: str, body: Sequence[str], others: Iterable[str | None]
) -> tuple[Problem, ...]:
    """The doubt about the only name of a byline without label or role. `others`: lead and captions."""
    author = _find_only_author(byline)
    if author is None:
        return ()
    texts = (text for text in (*body, *others) if text and author.name in text and text != author.name)
    if any(_mentions(text, author.name) for text in texts):
        return doubt_kept(f"the text tells of {author.name!r}, who may not be its author")
    if author.office is None and _ends_with_quotation(body):
        return doubt_kept(f"{author.name!r} is right below a quotation, and may be who said it")
    return ()


def _find_only_author(byline: str) -> Author | None:
    """The only name in the byline, if it has neither label nor role."""
    read = read_byline(byline)
    if read is None or len(read.authors) != 1 or read.source or begins_with_label(byline, " ("):
        return None
    author = read.authors[0]
    return author if author.role is None else None


def doubt_kept(reason: str) -> tuple[Problem, ...]:
    return (Problem("author", ProblemCode.DOUBTFUL_AUTHOR, reason),)


def _mentions(text: str, name: str) -> bool:
    """Whether the text names the person as one of whom it tells, and not as the paper's reporter."""
    place = text.index(name)
    before, behind = text[:place].rstrip(" (“")[-_LONGEST_BEFORE:], text[place + len(name) :]
    if _NO_PERSON.search(before) or (behind[:1] == " " and behind[1:2].isupper()):
        return False
    if before.rpartition(" ")[2].lower() in _ADDRESSED:
        return True
    return name.count(" ") + 1 >= _FULL_NAME and not is_part_of_name(before, name)


def _ends_with_quotation(body: Sequence[str]) -> bool:
    """Whether the last paragraph is a quotation, not a slogan, or verses below prose, and the one above it
    names nobody who says so.
    """
    if len(body) < 2 or body[-2].endswith((":", "?")) or _SPEAKER.search(body[-2]):
        return False
    if "\n" in body[-1]:  # and no table
        return (
            "\n" not in body[-2]
            and " | " not in body[-1]
            and are_verses(body[-1].split("\n"), least=_FEWEST_VERSES)
        )
    is_sentence = not _SENTENCE_ENDS.isdisjoint(body[-1][-2:])
    return is_sentence and body[-1].startswith(_OPENING) and body[-1].endswith(_CLOSING)
