"""Whether a line below a sentence can sign the text: a name with its office, a body, an occupation."""

import re

from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.interface.button_labels import is_network
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.labels import AUTHOR, begins_with_label, split_at_labels
from dvcrawler.normalize.bylines.names import begins_with_family_name, is_place_and_name, is_sure_name
from dvcrawler.normalize.bylines.offices import is_office, tells_action
from dvcrawler.normalize.bylines.outlets import is_body
from dvcrawler.normalize.bylines.persons import split_before_office
from dvcrawler.normalize.bylines.roles import find_organisers
from dvcrawler.normalize.bylines.titles import is_abbreviation, is_initials
from dvcrawler.patterns import lazy_regex

#: Characters of a name that signs a text, of the name of an authority or a unit, of a line in a list, and of
#: the sentence above.
LONGEST_NAME, LONGEST_BODY, LONGEST_ITEM, _LEAST_ABOVE = 40, 70, 120, 60
#: Words of an authority or a unit in short.
_MOST_WORDS = 5
#: A name at the beginning of a line, and what may follow it.
NAME_AT_START = lazy_regex(
    r"(?:(?:ông|bà|anh|chị|cô|chú|bác|thầy|em|cháu|đ/c|đồng chí|(?:tin )?(?:tin|bài|ảnh)(?: viết)?) )?"
    r"(?P<name>[^\W\d_][^\d,(–:;|/_-]{1,40}?)"
    r"(?:,|\(|\s[–-]\s|/|_|\s(?=\d|(?:viết|sáng|chiều|tối|thứ|chủ nhật,?|ngày|tháng|mùa) |TH$)|$)",
    re.I,
)
#: Of where and when an official text was written.
_PERIOD = lazy_regex(r"\b(?:ngày|tháng|mùa)\b", re.I)
#: Who told the text, and somebody, perhaps of an unknown name, who wrote it down or translated it; a source.
_OF_OTHER = lazy_regex(
    r"\(?(?:ghi )?theo (?:lời|(?:câu )?chuyện) kể .{2,60}"
    r"|.{4,60}\((?:(?:lược |biên )?dịch|(?:lược )?ghi)\)|[^.:]{4,40} kể ?[-–,;] ?.{4,40} ghi(?: lại)?"
    r"|(?:nhạc|thơ|lời)\s?:.{4,40}\b(?:nhạc|thơ|lời)\s?:.{4,40}"
    r"|\(?(?:theo(?! dõi)|trích|nguồn)\s?:?\s.{2,50}",
    re.I,
)
_OF_AUTHORS = frozenset((AUTHOR, "text", "text+photo", "performed", "compiled"))


def ends_with_name(above: str, last: str) -> bool:
    """Whether a whole sentence is above the line, as it is not above the names of a list or below a verse."""
    if find_organisers(last) == last:
        return is_sentence(above)
    if not _may_sign(last) or is_network(last):
        return False
    is_name = len(last) <= LONGEST_NAME and (is_byline(last, strict=False) or is_place_and_name(last))
    is_short = len(last) <= LONGEST_NAME or not any(map(str.isdigit, last))
    return is_sentence(above) and (is_name or (is_short and _begins_with_name(last)))


def _may_sign(last: str) -> bool:
    return len(last) <= LONGEST_BODY and "\n" not in last and not last.endswith(SENTENCE_ENDS)


def _begins_with_name(text: str) -> bool:
    """Whether the line is a name and what is said of the person: "Cô Lan Anh, lớp 9A", "Lan Anh - Ý Yên"."""
    found = NAME_AT_START.match(text.lstrip("( "))
    name = found["name"].strip() if found is not None else ""
    if is_sure_name(name) or is_initials(name) or split_before_office(text.replace(":", " ")):
        return True
    return begins_with_family_name(name) and is_body(text.rpartition(" - ")[2].rpartition(" – ")[2])


def ends_with_body(above: str, last: str) -> bool:
    """Whether the line is an authority, a unit or an occupation, as contributors sign with theirs, or says
    who told or translated the text.
    """
    if not _may_sign(last) or not is_sentence(above):
        return False
    if _is_labelled(last) or _OF_OTHER.fullmatch(last):
        return True
    if tells_action(last) or _PERIOD.search(last):
        return False
    return is_body(last) or is_office(last) or _is_body_in_short(last)


def _is_labelled(line: str) -> bool:
    """Whether the line begins with the label of an author."""
    labels = [label for label, value in split_at_labels(line) if label and value.lower() != value]
    return begins_with_label(line, " (") and not _OF_AUTHORS.isdisjoint(labels[:1])


def _is_body_in_short(text: str) -> bool:
    """Whether the line begins with a body or an office in short: "BCHQS xã", "PGD&ĐT", "PC Nam Định"."""
    words = text.split()
    if len(words) > _MOST_WORDS:
        return False
    is_short = len(words[0]) > 1 and words[0].isalpha() and words[0].isupper() and not text.isupper()
    return is_short or any(map(is_abbreviation, words[0].split("&")))


def is_sentence(above: str) -> bool:
    """Whether the line is a whole sentence."""
    has_full_stop = above.rstrip('/”" ').endswith((".", "!", "…"))
    return has_full_stop and len(above) >= _LEAST_ABOVE and "\n" not in above
