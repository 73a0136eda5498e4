"""Entries of registers of documents that give neither text nor file."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.generic.kinds.bare_pages import is_register_entry
from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance
from dvcrawler.normalize.article import RecordRefused

URL, MOMENT = (
    "https://xa.example.vn/vi/laws/detail/Quyet-dinh-giao-dat-12/",
    datetime(2026, 11, 28, tzinfo=UTC),
)

NUMBER, DAY = "Số hiệu | 12/QĐ-UBND", "Ngày ban hành | 15/03/2024"
ABOUT = "Trích yếu | Về việc giao đất cho các hộ gia đình tại khu tái định cư xã Hải Minh, huyện Hải Hậu"


@pytest.mark.parametrize(
    ("body", "is_entry"),
    [
        ((f"{NUMBER}\n{DAY}",), True),
        (
            ("Số ký hiệu: 12/QĐ-UBND", "Người ký: Trần Văn An", "Trích yếu: Về việc giao đất cho các hộ."),
            True,
        ),
        ((f"{NUMBER}\nTệp | \n{DAY}",), True),
        ((NUMBER,), False),
        ((f"{NUMBER}\n{DAY}", "Sáng nay, xã Hải Minh công bố quyết định."), False),
        (("Giá | 12.000 đồng\nNgày | 15/03/2024",), False),
        (("Ngày ban hành quyết định: bà con đến xem", "Người ký: phó chủ tịch", "Mọi người đều vui."), False),
        ((), False),
    ],
)
def test_an_entry_has_nothing_but_labelled_facts_of_a_document(body, is_entry):
    assert is_register_entry(body) is is_entry


def test_a_page_with_only_the_facts_of_a_document_is_not_an_article():
    rows = "".join(f"<tr><td>{line.replace(' | ', '</td><td>')}</td></tr>" for line in (NUMBER, DAY, ABOUT))
    page = Page(f"<h1>Quyết định về việc giao đất cho các hộ</h1><table>{rows}</table>".encode(), URL)
    read = read_draft(page, unknown_site(URL), any_address(URL), Provenance("live", URL, MOMENT))
    assert isinstance(read, RecordRefused) and "register" in read.reason
