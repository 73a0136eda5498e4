"""Pages of questions and reports that citizens send, with or without an answer.

Newspapers also print questions and answers as articles. In a folder of questions, a page has to state that it
is an article to be one.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.kinds.stated_types import list_lines, states_article
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

QUESTION = "a question with its answer"
#: Folded beginnings of lines.
_ASKED = lazy_regex(r"(?:noi dung )?(?:cau )?hoi\b|nguoi (?:hoi|gui)\b")
#: Who sent a question, or when.
_SENT = lazy_regex(r"(?:nguoi|ngay|ho (?:va )?ten nguoi) (?:hoi|gui)\b")
#: One of them is on any page with an answer.
_ANSWER_MARKS = ("rả lời", "RẢ LỜI")
_ANSWERED = lazy_regex(r"(?:noi dung )?(?:cau )?tra loi\b|dap\b|(?:co quan|don vi|nguoi) tra loi\b")
_LONGEST_LABEL = 20
#: Folders and modules in which portals collect what citizens ask.
_QUESTIONS = lazy_regex(
    r"[/=](?:hoi-?(?:va-?)?dap(?:-[a-z-]{1,40})?|cau-hoi(?:-[a-z-]{1,40})?|faqs?|q-?a|questions?"
    r"|(?:y-kien|phan-anh|kien-nghi|gop-y)-(?:cong-dan|cu-tri|nguoi-dan|to-chuc|kien-nghi|phan-anh))(?:[/.?&#]|$)"
    r"|[?&](?:faq|hoi-?dap|cau-?hoi|question)(?:_?id)?=[0-9]",
    re.I,
)
#: Folders that also hold opinions and news, and names of sections, folded.
_MAY_ASK = lazy_regex(
    r"/(?:y-kien|gop-y|kien-nghi|phan-anh|cong-dan|giai-dap|tra-loi)(?:-(?!cong-dan|cu-tri)[a-z-]{1,40})?(?:/|$)",
    re.I,
)
_SECTIONS = lazy_regex(
    r"(?:muc |chuyen muc )?(?:hoi (?:va )?dap|cau hoi|giai dap|gop y|kien nghi|phan anh"
    r"|y kien (?:cong|nguoi) dan|tra loi (?:cu tri|cong dan|nguoi dan|kien nghi))\b.{0,40}"
)
#: A paper's folder of what its readers write.
_OF_READERS = lazy_regex(r"/(?:[a-z-]{1,30}-)?(?:ban-doc|doc-gia|toa-soan)(?:-[a-z-]{1,30})?/", re.I)
#: How citizens begin, folded, and the titles that portals give to what they send.
_PRESENTS = lazy_regex(
    r"(?:toi|em|chau|gia dinh toi) (?:la|ten|hien|dang|co|o|muon|xin)\b|kinh (?:gui|thua)\b"
    r"|xin (?:cho )?hoi\b"
)
_ASKING = lazy_regex(r"(?:xin |cho (?:toi |em )?)?hoi\b|(?:kien|de) nghi\b|phan anh\b|gop y\b")
#: Classes of boxes: `cau-hoi`, `noidung_traloi`, `question`.
_QUESTION_BOX = lazy_regex(
    r"(?:noi-?dung-?|nd-?)?(?:cau-?hoi|question)(?:-?(?:content|noi-?dung|text))?", re.I
)
_ANSWER_BOX = lazy_regex(
    r"(?:noi-?dung-?|nd-?)?(?:(?:cau-?)?tra-?loi|answer)(?:-?(?:content|noi-?dung|text))?", re.I
)
_BOX_MARKS = ((b"hoi", b"uestion"), (b"loi", b"nswer"))
_MOST_FIELDS = 200


def name_question(page: Page, title: str, section: str | None) -> str | None:
    """The kind of a page that asks a question, unless it states that it is an article: in a folder of
    questions, by its title or its labels; in one that may hold some, or such a section, by a question and its
    answer; elsewhere by a label of who sent it, or when. A paper answers its readers in articles.
    """
    parts = urlsplit(page.url)
    if _OF_READERS.search(parts.path):
        return None
    is_named = _QUESTIONS.search(f"{parts.path}?{parts.query}") is not None
    may_ask = is_named or _may_hold_questions(parts.path, section)
    if not (may_ask or _was_sent(page)) or states_article(page):
        return None
    return QUESTION if _is_question(page, title, is_named=is_named, may_ask=may_ask) else None


def _may_hold_questions(path: str, section: str | None) -> bool:
    if _MAY_ASK.search(path):
        return True
    return section is not None and _SECTIONS.fullmatch(fold(section)) is not None


def _is_question(page: Page, title: str, *, is_named: bool, may_ask: bool) -> bool:
    """`is_named`: the page is in a folder of questions; `may_ask`: it is in one that may hold some."""
    if is_named and title.rstrip(' …”"').endswith("?"):
        return True
    if (may_ask and _is_answered(page, title)) or asks_question(page):
        return True
    return is_named and any(map(_SENT.match, _read_labels(page)))


def asks_question(page: Page) -> bool:
    """Whether a line is labelled as a question, and another as its answer or a field takes a question."""
    if not any(map(_ASKED.match, _read_labels(page))):
        return False
    return any(map(_labels_answer, list_lines(page))) or any(map(_takes_question, _find_fields(page)))


def _is_answered(page: Page, title: str) -> bool:
    """Whether the page has a box of a question and one of its answer, or a label of the answer to what a
    citizen says or the title asks.
    """
    if _has_boxes(page):
        return True
    if not (_says_answer(page) and any(map(_labels_answer, list_lines(page)))):
        return False
    is_asking = title.endswith("?") or _ASKING.match(fold(title)) is not None
    return is_asking or any(map(_PRESENTS.match, _read_labels(page)))


def _labels_answer(line: str) -> bool:
    """Whether the line is the label of an answer or begins with it; a sentence may begin with the same words:
    "Trả lời kiến nghị của cử tri, Sở Xây dựng cho biết…".
    """
    label, colon, _ = line[: 2 * _LONGEST_LABEL].partition(":")
    is_label = bool(colon) or len(line) <= _LONGEST_LABEL
    return is_label and _ANSWERED.match(fold(label)) is not None


def _has_boxes(page: Page) -> bool:
    if not all(any(mark in page.data for mark in marks) for marks in _BOX_MARKS):
        return False
    classes = (element.get("class") or "" for element in page.body.iter("*"))
    named = [name.replace("_", "-") for each in classes for name in each.split()]
    return all(
        sum(form.fullmatch(name) is not None for name in named) == 1 for form in (_QUESTION_BOX, _ANSWER_BOX)
    )


def _was_sent(page: Page) -> bool:
    """Whether lines say who sent a question, or when, and that it was answered."""
    if not _says_answer(page):
        return False
    return any(map(_SENT.match, _read_labels(page))) and any(map(_labels_answer, list_lines(page)))


def _says_answer(page: Page) -> bool:
    """A quick test: few pages have these words, and the lines are shorter than the page by far."""
    lines = "\n".join(list_lines(page))
    return any(mark in lines for mark in _ANSWER_MARKS)


def _read_labels(page: Page) -> Iterator[str]:
    return (fold(line[:_LONGEST_LABEL]) for line in list_lines(page))


def _find_fields(page: Page) -> Iterator[Element]:
    return islice(page.root.iter("textarea"), _MOST_FIELDS)


def _takes_question(field: Element) -> bool:
    names = " ".join(field.get(key) or "" for key in ("name", "id", "placeholder", "title"))
    return "hoi" in fold(names.replace("_", " ").replace("-", " ")).split()
