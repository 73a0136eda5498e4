"""Entries of registers of documents that give neither text nor file."""

import pytest

from dvcrawler.extract.files.register_entries import is_register_entry

NUMBER, DAY = "Số hiệu | 12/QĐ-UBND", "Ngày ban hành | 15/03/2024"


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
