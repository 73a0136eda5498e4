"""Official documents below a heading that only says that they are one."""

import pytest

from tests.extract.notice_pages import MENU, read

SUBJECT = "Về việc tăng cường phòng, chống rét cho cây trồng vật nuôi"
URL = "https://xathanhloi.example.vn/van-ban/305"


def page(heading, label, title, file="<tr><td>Tệp</td><td><a href='/f/305.pdf'>305.pdf</a></td></tr>"):
    facts = (("Số ký hiệu", "305/STP-VP"), (label, SUBJECT), ("Ngày ban hành", "21/10/2025"))
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in facts)
    return (
        f"<html><head><title>{title}</title></head><body>{MENU}<h2>{heading}</h2><table>{rows}{file}</table></body></html>"
    ).encode()


@pytest.mark.parametrize("title", [SUBJECT, "Sở Tư pháp tỉnh Hải Dương"], ids=["own title", "site"])
@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Thông tin văn bản", "Trích yếu"),
        ("Thông tin chi tiết văn bản", "Trích yếu nội dung"),
        ("Nội dung văn bản", "Nội dung trích yếu"),
        ("Thuộc tính văn bản", "Tên văn bản"),
        ("Văn bản chỉ đạo điều hành", "Trích yếu:"),
    ],
)
def test_the_subject_of_a_document_is_its_title(heading, label, title):
    record = read(page(heading, label, title), URL)
    assert (record["title"], record["kind"]) == (SUBJECT, "document")
    assert [each["code"] for each in record["problems"] if each["field"] == "title"] == []


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Văn bản số 305/STP-VP", "Trích yếu"),
        ("Thông tin văn bản", "Người ký"),
        ("Thông tin văn bản", "Ghi chú"),
    ],
)
def test_a_heading_that_names_the_document_stays_and_so_does_one_without_a_subject(heading, label):
    record = read(page(heading, label, "Sở Tư pháp tỉnh Hải Dương"), URL)
    assert record["title"] == heading
