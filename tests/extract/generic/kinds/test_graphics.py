"""Infographics: a headline, a date and pictures, with alternative texts or captions alone."""

import pytest

from tests.extract.article_pages import HEAD, TITLE, read_page

ALT = "Số liệu bể bơi của thôn Đông: ba ca mỗi ngày"
PICTURE = f"<img src='/u/2025/06/be-boi.jpg' alt='{ALT}' width='1200' height='3000'>"
FORMS = (
    PICTURE,
    f"<p style='text-align:center'>{PICTURE}</p>",
    f"<figure>{PICTURE}<figcaption>Nguồn: UBND xã Hải Minh</figcaption></figure>",
    f"<table class='image center'><tr><td>{PICTURE}</td></tr><tr><td class='desc'>{ALT}</td></tr></table>",
    f"<a href='/u/2025/06/be-boi-lon.jpg'>{PICTURE}</a>",
    "<p><img class='lazy' data-src='/u/2025/06/be-boi.jpg' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></p>",
    f"<p>{PICTURE}</p><p><img src='/u/2025/06/trang-2.jpg' alt='Trang hai' width='900' height='1200'></p>",
)
PATH = "<ul class='breadcrumb'><li><a href='/'>Trang chủ</a></li><li><a href='/9'>{}</a></li></ul>"
NAMES = (
    ("infographic/be-boi", "", TITLE),
    ("tin-tuc/be-boi", PATH.format("Infographics"), TITLE),
    ("do-hoa/be-boi", "", TITLE),
    ("tin-tuc/be-boi", PATH.format("Ảnh"), TITLE),
    ("tin-tuc/be-boi", "", f"[Infographic] {TITLE}"),
    ("tin-tuc/be-boi", "", f"Thông báo: {TITLE}"),
    ("tin-tuc/be-boi", "", f"Quyết định về việc {TITLE}"),
)


def read_graphic(form, name):
    folder, path, title = name
    body = f"<div class='detail'>{path}{HEAD.replace(TITLE, title)}<div class='c'>{form}</div></div>"
    footer = "<div class='footer'><p>Giấy phép số 1/GP-STTTT. Điện thoại: 0228 111222</p></div>"
    return read_page(body + footer, title=title, url=f"https://xavidu.example.vn/{folder}-345701.html")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_is_named_a_graphic_is_its_pictures(name, form):
    record = read_graphic(form, name)
    assert (record.kind, record.body, record.published_at) == ("photo", "", "2025-06-05T07:20:00+07:00")
    assert len(record.images) == form.count("<img") and record.problems == ()


@pytest.mark.parametrize("title", [TITLE, f"Anh: {TITLE}"])
def test_a_picture_of_a_text_that_is_missing_is_no_graphic(title):
    assert read_graphic(FORMS[0], ("the-gioi/be-boi", "", title)).reason == "no layout reads this page"


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("<p>Bể bơi mở cửa từ 6 giờ đến 18 giờ mỗi ngày</p>", "article"),
        (
            "<table border=1><tr><td>Ca sáng</td><td>6 giờ</td></tr><tr><td>Ca chiều</td><td>15 giờ</td></tr></table>",
            "article",
        ),
        ("<p><a href='/u/thong-bao.pdf'>Tải về</a></p>", "document"),
    ],
)
def test_a_paper_with_more_than_pictures_of_it_is_read_by_that(below, kind):
    title = f"Thông báo: {TITLE}"
    body = f"<div class='d'>{HEAD.replace(TITLE, title)}{PICTURE}</div><div class='c'>{below}</div>"
    record = read_page(body, title=title)
    assert (record.kind, bool(record.body)) == (kind, kind == "article")


@pytest.mark.parametrize("title", ["Infographics", "Thông báo"])
def test_a_list_with_pictures_is_no_graphic(title):
    items = "".join(f"<img src='/t/{n}.jpg'><p><a href='/b-{n}.html'>Bể bơi số {n}</a></p>" for n in range(6))
    page = f"<div class='d'>{HEAD.replace(TITLE, title)}{items}</div>"
    assert read_page(page, title=title).reason == "no layout reads this page"
