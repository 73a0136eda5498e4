"""The section that a line about the headline or below the text names."""

import pytest

from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.generic.section import section_of_line
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
    ('<dl><dd class="category-name"><i class="fa"></i><a href="/ts">Thời sự</a></dd></dl>', "Thời sự"),
    ('<div><span>Được xuất bản trong</span> <a href="/ts">Thời sự</a></div>', "Thời sự"),
    (
        '<div class="taxonomy-category"><span>trong </span><a rel="tag" href="/a">Đời sống</a></div>',
        "Đời sống",
    ),
    ('<div>Được phân loại trong <a href="/ts">Thời sự</a></div>', "Thời sự"),
    ('<div>Đăng trong chuyên mục <a href="/ts">Thời sự</a></div>', "Thời sự"),
    (
        '<footer class="entry-meta"><span>Danh mục </span><a href="/a" rel="category tag">Giáo dục</a></footer>',
        "Giáo dục",
    ),
    ('<footer class="entry-footer">Danh mục: <a href="/a">Giáo dục</a></footer>', "Giáo dục"),
    ('<footer class="post-meta">Chuyên mục: <a href="/a">Giáo dục</a></footer>', "Giáo dục"),
    (
        '<div class="field"><div class="field-label">Chuyên mục:&nbsp;</div><div class="field-item even"><a href="/a">Giáo dục</a></div></div>',
        "Giáo dục",
    ),
    ('<dl><dt>Danh mục:</dt><dd><a href="/a">Giáo dục</a></dd></dl>', "Giáo dục"),
    ('<div>Thể loại:</div><p><a href="/a">Giáo dục</a></p>', "Giáo dục"),
    (
        '<dl><dt>Ngày đăng</dt><dd>27/11/2026</dd><dt>Chuyên mục</dt><dd><a href="/a">Giáo dục</a></dd></dl>',
        "Giáo dục",
    ),
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
def test_a_line_with_links_to_something_else_names_no_section(line: str) -> None:
    assert _section(above=line) is None


def test_a_marked_link_names_the_section_in_its_own_line_alone() -> None:
    markup = (
        "<html><head><title>Lịch họp thôn Đông - Ví Dụ</title></head><body><h1>Lịch họp thôn Đông</h1>"
        '<div>Thứ hai: họp chi bộ<br><a rel="category tag" href="/a">Thông báo</a><br>Thứ ba: họp phụ nữ<br>'
        "Thứ tư: họp thanh niên<br>Thứ năm: tổng vệ sinh</div></body></html>"
    )
    blocks = Page(markup.encode(), _ADDRESS).blocks
    assert [each.text for each in blocks if section_of_line(each)] == ["Thông báo"]


PATHS = (
    '<ul class="breadcrumb"><li><a href="/xa-hoi">Xã hội</a></li></ul>',
    '<div class="breadcrumbs"><h2 class="main"><a href="/xa-hoi">Xã hội</a></h2></div>',
    '<ol class="dt-breadcrumb"><li><a href="/">x</a></li><li><a href="/xa-hoi">Xã hội</a></li></ol>',
    '<div class="bread-crumb-detail"><a title="Trang chủ" href="/"><img src="/home.svg"></a>'
    '<a href="/xa-hoi">Xã hội</a><div>Thứ ba, 04/02/2020 - 08:05</div></div>',
    '<nav aria-label="breadcrumb"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/xa-hoi">Xã hội</a></li>'
    "</ol></nav>",
    '<div class="uk-breadcrumb"><a href="/tin">Tin tức</a> <a href="/tin/xa-hoi">Xã hội</a></div>',
    '<div class="breadcrumb-wrap"><a href="/xa-hoi">Xã hội</a> <span>Ra quân nạo vét kênh mương</span></div>',
    '<ul class="breadcrumb"><li><a href="/x">Xã hội</a></li><li><a href="/r">Ra quân nạo vét kênh mương</a></li></ul>',
    '<div class="flex"><a href="/">Trang chủ</a><span>/</span><a href="/xa-hoi">Xã hội</a></div>',
    '<nav aria-label="Breadcrumb"><a href="/">Trang chủ</a><svg></svg><a href="/xa-hoi">Xã hội</a></nav>',
    '<nav aria-label="Breadcrumb"><ol><li><a href="/">Trang chủ</a></li><li><a href="/xa-hoi">Xã hội</a></li></ol></nav>',
    '<div><a href="/">Home</a><i>›</i><a href="/xa-hoi">Xã hội</a></div>',
)


@pytest.mark.parametrize("path", PATHS)
def test_the_last_step_of_a_path_is_the_section(path: str) -> None:
    assert _section(above=path) == "Xã hội"


@pytest.mark.parametrize(
    "path",
    (
        '<div class="breadcrumb"><a href="/">Trang chủ</a></div>',
        '<div class="breadcrumb"><a href="#">A+</a> <a href="javascript:in()">In trang</a></div>',
        '<ul class="breadcrumb">'
        + "".join(f'<li><a href="/{n}">Mục {n}</a></li>' for n in range(8))
        + "</ul>",
        '<footer><p>Chuyên mục: <a href="/a">Pháp luật</a></p></footer>',
        '<footer class="entry-meta"><a href="/a" rel="tag">Giáo dục</a></footer>',
    ),
)
def test_menus_buttons_and_the_footer_of_the_site_name_no_section(path: str) -> None:
    assert _section(above=path) is None


@pytest.mark.parametrize("tag", ["app-breadcrumb", "x-crumbs", "news-path"])
def test_an_element_of_the_sites_own_may_be_named_as_a_path(tag: str) -> None:
    path = f'<{tag}><a href="/">Trang chủ</a><a href="/ts">Thời sự</a></{tag}>'
    assert _section(path) == "Thời sự"
