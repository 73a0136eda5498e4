"""The form in which SharePoint shows an item of a list: a table with a label and a value in each row.

Sources: `DispForm.aspx` of SharePoint 2007 to 2019; the labels are what
Vietnamese offices call their columns.
"""

import re
from collections.abc import Mapping

from dvcrawler.extract.block import Block
from dvcrawler.extract.body import read_body
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.files.attachments import file_links
from dvcrawler.extract.files.documents import as_documents
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.cards import without_cards
from dvcrawler.extract.generic.text.cleaning import tidy_run
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import compile_selectors, first_element, select
from dvcrawler.extract.site import Reader, Reading
from dvcrawler.items import Document
from dvcrawler.normalize.text import clean_text, fold

_FORM = compile_selectors("form", "table.ms-formtable")
_LABEL, _VALUE = compile_selectors("row", ".ms-formlabel", ".ms-formbody")
#: Fields by the column's internal name, the same in any language, or its label without diacritics.
_COLUMNS: Mapping[str, str] = {
    "title": "title|tieu de|tieu de tin|ten bai|ten tin",
    "lead": "tom tat|trich yeu|mo ta|tomtat|trichyeu|mota|summary|description",
    "body": "noi dung|noi dung tin|noi dung chi tiet|chi tiet|noidung|chitiet|body|content",
    "date": "ngay dang|ngay xuat ban|ngay phat hanh|ngay|ngaydang|publish date|publishdate|articlestartdate",
    "author": "tac gia|nguoi viet|but danh|tacgia|author",
    "source": "nguon|nguon tin|nguontin|source",
    "section": "chuyen muc|danh muc|loai tin|chuyenmuc|category",
    "files": "dinh kem|tep dinh kem|attachments",
}
_FIELDS = {name: field for field, names in _COLUMNS.items() for name in names.split("|")}
_BOOKMARK = "SPBookmark_"
#: Matches English sites, whose dates are month first.
_ENGLISH = re.compile(r"en-us", re.I)


def _matches(page: Page) -> bool:
    return b"ms-formtable" in page.data


def _read(page: Page) -> Reading | None:
    form = first_element(page, _FORM)
    values = _read_values(page) if form is not None else {}
    title = _read_text(values.get("title"))
    body = values.get("body")
    if not title or body is None:
        return None
    lead = _read_text(values.get("lead"))
    parts = read_body(_read_text_blocks(page, body, title), page.base, title, lead=lead)
    if not parts.paragraphs:
        return None
    return Reading(
        title=title,
        summary=parts.lead,
        body=parts.paragraphs,
        images=parts.images,
        problems=parts.problems,
        date_raw=_read_text(values.get("date")),
        byline_raw=_read_text(values.get("author")) or parts.byline_raw,
        source_raw=_read_text(values.get("source")),
        documents=_read_documents(page, values.get("files")),
        section=_read_text(values.get("section")),
        month_first=bool(_ENGLISH.fullmatch(page.root.get("lang") or "")),
    )


def _read_text_blocks(page: Page, cell: Element, title: str) -> list[Block]:
    """The text without the boxes of other articles, buttons and captions that editors paste with it."""
    furniture = Furniture(page)
    furniture.confine(cell)
    return tidy_run(without_cards(page.read_box(cell), furniture), furniture, title)


def _read_values(page: Page) -> dict[str, Element]:
    """The cell of each known column; the first of two columns with the same name."""
    found: dict[str, Element] = {}
    for label, value in zip(select(page, _LABEL), select(page, _VALUE), strict=False):
        names = {fold(clean_text(text_of(label))).rstrip(" :*")}
        names |= {(each.get("name") or "").removeprefix(_BOOKMARK).lower() for each in label.iter("a")}
        for field in dict.fromkeys(_FIELDS[name] for name in sorted(names & _FIELDS.keys())):
            found.setdefault(field, value)
    return found


def _read_documents(page: Page, cell: Element | None) -> tuple[Document, ...]:
    inside = frozenset(cell.iter()) if cell is not None else frozenset()
    return as_documents(file for file in file_links(page) if file.element in inside)


def _read_text(cell: Element | None) -> str | None:
    return clean_text(text_of(cell)) or None if cell is not None else None


READERS = {"item-form": Reader(_matches, _read)}
