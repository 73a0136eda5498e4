"""The section that a line about the headline or below the text names."""

import pytest

from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page

_PARAGRAPH = (
    "<p>Sáng 27/11, các hợp tác xã trong huyện ra quân nạo vét kênh mương, chuẩn bị nước cho vụ xuân và giúp đỡ "
    "các hộ neo đơn làm đất trước khi gieo cấy.</p>"
)
_ADDRESS = "https://vi-du.vn/tin/ra-quan-nao-vet-kenh-muong-12.html"


def _section(above: str = "", below: str = "") -> str | None:
    markup = (
        "<html><head><title>Ra quân nạo vét kênh mương - Ví Dụ</title></head><body><main>"
        f"<h1>Ra quân nạo vét kênh mương</h1><div>27/11/2026 08:15</div>{above}"
        f"<div class='content'>{_PARAGRAPH * 4}</div>{below}</main></body></html>"
    )
    reading = read_landmarks(Page(markup.encode(), _ADDRESS))
    assert reading is not None
    assert len(reading.body) == 4
    return reading.section


LINES = (
    ('<div class="meta">Chuyên mục: <a href="/ts">Thời sự</a></div>', "Thời sự"),
    (
        '<div>Chuyên mục: <a href="/ts">Thời sự</a> | <a href="/kt">Kinh tế</a> | 100 lượt xem</div>',
        "Thời sự",
    ),
    ('<p>Posted in <a href="/c">Tin tức</a> by <a href="/author/x">admin</a></p>', "Tin tức"),
    ('<p><span>Danh mục:</span> <a href="/vh">Văn hóa - Xã hội</a></p>', "Văn hóa - Xã hội"),
    ('<div>Thuộc chuyên mục <a href="/a">Nông thôn mới</a></div>', "Nông thôn mới"),
    ('<p>27/11/2026 trong <a rel="category tag" href="/a">Giáo dục</a></p>', "Giáo dục"),
    ('<div>Thể loại: <a href="/a"><b>Tin</b> trong tỉnh</a></div>', "Tin trong tỉnh"),
    ('<div>Category: <a href="/a">Agriculture</a></div>', "Agriculture"),
    ('<div class="detail-cate"><a href="/ts">Thời sự</a></div>', "Thời sự"),
    ('<div><a href="/ts" data-role="cate-name">Thời sự</a> <a href="/x">Đọc báo in</a></div>', "Thời sự"),
    ('<div class="chuyen-muc"><a href="/ts">Thời sự</a></div>', "Thời sự"),
)


@pytest.mark.parametrize(("line", "section"), LINES)
def test_a_labelled_link_names_the_section(line: str, section: str) -> None:
    assert _section(above=line) == section
    assert _section(below=line) == section


@pytest.mark.parametrize(
    "line",
    (
        '<div>Tags: <a href="/tag/a">Giáo dục</a></div>',
        '<div class="related">Chuyên mục: <a href="/a">Pháp luật</a></div>',
        '<div>Danh mục</div><ul><li><a href="/a">Tin A</a></li><li><a href="/b">Tin B</a></li></ul>',
        "<p>Chuyên mục: Thời sự</p>",
        '<div class="category-list"><a href="/ts">Thời sự</a></div>',
        '<div class="cate"><a href="/ts">Thời sự</a> <a href="/kt">Kinh tế</a></div>',
        '<p>Xem thêm <a href="/a">các tin khác</a></p>',
    ),
)
def test_other_lines_with_links_do_not(line: str) -> None:
    assert _section(above=line) is None
