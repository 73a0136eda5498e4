"""Recognises boxes of attached files by their heading, anywhere on the page.

DotNetNuke's modules print them below the related articles or in the column beside the text.
"""

from itertools import islice

from lxml import etree

from dvcrawler.extract.elements import Element, find_link, is_within, text_of
from dvcrawler.extract.files.file_links import FileLink
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Caps the ancestors of a file that are examined, and the characters of a heading.
_MOST_AROUND, _LONGEST_HEADING = 6, 60
_HEADING = lazy_regex(
    r"(?:tai (?:xuong|ve) )?(?:(?:cac|danh sach|nhung) )?"
    r"(?:tep|tap|files?|tai lieu|van ban|phu luc|ho so)(?: tin)?"
    r" (?:dinh kem|kem theo|gui kem|kem)(?: theo)?"
    r"|(?:cac )?(?:tep|tep tin|tap tin|file) (?:lien quan|cua bai viet)|dinh kem"
    r"|(?:related|attached) (?:files?|documents?)|(?:file |document )?attachments?"
)
_EDGES = " :.-–|►»•*()[]0123456789"
_NO_ARTICLE = frozenset(("nav", "footer", "header", "menu"))
_ITEMS = ("li", "article", "tr")
#: Least words of the headline of another article, which makes an item's files that article's.
_WORDS_OF_HEADLINE = 4


def is_attached(file: FileLink) -> bool:
    """Whether the file is below a heading for attachments, and not in the list item of another article."""
    for box in islice(file.element.iterancestors(), _MOST_AROUND):
        if box.tag in _NO_ARTICLE or box.tag == "body":
            return False
        owner, text = _find_first_text(box)
        if is_within(owner, file.element):
            continue
        if heads_files(text):
            return not _is_of_other_article(box)
        if find_link(owner) is None:
            return False
    return False


def _find_first_text(box: Element) -> tuple[Element, str]:
    for event, element in etree.iterwalk(box, events=("start", "end")):
        text = element.text if event == "start" else element.tail if element is not box else None
        if (text or "").strip():
            return element, text or ""
    return box, ""


def heads_files(text: str) -> bool:
    """True for the heading of the files of an article: "Tải xuống tệp đính kèm:"."""
    return (
        len(text) <= _LONGEST_HEADING * 2
        and _HEADING.fullmatch(fold(clean_text(text)).strip(_EDGES)) is not None
    )


def _is_of_other_article(box: Element) -> bool:
    """Whether the box is in a list item that begins with a link to another page."""
    item = next(islice(box.iterancestors(*_ITEMS), 1), None)
    link = next(item.iter("a"), None) if item is not None else None
    if link is None or link in box.iterdescendants("a"):
        return False
    return len(text_of(link).split()) >= _WORDS_OF_HEADLINE
