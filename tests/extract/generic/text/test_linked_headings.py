"""Sub-headings that are links, each with its paragraph."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

TOLD = (
    "Cây đa ở đầu làng có bộ rễ phủ kín nửa sân đình, lũ trẻ vẫn ra đó chơi mỗi chiều.",
    "Giếng làng được xây lại bằng đá ong, nước trong quanh năm kể cả những tháng khô hạn.",
    "Cổng làng còn nguyên hai trụ gạch và bức đại tự, mới được quét vôi hồi đầu năm.",
)


def list_items(heading, address="/di-tich/{}.html", names=("Cây đa", "Giếng đá ong", "Cổng làng cũ")):
    pairs = zip(names, TOLD, strict=False)
    return "".join(
        heading.format(f"<a href='{address.format(place)}'>{name}</a>") + f"<p>{told}</p>"
        for place, (name, told) in enumerate(pairs)
    )


@pytest.mark.parametrize(
    ("heading", "address"),
    [
        ("<h3>{}</h3>", "/di-tich/{}.html"),
        ("<h2>{}</h2>", "https://di-tich.vn/{}"),
        ("<p><b>{}</b></p>", "https://di-tich.vn/{}"),
    ],
)
def test_linked_headings_stay_above_their_paragraphs(heading, address):
    lines = lines_of(among(list_items(heading, address)))
    assert lines[2 : -len(TEXT[2:])] == ["Cây đa", TOLD[0], "Giếng đá ong", TOLD[1], "Cổng làng cũ", TOLD[2]]


@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<p><b>{}</b></p>"])
def test_numbered_and_announced_headings_do_too(heading):
    names = [f"{place}. Nơi được nhiều người tìm về nhất làng" for place in (1, 2, 3)]
    assert names[1] in lines_of(among(list_items(heading, names=names)))
    announced = f"<p>Ba nơi được nhiều người tìm về gồm:</p>{list_items(heading)}"
    assert "Cổng làng cũ" in lines_of(among(announced))


@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<p><b>{}</b></p>"])
def test_one_linked_headline_among_the_paragraphs_leads_on(heading):
    names = ("Khánh thành ngôi đình làng sau ba năm trùng tu",)
    assert lines_of(among(list_items(heading, names=names))) == [*TEXT[:2], TOLD[0], *TEXT[2:]]


def test_excerpts_that_break_off_are_those_of_other_articles():
    names = ("Khánh thành ngôi đình làng sau ba năm trùng tu", "Mở lại phiên chợ quê ngày đầu năm mới")
    items = list_items("<h3>{}</h3>", names=names).replace(".</p>", "...</p>")
    assert lines_of(among(items)) == list(TEXT)


@pytest.mark.parametrize("form", ["<p>{}</p>", "<p><b>{}</b></p>", "<h3>{}</h3>"])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Phạm Văn Tám", "/nhan-vat/pham-van-tam"),
        ("Giếng làng", "/di-tich/gieng.html"),
        ("Ngã ba Cây Gạo", "https://ban-do.vn/?q=1"),
        ("Luật Di sản văn hóa năm 2024", "/van-ban/12"),
    ],
)
def test_a_linked_name_above_a_paragraph_is_text(form, name, address):
    line = form.format(f"<a href='{address}'>{name}</a>")
    assert lines_of(among(f"{line}<p>{TOLD[1]}</p>"))[2:4] == [name, TOLD[1]]


@pytest.mark.parametrize(
    "link", ["Xem tất cả", "Trang chủ", "Tin trong tỉnh", "Đặt mua ngay", "Làng ta vào hội sớm"]
)
def test_a_linked_line_that_is_no_name_leads_on(link):
    assert lines_of(among(f"<p><a href='/x.html'>{link}</a></p><p>{TOLD[1]}</p>"))[2] == TOLD[1]
