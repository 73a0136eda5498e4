"""Excerpts of other articles are neither the text nor its date, wherever the page prints them."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract import Page, Provenance, RecordRefused, read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import ProblemCode
from tests.extract.article_pages import read_page

CAPTURED = datetime(2024, 1, 5, tzinfo=UTC)
TITLE = "Tổ đan lưới thôn Ngoài mở thêm điểm nhận hàng"
SENTENCES = (
    "Sáng 5-7, tổ đan lưới thôn Ngoài mở thêm một điểm nhận hàng ở chân đê, gần nhà của hơn hai mươi hộ làm nghề.",
    "Từ nay các hộ ở cuối thôn không phải chở lưới qua cầu tạm, mỗi chuyến đi về bớt được gần một giờ đồng hồ.",
    "Tổ trưởng cho biết sẽ lập sổ riêng cho từng hộ, ghi số lượng và tiền công, chốt vào ngày cuối tháng.",
)
TEXT = "".join(f"<p>{text}</p>" for text in SENTENCES)
HEADLINES = (
    "Bãi ngao cuối xã vào vụ thu hoạch",
    "Lớp học bơi miễn phí của thầy giáo làng",
    "Cầu tạm qua kênh chính được thay bằng cầu cứng",
    "Phiên chợ quê họp lại sau hai năm",
)
EXCERPT = (
    "Nước xuống, cả bãi ngao rộn tiếng cười; những chuyến xe đầu tiên rời bến từ lúc trời còn chưa sáng, "
    "mang theo gần hai tấn ngao."
)


def item(n, *, excerpt=EXCERPT, above="", headline="<h3><a href='/tin/{n}.html'>{text}</a></h3>"):
    day = f"<div class=gio><time>0{n + 1}:15, 2{n}/05/2023</time></div>"
    picture = f"<a href='/tin/{n}.html'><img src='/anh/{n}.jpg' alt=''></a>"
    heading = headline.format(n=n, text=HEADLINES[n])
    return (
        f"<div class=cot><div class=hop><div>{picture}</div><div>{above}{day}{heading}"
        f"<p class=description>{n}. {excerpt}</p></div></div></div>"
    )


LISTS = {
    "a day above the headline": [item(n) for n in range(4)],
    "a section above the day": [item(n, above="<a href='/muc'>Xã hội</a>") for n in range(4)],
    "a label above the day": [item(n, above="<span>Xã hội</span>") for n in range(4)],
    "long excerpts": [item(n, excerpt=EXCERPT * 3) for n in range(4)],
    "a link in the picture only": [item(n, headline="<h3>{text}</h3>") for n in range(4)],
    "a linked excerpt": [item(n, excerpt=f"<a href='/tin/{n}.html'>{EXCERPT}</a>") for n in range(4)],
    "a link to read on": [
        item(n, excerpt=f"{EXCERPT} <a href='/tin/{n}.html'>Xem tiếp</a>") for n in range(4)
    ],
}


def make_page(text, items, heading="<h2>Đời sống</h2>", where="below"):
    others = f"{heading}<div class=danh-sach>{''.join(items)}</div>"
    above, below = (others, "") if where == "above" else ("", others)
    return (
        f"<html><head><meta charset=utf-8><title>{TITLE} - Báo Mẫu</title><meta property=og:title content='{TITLE}'>"
        "<meta property=og:type content=article></head><body><nav><a href='/'>Trang chủ</a></nav><main>"
        f"<div class=dau><time>19:58, 06/07/2023</time><h1>{TITLE}</h1></div>{above}"
        f"<div class=noi-dung>{text}</div>{below}</main></body></html>"
    )


def read(page):
    url = "https://vidu.vn/tin/to-dan-luoi-77.html"
    return read_record(
        Page(page.encode(), url), unknown_site(url), any_address(url), Provenance("live", url, CAPTURED)
    )


@pytest.mark.parametrize("heading", ["", "<h2>Đời sống</h2>", "<h2>Tin liên quan</h2>"])
@pytest.mark.parametrize("items", LISTS.values(), ids=LISTS)
def test_a_page_without_its_text_is_refused(items, heading):
    assert isinstance(read(make_page("", items, heading)), RecordRefused)


@pytest.mark.parametrize("heading", ["", "<h2>Tin liên quan</h2>"])
@pytest.mark.parametrize("items", LISTS.values(), ids=LISTS)
def test_a_text_that_a_script_shows_is_read_instead(items, heading):
    quoted = TEXT.replace("</", "<\\/")
    record = read(make_page(f'<script>var noiDung = "{quoted}";</script>', items, heading))
    assert record.body == "\n\n".join(SENTENCES)
    assert record.date_raw == "19:58, 06/07/2023"
    assert [each.code for each in record.problems] == [ProblemCode.HIDDEN_TEXT]


@pytest.mark.parametrize("where", ["above", "below"])
@pytest.mark.parametrize("heading", ["", "<h2>Đời sống</h2>"])
@pytest.mark.parametrize("name", ["a day above the headline", "a linked excerpt", "a link to read on"])
def test_text_and_day_of_a_short_article_are_its_own(name, heading, where):
    record = read(make_page(TEXT, LISTS[name], heading, where))
    assert record.body == "\n\n".join(SENTENCES)
    assert record.date_raw == "19:58, 06/07/2023"
    assert record.summary is None
    assert not record.problems


def test_a_digest_of_linked_news_keeps_its_text_and_says_that_it_may_be_excerpts():
    news = [
        f"<div class=muc><h2><a href='/tin/{n}.html'>{HEADLINES[n]}</a></h2><p>{n}. {EXCERPT * 4}</p></div>"
        for n in range(4)
    ]
    record = read(make_page("".join(news), []))
    assert all(f"{n}. {EXCERPT}" in record.body for n in range(4))
    assert [(each.field, each.code) for each in record.problems] == [("body", ProblemCode.MAY_BE_EXCERPTS)]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"<div class=doan><h2>{HEADLINES[n]}</h2><p>{EXCERPT * 2}</p></div>" for n in range(4)),
        "".join(f"<div class=doan><p>{text} <a href='/x.pdf'>Xem tệp</a></p></div>" for text in SENTENCES),
        "".join(
            f"<div class=doan><h3>{HEADLINES[n]}</h3><a href='/anh/{n}.jpg'><img src='/anh/{n}.jpg'></a>"
            f"<p>{text}</p></div>"
            for n, text in enumerate(SENTENCES)
        ),
    ],
    ids=["sections without links", "links to files", "pictures that open in full size"],
)
def test_sections_of_an_article_are_not_taken_for_excerpts(text):
    record = read(make_page(text, []))
    assert not record.problems
    assert len(record.body) > 200


def read_flat(headings, *, head="", intro="", tag="h3"):
    rows = "".join(f"<{tag}>{heading}</{tag}><p>{n}. {EXCERPT}</p>" for n, heading in enumerate(headings))
    url = "https://vidu.example.vn/doi-song/trang-2-345.html"
    page = (
        f"<html><head><title>Đời sống xã hội - Báo Ví Dụ</title>{head}</head><body><h1>Chuyên mục đời sống xã hội</h1>"
        f"<p>05/06/2023 07:20</p>{intro}{rows}</body></html>"
    )
    given = Provenance("live", url, CAPTURED)
    return read_record(Page(page.encode(), url), unknown_site(url), any_address(url), given)


LINKED = [f"<a href='/tin/{n}.html'>{text}</a>" for n, text in enumerate(HEADLINES)]


@pytest.mark.parametrize("tag", ["h2", "h3", "h4"])
def test_a_section_of_linked_headlines_and_excerpts_without_boxes_is_no_article(tag):
    assert isinstance(read_flat(LINKED, tag=tag), RecordRefused)


@pytest.mark.parametrize(
    "options",
    [
        {"intro": f"<p>{SENTENCES[0]}</p>"},
        {"headings": HEADLINES},
        {"headings": [f"<a href='#p{n}'>{text}</a>" for n, text in enumerate(HEADLINES)]},
        {"head": '<meta property="og:type" content="article">'},
    ],
)
def test_an_article_of_several_parts_with_headings_is_read(options):
    record = read_flat(**{"headings": LINKED} | options)
    assert not isinstance(record, RecordRefused)
    assert record.body.count(EXCERPT) == len(HEADLINES)


ASKED = "Tôi muốn hỏi thủ tục cấp giấy chứng nhận quyền sử dụng đất lần đầu gồm những giấy tờ gì?"


@pytest.mark.parametrize(
    "item",
    [
        "<div class='qa'><p>{0}</p><span>Người gửi: Bùi Văn Sáu - 1{1}/04/2023</span>"
        "<p><a href='/hoi-dap/{1}'>Xem trả lời</a></p></div>",
        "<div class='row'><p>Họ tên: Bùi Văn Sáu</p><p>Ngày gửi: 1{1}/04/2023</p><p>Nội dung: {0}</p>"
        "<a href='/hoi-dap/{1}'>Chi tiết</a></div>",
        "<div class='row'><p class='date'>1{1}/04/2023</p><p>{0}</p><a href='/y-kien/{1}'>Xem thêm »</a></div>",
    ],
)
def test_items_with_a_button_to_their_page_are_a_list(item):
    items = "".join(item.format(ASKED, n) for n in range(5))
    page = read_page(f"<h1>Ý kiến của cử tri và nhân dân trong xã</h1>{items}")
    assert isinstance(page, RecordRefused)
