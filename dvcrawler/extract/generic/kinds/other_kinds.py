"""What a page that gives no article says it is instead: a question, an event, a film, a list.

Only checked for pages that no layout reads, or only as a notice: newspapers also print questions and answers
as articles. In a folder of questions, a page has to state that it is an article to be one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import cast
from urllib.parse import urlsplit

from lxml import etree

from dvcrawler.extract.block import TEXT
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.generic.metadata import is_article_type, read_types
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_QUESTION, _EVENT_KIND, _PRODUCT = "a question with its answer", "an event", "a product"
_PROCEDURE = "an official procedure"
#: By the types of schema.org.
_KINDS = {
    "QAPage": _QUESTION, "FAQPage": _QUESTION, "Question": _QUESTION,
    "VideoObject": "a film", "Movie": "a film", "TVEpisode": "a broadcast", "RadioEpisode": "a broadcast",
    "AudioObject": "a sound recording", "PodcastEpisode": "a sound recording",
    "JobPosting": "a vacancy", "ProfilePage": "a profile",
    "GovernmentService": _PROCEDURE, "Legislation": "a legal document",
    "CollectionPage": "a list", "SearchResultsPage": "a list",
    "ContactPage": "a contact page", "AboutPage": "a page about the site",
    "Product": _PRODUCT, "ProductGroup": _PRODUCT,
}  # fmt: skip
#: `SportsEvent`, `MusicEvent`, `Event`.
_EVENT = lazy_regex(r"[A-Za-z]{0,40}Event")
#: By the beginning of `og:type`.
_GRAPH_KINDS = {
    "video": "a film",
    "music": "a sound recording",
    "product": _PRODUCT,
    "profile": "a profile",
}
_ITEM_TYPES = etree.XPath("//*[@itemscope][@itemtype][not(ancestor::*[@itemscope])]/@itemtype")
_MOST_TYPES, _MOST_FIELDS, _MOST_BLOCKS, _MOST_BUTTONS = 50, 200, 400, 500
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
#: What puts a product into a cart, and its price.
_CART = lazy_regex(
    rb"add[-_]?to[-_]?cart|(?:them|cho)[-_]?(?:vao[-_]?)?gio|mua[-_]?(?:hang|ngay)|buy[-_]?now"
    rb"|name=[\"']?(?:quantity|qty|so[-_]?luong)[\"'\s>]",
    re.I,
)
_PRODUCT_MARKS = (b'"Product', b"/Product")
_CART_BUTTON = lazy_regex(
    r"(?:them|cho) vao gio(?: hang)?|(?:dat )?mua(?: hang| ngay)|dat hang|add to cart|buy now"
)
_PRICE = lazy_regex(r"[0-9]{1,3}(?:[.,][0-9]{3}){1,3}\s?(?:đ(?:ồng)?|₫|vnđ|vnd)(?!\w)", re.I)
_BUTTONS = etree.XPath("//button | //a | //input[@type='submit' or @type='button']")
#: Folded headings of pages that no layout reads, as they have no text or date.
_HEADED = (
    ("a calendar", lazy_regex(r"lich (?:cong tac|lam viec|hop|tiep|truc|kham|xet xu|phat song|tuan)\b")),
    (_PROCEDURE, lazy_regex(r"(?:ten )?thu tuc\b")),
)
_HEADINGS = ("h1", "h2", "h3")
_BOX_MARKS = ((b"hoi", b"uestion"), (b"loi", b"nswer"))


def name_other_kind(page: Page) -> str | None:
    """What the page is, in words; None for a page that says that it is an article, or does not say."""
    types, graph = [*_read_all_types(page)], _read_graph_type(page)
    if any(map(is_article_type, types)) or graph == "article":
        return None
    stated = _find_kind(types) or _GRAPH_KINDS.get(re.split(r"[.:]", graph)[0])
    return stated or (_PRODUCT if _sells(page) else _QUESTION if _asks(page) else _name_by_heading(page))


def is_product(page: Page) -> bool:
    """Whether a page that gives no article is that of a product in a shop."""
    return name_other_kind(page) == _PRODUCT


def name_stated_product(page: Page) -> str | None:
    """The kind of a page that states that it is a product, and takes orders: its description and the day of
    its offer look like an article's. Articles with ratings state a product too.
    """
    may_state = any(mark in page.data for mark in _PRODUCT_MARKS) or "product" in _read_graph_type(page)
    return _PRODUCT if may_state and _CART.search(page.data) and is_product(page) else None


def _sells(page: Page) -> bool:
    """Whether a button puts one thing with a price into a cart: a list has several of them."""
    if _CART.search(page.data) is None:
        return False
    buttons = islice(cast("list[Element]", _BUTTONS(page.root)), _MOST_BUTTONS)
    labels = (fold(text_of(each) or each.get("value") or "").strip() for each in buttons)
    is_single = sum(_CART_BUTTON.fullmatch(label) is not None for label in labels) in (1, 2, 3)
    return is_single and any(map(_PRICE.search, _read_lines(page)))


def _name_by_heading(page: Page) -> str | None:
    """The kind of a page of which the only heading of its rank says what it holds."""
    ranks = ([*islice(page.body.iter(rank), 2)] for rank in _HEADINGS)
    texts = [fold(text_of(headings[0])).strip() for headings in ranks if len(headings) == 1]
    return next((kind for kind, words in _HEADED if any(map(words.match, texts))), None)


def name_question(page: Page, title: str, section: str | None = None) -> str | None:
    """The kind of a page that asks a question, unless it states that it is an article: in a folder of
    questions, by its title or its labels; in one that may hold some, or such a section, by a question and its
    answer; elsewhere by a label of who sent it, or when. A paper answers its readers in articles.
    """
    parts = urlsplit(page.url)
    if _OF_READERS.search(parts.path):
        return None
    is_named = _QUESTIONS.search(f"{parts.path}?{parts.query}") is not None
    may_ask = is_named or _may_ask(parts.path, section)
    if not (may_ask or _was_sent(page)) or _states_article(page):
        return None
    is_question = is_named and title.rstrip(' …”"').endswith("?")
    is_asked = is_question or (may_ask and _is_answered(page, title)) or _asks(page)
    is_asked = is_asked or (is_named and any(map(_SENT.match, _read_labels(page))))
    return _QUESTION if is_asked else None


def _may_ask(path: str, section: str | None) -> bool:
    return bool(_MAY_ASK.search(path) or (section and _SECTIONS.fullmatch(fold(section))))


def _states_article(page: Page) -> bool:
    return any(map(is_article_type, _read_all_types(page))) or _read_graph_type(page) == "article"


def _is_answered(page: Page, title: str) -> bool:
    """Whether the page has a box of a question and one of its answer, or a label of the answer to what a
    citizen says or the title asks.
    """
    if _has_boxes(page):
        return True
    if not (_says_answer(page) and any(map(_labels_answer, _read_lines(page)))):
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


def name_stated_event(page: Page) -> str | None:
    """The kind of a page that states that it is an event or a question: its few lines and its day, which is
    often to come, look like those of a short notice.
    """
    if b"Event" not in page.data and b"QAPage" not in page.data:
        return None
    types = [*_read_all_types(page)]
    is_article = any(map(is_article_type, types)) or _read_graph_type(page) == "article"
    kind = None if is_article else _find_kind(types)
    return kind if kind in (_EVENT_KIND, _QUESTION) else None


def _read_graph_type(page: Page) -> str:
    return (page.meta.get("og:type") or "").lower()


def _find_kind(types: Sequence[str]) -> str | None:
    return next(filter(None, map(_name_type, types)), None)


def _read_all_types(page: Page) -> Iterator[str]:
    yield from islice(read_types(page), _MOST_TYPES)
    for written in islice(cast("list[str]", _ITEM_TYPES(page.root)), _MOST_TYPES):
        yield str(written).strip().rpartition("/")[2]


def _name_type(name: str) -> str | None:
    return _EVENT_KIND if _EVENT.fullmatch(name) else _KINDS.get(name)


def _asks(page: Page) -> bool:
    """Whether a line is labelled as a question, and another as its answer or a field takes a question."""
    lines = [*_read_labels(page)]
    if not any(map(_ASKED.match, lines)):
        return False
    return any(map(_ANSWERED.match, lines)) or any(map(_takes_question, _find_fields(page)))


def _was_sent(page: Page) -> bool:
    """Whether lines say who sent a question, or when, and that it was answered."""
    if not _says_answer(page):
        return False
    lines = [*_read_labels(page)]
    return any(map(_SENT.match, lines)) and any(map(_ANSWERED.match, lines))


def _says_answer(page: Page) -> bool:
    """A quick test: few pages have these words, and the lines are shorter than the page by far."""
    return any(mark in line for line in _read_lines(page) for mark in _ANSWER_MARKS)


def _read_labels(page: Page) -> Iterator[str]:
    return (fold(line[:_LONGEST_LABEL]) for line in _read_lines(page))


def _read_lines(page: Page) -> Iterator[str]:
    return (each.text for each in islice(page.blocks, _MOST_BLOCKS) if each.kind == TEXT)


def _find_fields(page: Page) -> Iterator[Element]:
    return islice(page.root.iter("textarea"), _MOST_FIELDS)


def _takes_question(field: Element) -> bool:
    names = " ".join(field.get(key) or "" for key in ("name", "id", "placeholder", "title"))
    return "hoi" in fold(names.replace("_", " ").replace("-", " ")).split()
