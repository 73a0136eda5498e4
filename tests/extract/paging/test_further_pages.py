"""The pages of one article: which links lead to them, and the one text that they make."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.paging.further_pages import find_further_pages
from dvcrawler.extract.paging.joining import PageWalk, follow_pages
from dvcrawler.extract.paging.page_numbers import MOST_PAGES
from dvcrawler.extract.paging.scripted_pages import count_scripted_pages
from dvcrawler.extract.record import read_draft, read_part, read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance
from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

ROOT = "https://vidu.example.vn"
URL = f"{ROOT}/phong-su/ke-chuyen-nghe-lam-muoi-678901.html"
STEM = f"{ROOT}/phong-su/ke-chuyen-nghe-lam-muoi-678901"
TITLE = "Kể chuyện nghề làm muối ở bãi ngang"
WORDS = (
    "Ruộng muối phơi nước từ canh tư, nắng lên thì cào, chiều xuống thì gánh, việc của cả nhà trong sáu tháng"
)
GIVEN = Provenance("live", URL, datetime(2026, 1, 1, tzinfo=UTC))
SITE = unknown_site(URL)


def text(number, count=4):
    return "".join(f"<p>{WORDS}, chuyện kể trang {number} đoạn {n}.</p>" for n in range(count))


def page(pager="", url=URL, number=1, head="", below="", body=None):
    data = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><p class='date'>09/04/2022 06:30</p>"
        f"<div class='content'>{body or text(number)}</div>{pager}{below}</body></html>"
    )
    return Page(data.encode(), url)


def pager(*links):
    shown = " ".join(f'<a href="{href}">{words}</a>' for href, words in links)
    return f"<div class='pager'>Trang: <b>1</b> {shown}</div>"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("?page=2", f"{URL}?page=2"),
        ("?trang=2", f"{URL}?trang=2"),
        (f"{URL}?p=2", f"{URL}?p=2"),
        (f"{URL}?utm=x&page=2", None),
        ("//www.vidu.example.vn/phong-su/ke-chuyen-nghe-lam-muoi-678901.html?PageIndex=2", None),
        (f"{URL}?start=1", f"{URL}?start=1"),
        (f"{STEM}-p2.html", f"{STEM}-p2.html"),
        (f"{STEM}p2.html", f"{STEM}p2.html"),
        (f"{STEM}-trang-2.html", f"{STEM}-trang-2.html"),
        (f"{STEM}_page_2.html", f"{STEM}_page_2.html"),
        (f"{STEM}-2.html", f"{STEM}-2.html"),
        (f"{STEM}.html/2", f"{STEM}.html/2"),
        (f"{STEM}/trang-2/", f"{STEM}/trang-2/"),
        (f"{STEM}/page/2.html", f"{STEM}/page/2.html"),
        (f"{URL}?cpage=2", None),
        (f"{ROOT}/phong-su/chuyen-khac-678902.html?page=2", None),
        (f"{ROOT}/phong-su/?page=2", None),
        (f"{STEM}2.html", None),
        (f"{STEM}-345.html", None),
        (f"{STEM}-phan-2.html", None),
        ("https://khac.example.vn/phong-su/ke-chuyen-nghe-lam-muoi-678901.html?page=2", None),
        ("javascript:trang(2)", None),
        ("#trang2", None),
    ],
)
def test_an_address_is_a_page_of_the_article_where_only_a_page_number_is_added(href, url):
    if "PageIndex" in href:
        url = f"https:{href}"
    assert find_further_pages(page(pager((href, "2")))) == ((url,) if url else ())


def test_pages_are_in_the_order_of_their_numbers_each_once():
    links = [("?page=3", "3"), ("?page=2", "2"), ("?page=2", "Trang tiếp"), ("?page=3", "Cuối")]
    assert find_further_pages(page(pager(*links))) == (f"{URL}?page=2", f"{URL}?page=3")


@pytest.mark.parametrize(
    "words", ["2", "[2]", " Trang 2 ", "Trang sau", "Tiếp »", "Next", "Sau", "Đọc tiếp trang sau »", "»", "→"]
)
def test_links_say_that_they_turn_the_page(words):
    assert find_further_pages(page(pager(("?page=2", words)))) == (f"{URL}?page=2",)


def test_of_two_marked_links_to_a_page_the_first_one_counts():
    anchor, link = f'<a rel="next" href="{URL}?page=2">Tiếp</a>', f'<link rel="next" href="{URL}?p=2">'
    assert find_further_pages(page(anchor + link)) == (f"{URL}?page=2",)
    assert find_further_pages(page(link + anchor)) == (f"{URL}?p=2",)


@pytest.mark.parametrize("href", ["trang/2/", "page/2", "trang-2.html", "./page/2", "?page=2"])
def test_an_address_may_be_relative_to_that_of_an_article_that_is_a_folder(href):
    folder = f"{STEM}/"
    whole = folder + href.removeprefix("./")
    assert find_further_pages(page(pager((href, "2")), url=folder)) == (whole,)
    assert find_further_pages(page(pager((f"/{href}", "2")), url=folder)) == ()


def test_the_next_page_may_be_named_in_the_head():
    assert find_further_pages(page(head='<link rel="next" href="?page=2">')) == (f"{URL}?page=2",)


def test_the_next_article_in_the_head_is_not_a_page():
    head = f'<link rel="next" title="Bài sau" href="{ROOT}/phong-su/bai-sau-trong-muc-678999.html">'
    assert find_further_pages(page(head=head)) == ()


@pytest.mark.parametrize(
    "below",
    [
        "<div class='comments'><a href='?page=2'>2</a></div>",
        "<div id='tin-khac'><a href='?page=2'>2</a></div>",
        "<p>Các tin khác</p><ul><li><a href='/a-b-c-1.html'>Chợ cá</a></li></ul><div><a href='?page=2'>2</a></div>",
        "<p>Tin liên quan</p><div><a href='?page=2'>2</a> <a href='?page=2'>Trang sau</a></div>",
        "<p>Bình luận (34)</p><div><a href='?page=2'>2</a></div>",
        "<p>Xem <a href='?page=2'>chú thích ở cuối bài viết này</a></p>",
    ],
)
def test_pagers_of_comments_and_other_articles_are_not_the_articles(below):
    assert find_further_pages(page(below=below)) == ()


def test_a_later_page_leads_to_the_pages_behind_it_only():
    made = page(pager(("?page=1", "1"), ("?page=2", "2"), ("?page=4", "4")), f"{URL}?page=3")
    assert find_further_pages(made) == (f"{URL}?page=4",)
    made = page(pager((f"{STEM}-p2.html", "2"), (f"{STEM}-p4.html", "4")), f"{STEM}-p3.html")
    assert find_further_pages(made) == (f"{STEM}-p4.html",)


def test_no_more_pages_are_named_than_are_read():
    links = [(f"?page={n}", str(n)) for n in range(2, 80)]
    assert len(find_further_pages(page(pager(*links)))) == MOST_PAGES


def draft(made):
    return read_draft(made, SITE, any_address(URL), GIVEN)


def problem(read):
    return [(each.code, each.reason) for each in read.problems if each.field == "body"]


def follow(first, pages):
    asked = []

    def find(url):
        asked.append(url)
        return pages.get(url)

    return follow_pages(
        draft(first), find, lambda each: read_part(each, SITE, any_address(URL), GIVEN)
    ), asked


def lines(*numbers):
    return tuple(f"{WORDS}, chuyện kể trang {number} đoạn {n}." for number in numbers for n in range(4))


def test_a_saved_page_says_that_the_article_goes_on():
    record = read_record(page(pager(("?page=2", "2"))), SITE, any_address(URL), GIVEN)
    assert record.body.split("\n\n") == list(lines(1))
    [(code, reason)] = problem(record)
    assert code == "pages_missing"
    assert f"{URL}?page=2" in reason


def test_the_pages_make_one_text_in_their_order():
    two, three = f"{URL}?page=2", f"{URL}?page=3"
    turning = pager((two, "2"), (three, "3"))
    read, asked = follow(page(turning), {two: page(turning, two, 2), three: page(turning, three, 3)})
    assert (asked, read.body, read.pages) == ([two, three], lines(1, 2, 3), ())
    [(code, reason)] = problem(read)
    assert code == "pages"
    assert f"{two}, {three}" in reason


def test_pages_that_only_later_pages_name_are_followed():
    two, three = f"{URL}?page=2", f"{URL}?page=3"
    pages = {two: page(pager((three, "3")), two, 2), three: page(pager((two, "2")), three, 3)}
    read, asked = follow(page(pager((two, "2"))), pages)
    assert (asked, read.body) == ([two, three], lines(1, 2, 3))


def test_a_page_that_is_not_to_be_had_is_named_and_the_others_are_kept():
    two, three = f"{URL}?page=2", f"{URL}?page=3"
    turning = pager((two, "2"), (three, "3"))
    read, _ = follow(page(turning), {three: page(turning, three, 3)})
    assert read.body == lines(1, 3)
    [(code, reason)] = problem(read)
    assert code == "pages_missing"
    assert two in reason.partition(";")[0]
    assert three not in reason.partition(";")[0]


def test_a_page_that_cannot_be_read_is_missing():
    two = f"{URL}?page=2"
    read, _ = follow(page(pager((two, "2"))), {two: page(url=two, body="<p>Bảo trì</p>")})
    assert [code for code, _ in problem(read)] == ["pages_missing"]


def test_pages_that_repeat_the_first_one_are_none_of_the_article():
    two = f"{URL}?page=2"
    read, _ = follow(page(pager((two, "2"))), {two: page(pager((two, "2")), two, 1)})
    assert (read.body, problem(read)) == (lines(1), [])


def test_what_each_page_repeats_is_kept_once():
    two = f"{URL}?page=2"
    lead = f"<p><b>{WORDS}, sapo in đậm ở đầu mỗi trang.</b></p>"
    pages = {two: page(url=two, body=lead + text(2))}
    read, _ = follow(page(pager((two, "2")), body=lead + text(1)), pages)
    assert read.summary == f"{WORDS}, sapo in đậm ở đầu mỗi trang."
    assert read.body == lines(1, 2)


def test_a_bold_first_paragraph_of_a_later_page_is_text():
    two = f"{URL}?page=2"
    heading = f"<p><b>{WORDS}, đoạn mở của trang hai.</b></p>"
    read, _ = follow(page(pager((two, "2"))), {two: page(url=two, body=heading + text(2))})
    assert read.body == (*lines(1), f"{WORDS}, đoạn mở của trang hai.", *lines(2))


def test_pictures_and_the_byline_of_later_pages_are_kept():
    two = f"{URL}?page=2"
    closing = (
        "<p><img src='/kho/muoi.jpg'></p>" + text(2) + "<p style='text-align:right'><b>Phạm Văn Hùng</b></p>"
    )
    read, _ = follow(page(pager((two, "2"))), {two: page(url=two, body=closing)})
    assert [image.url for image in read.images] == [f"{ROOT}/kho/muoi.jpg"]
    assert read.byline_raw == "Phạm Văn Hùng"


def test_a_pager_without_end_is_left_at_the_bound_and_said():
    def find(url):
        number = int(url.rpartition("=")[2])
        return page(pager((f"?page={number + 1}", str(number + 1))), url, number)

    first = draft(page(pager(("?page=2", "2"))))
    read = follow_pages(first, find, lambda each: read_part(each, SITE, any_address(URL), GIVEN))
    assert read.body == lines(*range(1, MOST_PAGES + 1))
    [(code, reason)] = problem(read)
    assert code == "pages_missing"
    assert f"?page={MOST_PAGES + 1}" in reason


def test_pages_in_a_circle_are_read_once():
    walk = PageWalk(replace(draft(page()), pages=("a", "b")))
    asked = []
    while (url := walk.next_url()) is not None:
        asked.append(url)
        walk.add(url, replace(draft(page(number=len(asked) + 1)), pages=("b", "a", "c")))
    assert asked == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("?page=1", "2"),
        ("?page=0%2C1", "2"),
        ("?page=1", "Trang sau"),
        ("?showall=&start=1", "2"),
        ("?showall=&limitstart=1", "Tiếp"),
    ],
)
def test_pages_counted_from_0_are_found(href, words):
    assert find_further_pages(page(pager((href, words)))) == (f"{URL}{href}",)


@pytest.mark.parametrize("href", ["?page=1", "?showall=1", "?page=0", "?start=0"])
def test_the_first_page_and_all_pages_at_once_are_not_further_pages(href):
    assert find_further_pages(page(pager((href, "1")))) == ()


def test_the_page_behind_one_counted_from_0_is_found():
    made = page(pager(("?page=0", "1"), ("?page=2", "3"), ("?page=2", "Trang sau")), f"{URL}?page=1")
    assert find_further_pages(made) == (f"{URL}?page=2",)


@pytest.mark.parametrize(
    "href",
    [
        "?pageNum=2",
        "?paging=2",
        "?pn=2",
        "?so_trang=2",
        "?trangso=2",
        "?phan=2",
        "?cur_page=2",
        "?PAGE=2",
        "?_101_INSTANCE_x7Yz_page=2",
        "?PageID=2",
        f"{URL}&page=2",
        f"{STEM}-t2.html",
        f"{STEM}-tr2.html",
        f"{STEM}-trang-so-2.html",
        f"{STEM}(2).html",
        f"{STEM}-pageno-2.html",
        f"{STEM}/index2.html",
    ],
)
def test_a_page_number_has_many_names(href):
    url = f"{URL}{href}" if href[0] == "?" else href
    assert find_further_pages(page(pager((href, "2")))) == (url,)


@pytest.mark.parametrize(
    "href",
    [
        "http://[x/?page=2",
        "?page=2" + "&a=1" * 60,
        "?replytocom=2",
        "?c_page=2",
        "?photo=2",
        "?id=2",
        "?anh=2",
        "?menuid=2",
        "?relatedpage=2",
    ],
)
def test_numbers_of_comments_pictures_and_other_articles_are_not_pages(href):
    assert find_further_pages(page(pager((href, "2")))) == ()


@pytest.mark.parametrize("value", ["?page={}", STEM + "-p{}.html"])
def test_the_choices_of_a_pager_are_pages(value):
    titles = ("Mở đầu", "Trang 2: Về bãi", "Trang cuối")
    chosen = "".join(
        f"<option value='{value.format(n)}'>{title}</option>" for n, title in enumerate(titles, 1)
    )
    made = page(f"<select onchange='location=this.value'>{chosen}</select>")
    assert find_further_pages(made) == tuple(
        (URL if value[0] == "?" else "") + value.format(number) for number in (2, 3)
    )


@pytest.mark.parametrize(
    "words",
    [
        "Xem tiếp trang 2",
        "Trang 2/3",
        "2/3",
        "Trang 2: Về bãi",
        "2. Về bãi ngang",
        "Trang kế tiếp",
        "Sang trang 2",
        "Mời bạn đọc xem tiếp trang sau",
        "Hết trang 1 - Xem tiếp trang 2",
        "(2)",
        "Continue to page 2",
        "Phần 2",
    ],
)
def test_more_words_turn_the_page(words):
    assert find_further_pages(page(pager(("?page=2", words)))) == (f"{URL}?page=2",)


@pytest.mark.parametrize(
    ("href", "counts"),
    [
        ("?page=2", True),
        (f"{URL}?trang=2", True),
        (f"{STEM}.html/2", True),
        (f"{STEM}/trang-2.html", True),
        ("?tab=2", False),
        (f"{STEM}-2.html", False),
        (f"{URL}/giai-thuong", False),
        ("?page=200", False),
    ],
)
@pytest.mark.parametrize("title", ["Cách làm", "Thông tin chung", "Trước ngày xuống bãi"])
def test_a_link_to_a_page_may_be_its_title_alone(href, counts, title):
    made = page(f"<ul><li>Mở đầu</li><li><a href='{href}'>{title}</a></li></ul>")
    assert len(find_further_pages(made)) == counts
    numbered = page(f"<p><a href='/?p=13'>{title}</a></p>", f"{ROOT}/?p=12")
    assert find_further_pages(numbered) == ()


@pytest.mark.parametrize("tag", ["span", "li", "a", "button"])
@pytest.mark.parametrize("words", ["Mở đầu|Cách làm|Về bãi", "1|2|3"])
def test_pieces_with_the_number_of_a_page_are_pages_that_only_a_script_can_fetch(tag, words):
    links = "".join(f"<{tag} data-page='{n}'>{each}</{tag}>" for n, each in enumerate(words.split("|"), 1))
    assert count_scripted_pages(page(f"<div class='pager'>{links}</div>")) == 3
    below = f"<p>Tin liên quan</p><ul><li><a href='/a-b-c-1.html'>Chợ cá</a></li></ul><div>{links}</div>"
    assert count_scripted_pages(page(below)) is None


@pytest.mark.parametrize("tag", ["span", "li", "b", "div"])
def test_pieces_that_a_script_makes_links_are_pages_that_only_it_can_fetch(tag):
    pieces = f"<{tag}>1</{tag}> <{tag} onclick='go(2)'>2</{tag}> <{tag} onclick='go(3)'>3</{tag}>"
    assert count_scripted_pages(page(f"<div class='pager'>{pieces}</div>")) == 3
    assert count_scripted_pages(page(f"<div class='rating'>{pieces}</div>")) is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2" * 400,
        "3. Về bãi ngang",
        "Phần 3: Về bãi",
        "Ảnh 2",
        "Xem ảnh",
        "Nguồn 2",
        "Bài sau",
        "Xem thêm tin",
        "Bản in",
    ],
)
def test_other_words_turn_no_page(words):
    assert find_further_pages(page(pager(("?page=2", words)))) == ()


def test_pages_are_joined_in_the_order_of_their_numbers_though_the_last_is_linked_first():
    urls = {number: f"{URL}?page={number}" for number in range(2, 5)}
    shown = {1: (2, 4), 2: (3, 4), 3: (2, 4), 4: (2, 3)}
    pages = {
        url: page(pager(*((urls[n], str(n)) for n in shown[number])), url, number)
        for number, url in urls.items()
    }
    read, _ = follow(page(pager((urls[2], "2"), (urls[4], "4"))), pages)
    assert read.body == lines(1, 2, 3, 4)
    assert [code for code, _ in problem(read)] == ["pages"]


def test_pages_that_no_page_links_to_are_missing():
    urls = {number: f"{URL}?page={number}" for number in (2, 5)}
    pages = {urls[5]: page(pager(), urls[5], 5)}
    read, _ = follow(page(pager((urls[2], "2"), (urls[5], "5"))), pages)
    assert read.body == lines(1, 5)
    [(code, reason)] = problem(read)
    assert code == "pages_missing"
    assert f"{urls[2]}, page 3, page 4;" in reason


SCRIPTED = [
    "<div class='pager'>Trang: <b>1</b> <a href='javascript:trang(2)'>2</a> <a href='javascript:trang(3)'>3</a></div>",
    "<ul class='pagination'><li>1</li><li><a href='#' onclick='tai(2)'>2</a></li><li><a href='#'>3</a></li></ul>",
    "<p>Trang <a href='#'>1</a> | <a href='#'>2</a> | <a href='#'>3</a> | <a href='#'>Trang sau</a></p>",
    "<div class='phan-trang'><button>1</button><button data-page=2>2</button><button>3</button></div>",
    "<form>Trang <select onchange='tai(this)'><option value=''>1</option><option value=''>2</option>"
    "<option value=''>3</option></select></form>",
    "<div id='paging'><a>1</a> <a>2</a> <a>3</a></div>",
    "<p>Trang <a href='#'>&#160;1&#160;</a>|<a href='#'>&#160;2&#xA0;</a>|<a href='#'>&#160;3&#160;</a></p>",
]


@pytest.mark.parametrize(
    ("address", "is_missing"),
    [
        ("#", True),
        (" # ", True),
        ("", True),
        ("javascript:;", True),
        ("JavaScript:void(0)", True),
        ("\n javascript:trang(2)", True),
        ("\u00a0#", True),
        ("javas", False),
        ("trang-hai.html", False),
        ("/trang-hai", False),
        ("https://x.example.vn/", False),
        ("?t=hai", False),
        ("%23", False),
    ],
)
def test_a_page_is_missing_where_its_number_has_no_address_of_a_page(address, is_missing):
    box = f"<div class='pager'>Trang: <b>1</b> <a href='{address}'>2</a> <a href='#'>3</a></div>"
    codes = [code for code, _ in problem(read_record(page(box), SITE, any_address(URL), GIVEN))]
    assert ("pages_missing" in codes) is is_missing


@pytest.mark.parametrize("box", SCRIPTED)
def test_pages_that_only_a_script_can_fetch_are_said_to_be_missing(box):
    [(code, reason)] = problem(read_record(page(box), SITE, any_address(URL), GIVEN))
    assert code == "pages_missing"
    assert "pages 2 to 3" in reason


@pytest.mark.parametrize(
    "box",
    [
        "<div class='slider-pager'><a href='#'>1</a> <a href='#'>2</a></div>",
        "<div class='comments'>Trang <a href='#'>1</a> <a href='#'>2</a></div>",
        "<p>Tin liên quan</p><ul><li><a href='/a-b-c-1.html'>Chợ cá</a></li></ul><p>Trang 1 <a href='#'>2</a></p>",
        "<div><a href='#'>1</a> <a href='#'>2</a></div>",
        "<div class='star-rating'><a href='#'>1</a><a href='#'>2</a></div>",
        "<p>Trang 1 <a href='#p2'>2</a></p><div id='page2'><p>Trang hai có sẵn</p></div>",
        "<p>Ảnh 1 <a href='#'>2</a></p>",
    ],
)
def test_numbers_below_a_text_that_are_not_a_pager_of_it_are_not_said(box):
    assert "pages_missing" not in [
        code for code, _ in problem(read_record(page(box), SITE, any_address(URL), GIVEN))
    ]


@pytest.mark.parametrize(
    "pager",
    [
        "<ul class='post-pages'><li>1</li><li><a href='?page=2'>2</a></li></ul>",
        "<ul><li><a href='?page=1'>1</a></li><li class='on'><span>2</span></li></ul>",
        "<div><span class='now'>1</span><a href='?page=2'>2</a></div>",
    ],
)
def test_the_number_of_this_page_is_not_text(pager):
    assert lines_of(read(paragraphs() + pager)) == [*TEXT]
