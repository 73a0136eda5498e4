"""The headline where `<title>` is the same on every page, and headlines of two words."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance

URL = "https://vidu.example.vn/van-hoa/phong-tuc/lang-ve-tranh-dan-gian-567890.html"
TITLE = "Làng vẽ tranh dân gian mở cửa đón học trò"
TEXT = (
    "<p>Sáng thứ bảy, sân đình kê thêm bốn dãy bàn gỗ, học trò của hai trường ngồi in tranh cùng các bác thợ cả.</p>"
    "<p>Giấy dó, ván khắc và màu điệp do làng chuẩn bị, mỗi em được mang về một bức do chính tay mình in.</p>"
    "<p>Từ nay đến hè, lớp mở vào sáng thứ bảy hằng tuần, không thu phí, ai thích thì ghi tên ở nhà văn hóa.</p>"
)
DATE = "<div class='date'>18/03/2023 09:10</div>"
CONTENT = f"{DATE}<div class='content'>{TEXT}</div>"


def title(body, head=""):
    page = Page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), URL)
    given = Provenance("live", URL, datetime(2026, 1, 1, tzinfo=UTC))
    draft = read_draft(page, unknown_site(URL), any_address(URL), given)
    return getattr(draft, "title", None), [
        each.code for each in getattr(draft, "problems", ()) if each.field == "title"
    ]


@pytest.mark.parametrize(
    "constant",
    [
        "Cổng thông tin điện tử huyện Đông Bình",
        "CỔNG THÔNG TIN ĐIỆN TỬ XÃ ĐÔNG BÌNH - Trang chủ",
        "Trang thông tin điện tử Đảng bộ huyện Đông Bình",
        "Trang chủ",
        "Trang chủ - Sở Văn hóa",
        "Chi tiết tin",
        "Chi tiết bài viết - Đông Bình",
        "Tin tức - Sự kiện",
        "UBND xã Đông Bình",
        "Ủy ban nhân dân huyện Đông Bình",
        "Báo Đông Bình điện tử",
        "Đài Phát thanh và Truyền hình Đông Bình",
        "Website Hội Nông dân tỉnh",
        "dongbinh.gov.vn",
        "Untitled Document",
        "Home Page",
    ],
)
@pytest.mark.parametrize(
    "printed",
    [
        f"<h1>{TITLE}</h1>",
        f"<h1>Cổng thông tin điện tử huyện Đông Bình</h1><h2 class='tieu-de'>{TITLE}</h2>",
        f"<h1><a href='/'>Huyện Đông Bình quê hương đổi mới</a></h1><h2>{TITLE}</h2>",
        f"<h2>{TITLE}</h2><h3 class='sapo'>Lớp học nhỏ giữa sân đình của các bác thợ cả</h3>",
        f"<div class='title-detail'>{TITLE}</div>",
    ],
)
def test_the_heading_above_the_text_counts_where_title_names_the_site(constant, printed):
    assert title(printed + CONTENT, f"<title>{constant}</title>") == (TITLE, [])


def test_an_og_title_that_names_the_site_is_not_the_headline():
    head = '<meta property="og:title" content="Trang chủ"><meta property="og:type" content="article">'
    assert title(f"<h1>{TITLE}</h1>{CONTENT}", head) == (TITLE, [])


def test_a_heading_that_an_unknown_title_contradicts_is_kept_and_said_to_be_doubtful():
    found = title(f"<h1>{TITLE}</h1>{CONTENT}", "<title>Đông Bình, đất lành chim đậu</title>")
    assert found == (TITLE, ["unconfirmed_title"])


def test_headings_below_the_text_and_in_cards_are_not_the_headline():
    cards = "<h1><a href='/khac-123456.html'>Xóm chài dựng lại nhà sau bão số ba</a></h1>"
    below = "<h1>Xóm chài dựng lại nhà sau bão số ba</h1>"
    assert title(f"{cards}{CONTENT}{below}", "<title>Trang chủ</title>") == (None, [])


def test_a_section_is_not_a_headline():
    menu = "<div><a href='/van-hoa/'>Văn hóa</a> <a href='/phong-tuc/'>Phong tục</a></div>"
    body = f"{menu}<h1>Phong tục</h1>{CONTENT}"
    for head in ("<title>Phong tục - Báo Đông Bình</title>", "<title>Trang chủ</title>"):
        assert title(body, head) == (None, [])


@pytest.mark.parametrize("short", ["Về quê", "Mùa hoa", "Tiếng trống", "Ký ức", "Chợ Tết", "Người mẹ"])
@pytest.mark.parametrize(
    "head",
    [
        "<title>{} - Báo Đông Bình</title>",
        "<title>{} | Phong tục | Báo Đông Bình điện tử</title>",
        "<title>Phong tục - {} - Báo Đông Bình</title>",
        "<title>{}</title>",
        '<title>{} » Đông Bình</title><meta property="og:title" content="{}">',
        "<title>Trang chủ</title>",
        "",
    ],
)
def test_a_headline_of_two_words_is_found(short, head):
    menu = "<div><a href='/phong-tuc/'>Phong tục</a></div>"
    body = f"{menu}<h1 class='title'>{short}</h1>{CONTENT}<h3>Tin mới</h3><h3>Đọc nhiều</h3>"
    assert title(body, head.format(short, short)) == (short, [])


OWN = [URL, URL.replace("https", "http"), URL.replace("//", "//www."), f"{URL}#dau", f"{URL}/", "#dau"]


@pytest.mark.parametrize("own", OWN)
def test_a_link_to_the_page_itself_makes_no_section_of_its_headline(own):
    body = f"<div><a href='{own}'>Về quê</a></div><h1>Về quê</h1>{CONTENT}"
    assert title(body, "<title>Về quê - Báo Đông Bình</title>") == ("Về quê", [])


@pytest.mark.parametrize("own", OWN)
def test_a_heading_that_leads_to_the_page_itself_is_its_headline(own):
    body = f"<h2><a href='{own}'>{TITLE}</a></h2>{CONTENT}"
    assert title(body, "<title>Cổng thông tin điện tử huyện Đông Bình</title>")[0] == TITLE


MENU = "<ul>" + "".join(f"<li><a href='/muc-{n}/'>Mục {n}</a></li>" for n in range(10)) + "</ul>"


@pytest.mark.parametrize(
    "site", ["Trường Tiểu học Đông Bình", "Cổng thông tin điện tử", "Công an huyện Đông Bình", "Chi tiết tin"]
)
@pytest.mark.parametrize(
    "logo",
    [
        "<h1><a href='/'>{}</a></h1>",
        "<a href='https://vidu.example.vn/index.php'><h1>{}</h1></a>",
        "<h1>{}</h1>" + MENU,
        "<h2>{}</h2>" + MENU,
        "<div class='site-title'>{}</div>",
        "<div id='logo'><h1>{}</h1></div>",
    ],
)
def test_the_name_of_the_site_is_not_a_headline_though_the_title_of_the_page_is_the_same(site, logo):
    for heading in ("h1", "h2", "h3", "div class='tieude'"):
        body = f"{logo.format(site.upper())}<{heading}>{TITLE}</{heading.split()[0]}>{CONTENT}"
        assert title(body, f"<title>{site}</title>")[0] == TITLE


def test_a_heading_in_the_box_of_the_logo_is_not_the_headline_whatever_it_says():
    site = "Sông quê lở bồi bên nhớ bên thương"
    logo = f"<div class='logo'><h1>{site}</h1></div>"
    assert title(f"{logo}<h2>{TITLE}</h2>{CONTENT}", f"<title>{site}</title>")[0] == TITLE


@pytest.mark.parametrize("tag", ["div", "td", "li"])
def test_the_title_of_a_page_that_prints_no_headline_is_a_doubtful_one(tag):
    lines = TEXT.replace("<p>", "<br>").replace("</p>", "")
    body = f"<div><{tag}>Ngày 18/03/2023 09:10<br>{lines}</{tag}></div>"
    assert title(body, f"<title>{TITLE}</title>") == (TITLE, ["unconfirmed_title"])


def test_a_name_of_the_site_with_no_other_heading_is_doubtful_and_a_link_to_the_front_page_none():
    head = "<title>Trường Tiểu học Đông Bình</title>"
    shown = "Trường Tiểu học Đông Bình"
    assert title(f"<h1>{shown}</h1>{MENU}{CONTENT}", head) == (shown, ["unconfirmed_title"])
    assert title(f"<h1><a href='/'>{shown}</a></h1>{CONTENT}", head) == (None, [])


def test_a_menu_between_headline_and_text_alone_takes_no_headline_away():
    assert title(f"<h1>{TITLE}</h1>{MENU}{CONTENT}", f"<title>{TITLE} - Báo Đông Bình</title>") == (TITLE, [])


SITE = "Trang thông tin điện tử xã Đông Bình"


@pytest.mark.parametrize("name", ["<h1>XÃ ĐÔNG BÌNH</h1>", f"<h1><a href='/'>{SITE}</a></h1>", ""])
@pytest.mark.parametrize("tag", ["h4", "h5"])
def test_a_lower_heading_is_the_headline_where_those_above_name_the_site(name, tag):
    found = title(f"{name}<{tag}>{TITLE}</{tag}>{CONTENT}", f"<title>{SITE}</title>")
    assert found == (TITLE, ["unconfirmed_title"])


@pytest.mark.parametrize("markup", ["<font size='4'><b>{}</b></font><br>", "<p><strong>{}</strong></p>"])
def test_a_headline_in_no_heading_is_found_by_the_document_title(markup):
    head = f"<title>{TITLE} - UBND xã Đông Bình</title>"
    assert title(f"{markup.format(TITLE)}{CONTENT}", head) == (TITLE, [])


@pytest.mark.parametrize("between", ["<br>", "<br/>\n", "</div><div>"])
def test_a_break_in_a_headline_parts_words(between):
    first, rest = "Làng vẽ tranh dân gian", "mở cửa đón học trò"
    head = f"<title>{TITLE} - Báo Đông Bình</title>"
    assert title(f"<h1><div>{first}{between}{rest}</div></h1>{CONTENT}", head) == (TITLE, [])


def test_a_date_in_brackets_behind_a_headline_is_not_part_of_it_though_the_site_is_named():
    head = f"<title>{TITLE} - UBND xã Đông Bình</title>"
    assert title(f"<h1>{TITLE} <small>(18/03/2023 09:10)</small></h1>{CONTENT}", head) == (TITLE, [])


@pytest.mark.parametrize("head", ["", "<title>UBND xã Đông Bình</title>", "<title>Chi tiết</title>"])
@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><font size='4'><b>{}</b></font></td></tr></table>",
        "<div><b>{}</b></div>",
        "<p style='font-weight:bold'>{}</p>",
    ],
)
def test_a_line_in_bold_right_above_the_date_is_the_headline_of_a_page_without_headings(markup, head):
    assert title(f"{markup.format(TITLE)}{CONTENT}", head) == (TITLE, ["unconfirmed_title"])


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{TITLE}</p>",
        f"<p><b>{TITLE}</b></p><p>Lớp học nhỏ</p>",
        f"<p><a href='/b-2.html'><b>{TITLE}</b></a></p>",
        "<p><b>UBND xã Đông Bình</b></p>",
        "<p><b>Tin tức</b></p>",
    ],
)
def test_another_line_above_the_date_is_none(line):
    assert title(f"{line}{CONTENT}", "<title>UBND xã Đông Bình</title>") == (None, [])


@pytest.mark.parametrize(
    "site", ["Báo Đông Bình điện tử", "Cổng thông tin điện tử huyện Đông Bình", "Trang tin Đảng bộ Đông Bình"]
)
@pytest.mark.parametrize("joint", [" | ", " - ", " – "])
def test_the_sites_name_in_the_first_heading_is_not_the_headline(site, joint):
    page = f"<h1>{site}</h1><h2 class='title'>{TITLE}</h2>{CONTENT}"
    assert title(page, f"<title>{TITLE}{joint}{site}</title>") == (TITLE, [])
    assert title(page, f"<title>{site}{joint}{TITLE}</title>") == (TITLE, [])
    short = page.replace(TITLE, "Làng tranh mở cửa")
    assert title(short, f"<title>Làng tranh mở cửa{joint}{site}</title>") == ("Làng tranh mở cửa", [])


@pytest.mark.parametrize("dots", ["...", "…", " ..."])
def test_a_title_that_is_stated_in_part_is_read_whole(dots):
    head = (
        f"<title>Làng vẽ tranh dân{dots}</title><meta property='og:title' content='Làng vẽ tranh dân{dots}'>"
    )
    assert title(f"<h1>{TITLE}</h1>{CONTENT}", head) == (TITLE, [])


@pytest.mark.parametrize("headline", ["Bão số 3", "Bảo vệ rừng đầu nguồn", "BÃO VÀO BỜ", "Bao giờ hết ngập"])
def test_a_headline_that_only_sounds_like_the_name_of_a_paper_is_read(headline):
    logo = '<div class="logo"><h1><a href="/">Báo Vĩnh An</a></h1></div>'
    head = "<title>Báo Vĩnh An điện tử</title>"
    assert title(f"{logo}<h2 class='tieu-de'>{headline}</h2>{CONTENT}", head)[0] == headline


@pytest.mark.parametrize("headline", ["Mùa vàng", "Về quê", "Tin vui"])
def test_a_line_of_two_words_above_the_date_is_the_headline_that_the_title_states(headline):
    head = f"<title>{headline} - Báo Vĩnh An</title>"
    assert title(f"<div class='ArticleTitle'>{headline}</div>{CONTENT}", head)[0] == headline
    menu = f"<a href='/x/'>{headline}</a>"  # a section
    assert title(f"<nav>{menu}</nav><div class='ArticleTitle'>{headline}</div>{CONTENT}", head)[0] != headline


SHORT_IN_BOLD = [
    "<table><tr><td><b>{}</b></td></tr><tr><td>18/03/2023 09:10</td></tr><tr><td>{}</td></tr></table>",
    "<table><tr><td><font size=4><b>{}</b></font><br>18/03/2023 09:10<br>{}</td></tr></table>",
    "<div><strong>{}</strong><div>Thứ Bảy, 18/03/2023</div>{}</div>",
    "<p><b>{}</b></p><p><i>Ngày đăng: 18/03/2023</i></p><div>{}</div>",
]


@pytest.mark.parametrize("headline", ["Mùa gặt", "Nhớ biển", "Lễ hội xuân", "Về với làng", "Đêm ở Cồn Vành"])
@pytest.mark.parametrize("markup", SHORT_IN_BOLD)
def test_a_line_in_bold_of_two_words_right_above_the_date_is_the_headline(markup, headline):
    page = markup.format(headline, TEXT)
    for stated in (headline, f"{headline} - Báo Vĩnh An"):
        assert title(page, f"<title>{stated}</title>") == (headline, [])
    assert title(page, "<title>Báo Vĩnh An điện tử</title>") == (headline, ["unconfirmed_title"])


@pytest.mark.parametrize("label", ["Văn hóa", "Tin tức", "Tin mới", "Chuyên mục: Xã hội", "Thông tin chung"])
@pytest.mark.parametrize("markup", SHORT_IN_BOLD)
def test_a_section_in_bold_right_above_the_date_is_no_headline(markup, label):
    page = "<ul><li><a href='/van-hoa/'>Văn hóa</a></li></ul>" + markup.format(label, TEXT)
    assert title(page, "<title>Báo Vĩnh An điện tử</title>")[0] is None


def test_a_line_with_the_name_of_a_headline_needs_no_box_of_its_own():
    head = "<title>Cổng thông tin điện tử Sở Văn hóa Vĩnh An</title>"
    line = f"<span id='dnn_ctr463_lblTitle' class='NewsTitle'>{TITLE}</span><br><span>18/03/2023 09:10</span>"
    text = f"<div class='NewsContent'>{TEXT}</div>"
    assert title(f"<div class='ArticleDetail'>{line}{text}</div>", head) == (TITLE, [])
    assert title(f"<div>{text}<span class='NewsTitle'>{TITLE}</span></div>{DATE}", head)[0] is None


@pytest.mark.parametrize("tag", ["td", "div", "span"])
def test_a_cell_named_after_the_headline_holds_it(tag):
    head = "<title>Hội Nông dân tỉnh Vĩnh An</title>"
    line = f"<{tag} class='tieude_chitiet'><font size=4><b>{TITLE}</b></font></{tag}>"
    line = f"<tr>{line}</tr>" if tag == "td" else f"<tr><td>{line}</td></tr>"
    closing = "<p><i>Ngày đăng: 18/03/2023</i></p>"
    table = f"<table>{line}<tr><td class='ngay'></td></tr><tr><td>{TEXT}{closing}</td></tr></table>"
    assert title(table, head) == (TITLE, ["unconfirmed_title"])


@pytest.mark.parametrize(
    "part",
    [
        "<span class='badge' style='display:none'>Video</span>",
        "<span hidden>Video</span>",
        "<i class='icon' style='color:red'></i>",
        "<small style='visibility:hidden'>(12 ảnh)</small>",
    ],
)
def test_a_hidden_part_of_a_heading_is_not_the_headline(part):
    assert title(f"<h1>{TITLE} {part}</h1>{CONTENT}", f"<title>{TITLE}</title>") == (TITLE, [])
    shown = f"<h1><span style='color:#900'>Làng vẽ</span> {TITLE[8:]}</h1>{CONTENT}"
    assert title(shown, f"<title>{TITLE}</title>") == (TITLE, [])


SIDE = "<div><h3>Danh mục</h3><ul><li><a href='/a/'>Văn bản chỉ đạo điều hành</a></li></ul></div>"
LONG = (
    f"{TITLE} của ba xã ven sông, sau một năm các bác thợ cả chuẩn bị giấy dó, ván khắc, màu điệp và bàn ghế"
)
LEAD = "Lớp học nhỏ giữa sân đình do các bác thợ cả đứng lớp, không thu phí."
CONSTANT = "<title>Cổng thông tin điện tử huyện Đông Bình</title>"


@pytest.mark.parametrize(
    "head", ["", CONSTANT, "<title>Hội Làng nghề tỉnh</title>", "<title>Tin bài</title>"]
)
@pytest.mark.parametrize("headline", [TITLE, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    "markup",
    [
        "<h3>{}</h3>",
        "<h4>{}</h4>",
        "<h6>{}</h6>",
        "<p><strong>{}</strong></p>",
        "<font size='4'><b>{}</b></font>",
        "<div style='font-weight:bold'>{}</div>",
        "<div><span style='font-size:20px'>{}</span></div>",
        "<div class='title'>{}</div>",
        "<div class='TieuDe'>{}</div>",
        "<div class='ten-bai-viet'>{}</div>",
        "<p class='detail-heading'>{}</p>",
        "<span id='ctl00_lblTitle'>{}</span>",
        "<table><tr><td class='article-header'>{}</td></tr></table>",
        f"<h4><a href='{URL}'>{{}}</a></h4>",
    ],
)
def test_a_marked_line_beside_the_date_is_the_headline_though_other_headings_are_on_the_page(
    head, headline, markup
):
    line = markup.format(headline)
    assert title(f"{line}{CONTENT}{SIDE}", head)[0] == headline
    assert title(f"{DATE}{line}<div>{TEXT}</div>{SIDE}", head)[0] == headline


@pytest.mark.parametrize("markup", ["<h4>{}</h4>", "<div class='news-title'>{}</div>"])
@pytest.mark.parametrize("between", [f"<p><b>{LEAD}</b></p>{DATE}", f"{DATE}<p><b>{LEAD}</b></p>"])
def test_a_lead_in_bold_beside_the_date_is_not_the_headline(markup, between):
    body = f"{markup.format(TITLE)}{between}<div>{TEXT}</div>{SIDE}"
    assert title(body, CONSTANT)[0] == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "<h4><a href='/b-2.html'>{}</a></h4>",
        "<p class='sapo'><b>{}</b></p>",
        "<p>{}</p>",
        "<div class='sidebar'><h4>{}</h4></div>",
    ],
)
def test_a_line_beside_the_date_is_not_the_headline_by_its_place_alone(line):
    assert title(f"{line.format(TITLE)}{CONTENT}{SIDE}", CONSTANT) == (None, [])


OTHERS = (
    "<div><h3>Công văn đã ban hành</h3><ul><li><a href='/vb-1.html'>Quyết định về việc mở lớp in tranh của xã</a>"
    " <span>12/03/2023</span></li></ul></div><div><h4>Thống kê người truy cập</h4><p>Đang xem: 12</p></div>"
)


@pytest.mark.parametrize(
    "markup", ["<h3>{}</h3>", "<h5>{}</h5>", "<b>{}</b>", "<div class='news-title'>{}</div>"]
)
@pytest.mark.parametrize(
    "above",
    [
        "<h1>Tin tức và sự kiện nổi bật</h1>",
        "<h2>Tin hoạt động của các xã</h2>",
        "<h2>Hoạt động của lãnh đạo huyện</h2>",
        "<h2>Thông tin chỉ đạo điều hành</h2>",
        OTHERS,
    ],
)
def test_the_name_of_a_section_or_another_box_above_a_dated_headline_is_not_the_headline(markup, above):
    assert title(f"{above}<div>{markup.format(TITLE)}{CONTENT}</div>", CONSTANT)[0] == TITLE


@pytest.mark.parametrize(
    "headline",
    ["Tin vui cho làng vẽ tranh", "Hoạt động trải nghiệm của học trò", "Thông tin về lớp in tranh dân gian"],
)
def test_a_headline_that_begins_like_a_section_is_kept_above_a_lead(headline):
    body = f"<h1>{headline}</h1>{DATE}<h3>Lớp học nhỏ giữa sân đình</h3><div>{TEXT}</div>"
    assert title(body, CONSTANT) == (headline, [])


PUBLISHED = '<meta property="article:published_time" content="2023-03-18T09:10:00+07:00">'


@pytest.mark.parametrize("headline", [TITLE, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    "markup", ["<h1>{}</h1>", "<h3>{}</h3>", "<h5>{}</h5>", "<p><b>{}</b></p>", "<div class='title'>{}</div>"]
)
@pytest.mark.parametrize(
    ("head", "below", "behind"),
    [
        (PUBLISHED, "", ""),
        ("", "", "<p>Ngày đăng: 18/03/2023 09:10</p>"),
        ("", f"<p><b>{LEAD}</b></p>", "<p>Ngày đăng: 18/03/2023 09:10</p>"),
        ("", "<p><img src='/a.jpg'></p>", "<div>Được gửi bởi admin vào 18/03/2023 - 09:10</div>"),
    ],
)
def test_a_marked_line_right_above_the_text_is_the_headline_of_a_page_dated_elsewhere(
    headline, markup, head, below, behind
):
    body = f"<div>{markup.format(headline)}{below}<div>{TEXT}</div>{behind}</div>{SIDE}"
    assert title(body, f"{CONSTANT}{head}")[0] == headline


@pytest.mark.parametrize("tag", ["h1", "h2", "h4"])
def test_a_date_in_brackets_behind_a_headline_is_not_part_of_it_though_nothing_states_it(tag):
    assert (
        title(f"<{tag}>{TITLE} <small>(18/03/2023 09:10)</small></{tag}><div>{TEXT}</div>", CONSTANT)[0]
        == TITLE
    )


def test_an_undated_page_has_no_headline_by_its_place():
    assert title(f"<h4>{TITLE}</h4><div>{TEXT}</div>{SIDE}", CONSTANT) == (None, [])


@pytest.mark.parametrize("tag", ["h3", "h5"])
def test_the_heading_above_the_only_date_is_that_of_a_document(tag):
    file = "<p><a href='/f/ke-hoach.pdf'>Tải về</a></p>"
    assert title(f"<{tag}>{TITLE}</{tag}>{DATE}{file}{SIDE}", CONSTANT) == (TITLE, ["unconfirmed_title"])


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE} <span class='label'>VIDEO</span></h1>",
        f"<h1><span class='badge'>E-magazine</span> {TITLE}</h1>",
        f"<h1>{TITLE} <em>(Kèm ảnh)</em></h1>",
        f"<h1><b>Văn hóa</b> {TITLE}</h1>",
        f"<h1>{TITLE} (1.234 lượt xem)</h1>",
        f"<h1>{TITLE} (Video)</h1>",
        f"<h1>[Infographic] {TITLE}</h1>",
        f"<h1>{TITLE} - Chùm ảnh</h1>",
        f"<h1>{TITLE} 56 lượt đọc</h1>",
        f"<h1>{TITLE} [7 views]</h1>",
    ],
)
def test_a_label_or_a_count_beside_the_headline_is_not_part_of_it(heading):
    assert title(heading + CONTENT, f"<title>{TITLE} - Báo Ví Dụ</title>") == (TITLE, [])


@pytest.mark.parametrize("label", ["Megastory: ", "Chuyện làng nghề "])
def test_a_label_in_the_headline_itself_is_left_out_where_the_page_states_the_rest(label):
    stated = f"<meta property='og:title' content='{TITLE}'><title>{TITLE} - Báo Ví Dụ</title>"
    assert title(f"<h1>{label}{TITLE}</h1>{CONTENT}", stated) == (TITLE, [])


@pytest.mark.parametrize("last", ["Kỳ 2", "trong ba ngày", "và lượt xem tăng"])
def test_an_element_of_the_headline_that_the_title_has_too_is_kept(last):
    text = f"{TITLE}: {last}"
    assert title(f"<h1>{TITLE}: <i>{last}</i></h1>{CONTENT}", f"<title>{text} - Báo Ví Dụ</title>") == (
        text,
        [],
    )


@pytest.mark.parametrize("stated", ["Làng vẽ tranh dân gian mở cửa...", "Làng vẽ tranh dân gian mở…"])
def test_a_headline_without_a_mark_is_found_by_a_title_that_is_cut(stated):
    assert title(f"<div>{TITLE}</div>{CONTENT}", f"<title>{stated}</title>") == (TITLE, [])


RELATED = (
    "<h3>Làng vẽ tranh dân gian mở cửa đón thêm lớp học trò</h3>",
    "<h3><a href='/x-1.html'>Làng vẽ tranh mở cửa đón học trò dân gian</a></h3>",
    "<h2>Làng vẽ tranh dân gian lại mở cửa đón học trò xã bên</h2>",
    "<div><h4>Vì sao làng vẽ tranh dân gian mở cửa đón học trò</h4></div>",
)


@pytest.mark.parametrize("related", RELATED)
@pytest.mark.parametrize(
    "markup", ["<div>{}</div>", "<p class='t'>{}</p>", "<span>{}</span><br>", "<b>{}</b>"]
)
def test_a_headline_in_no_heading_is_not_that_of_a_related_article_which_resembles_it(related, markup):
    below = f"<div>{related}<p>Đầu năm, làng đã mở một lớp như thế cho ba mươi em ở xã bên cạnh.</p></div>"
    body = f"<div class='bai'>{markup.format(TITLE)}{CONTENT}</div>{below}"
    assert title(body, f"<title>{TITLE}</title><meta property='og:type' content='article'>") == (TITLE, [])
