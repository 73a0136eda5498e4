"""A table of facts about a page is read as its lines; any other table stays one."""

import pytest

from dvcrawler.extract.lines.label_lines import list_facts
from tests.extract.article_pages import TEXT, TITLE, among, lines_of, paragraphs, read_page

LEAD = (
    "Bể bơi thôn Đông mở cửa mỗi ngày ba ca cho trẻ em trong xã, người dạy là các thầy cô về hưu tự nguyện."
)
FACTS = (
    [("Tác giả:", "Bùi Thanh Sơn"), ("Ngày đăng:", "05/06/2025 07:20")],
    [("Ngày đăng", "05/06/2025 07:20"), ("Tác giả", "Bùi Thanh Sơn"), ("Lượt xem", "120")],
    [("Chuyên mục:", "Đời sống"), ("Người viết:", "Bùi Thanh Sơn"), ("Cập nhật:", "05/06/2025 07:20")],
    [("Thời gian đăng:", "05/06/2025 07:20"), ("Tác giả bài viết:", "Bùi Thanh Sơn"), ("Nguồn tin:", "")],
)
HEADS = (
    "<h1>{title}</h1>{table}<p class='sapo'>{lead}</p><div class='c'>{text}</div>",
    "<header><h1>{title}</h1><p class='sapo'>{lead}</p>{table}</header><div class='c'>{text}</div>",
    "{table}<h1>{title}</h1><p class='sapo'>{lead}</p><div class='c'>{text}</div>",
    "<h1>{title}</h1><p class='sapo'>{lead}</p><div class='c'>{text}</div>{table}",
)


def table_of(rows):
    return (
        "<table>"
        + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
        + "</table>"
    )


@pytest.mark.parametrize("facts", FACTS)
@pytest.mark.parametrize("head", HEADS)
def test_author_and_date_are_read_from_the_table(head, facts):
    body = head.format(title=TITLE, table=table_of(facts), lead=LEAD, text=paragraphs())
    record = read_page(f"<div class='bai'>{body}</div>")
    assert [each.name for each in record.authors] == ["Bùi Thanh Sơn"]
    assert record.published_at == "2025-06-05T07:20:00+07:00"
    assert [each for each in lines_of(record) if each != LEAD] == list(TEXT)


DATA = (
    [("Tác giả", "Tô Hoài"), ("Nhà xuất bản", "Kim Đồng"), ("Giá", "52.000 đồng")],
    [("Tác giả", "Tô Hoài"), ("Nguồn", "Thư viện xã")],
    [("Ca sáng", "6 giờ"), ("Ca chiều", "16 giờ")],
    [("Ngày", "Số em"), ("05/06/2025", "62")],
)


@pytest.mark.parametrize("rows", DATA)
def test_a_table_of_other_facts_stays_a_table(rows):
    assert list_facts([list(row) for row in rows]) == []
    lines = lines_of(among(table_of(rows)))
    assert lines[2] == "\n".join(f"{label} | {value}" for label, value in rows)


def test_a_long_value_is_not_a_fact():
    assert list_facts([["Ngày đăng", "05/06/2025"], ["Nguồn", "x" * 121]]) == []
    assert list_facts([["Ngày đăng", "05/06/2025"]] * 9) == []
    assert list_facts([["Ngày đăng", "05/06/2025"]]) == []
    assert list_facts([["Ngày đăng", "05/06/2025", "07:20"], ["Nguồn", "Báo Ví Dụ"]]) == []
