"""Pagers of libraries and scripts, followed over real HTTP, or reported."""

import json

import pytest

from tests.sampling import tried
from tests.site import PARAGRAPH, crawl_apart, crawl_hosts, last_run
from tests.webserver import Answer

#: The pages of each case are crawled.
pytestmark = pytest.mark.sampled(4)
HOST = "congthongtin.example.vn"
WORDS = "một hai ba bốn năm sáu bảy tám chín mười mười-một mười-hai".split()
PAGES = 3


def url_of(n):
    return f"/tin/xa-hai-minh-lam-duong-lien-thon-{51230 + n}.html"


def cards(numbers):
    return "".join(
        f"<div class=tin><h3><a href='{url_of(n)}'>Xã Hải Minh làm đường liên thôn số {WORDS[n]}</a></h3>"
        f"<i>{n + 1}/3/2024</i></div>"
        for n in numbers
    )


def html_part(k, after):
    return cards(range(4 * k - 4, 4 * k)) + (after(k + 1) if k < PAGES else "")


def as_json(k, _):
    entries = [
        {"title": f"Xã làm đường liên thôn số {WORDS[n]}", "url": url_of(n)} for n in range(4 * k - 4, 4 * k)
    ]
    data = {"data": entries, "paging": {"next_cursor": f"c{k + 1}" if k < PAGES else ""}}
    return Answer(json.dumps(data).encode(), headers={"Content-Type": "application/json"})


def posted(form, values, more=""):
    """The parts of a list for the forms with these values, each with what asks for the next one."""
    parts = {
        form.format(value): cards(range(4 * k, 4 * k + 4)) + (more.format(k + 2) if k + 1 < PAGES else "")
        for k, value in enumerate(values, 1)
    }
    return lambda handler: parts.get(handler.form.decode(), Answer(b"", 400 if more else 200))


def portal(after, path="/muc?trang={}", part=html_part):
    """One section of twelve articles; `after`: what follows the cards before part k; `path`: where that is."""
    head = (
        "<title>Thời sự | Xã Hải Minh</title><nav><a href='/'>Trang chủ</a><a href='/muc'>Thời sự</a></nav>"
    )
    pages = {(HOST, "/robots.txt"): "", (HOST, "/"): f"<html><body>{head}{cards(range(4))}</body></html>"}
    pages[HOST, "/muc"] = f"<html><body>{head}<div class=ds>{html_part(1, after)}</div></body></html>"
    pages |= {(HOST, path.format(k)): part(k, after) for k in range(2, PAGES + 1)}
    pages[HOST, f"/timelinelist/11/{PAGES + 1}.htm"] = ""
    for n in range(4 * PAGES):
        body = f"<h1>Xã Hải Minh làm đường liên thôn số {WORDS[n]}</h1><p>{n + 1:02}/03/2024 08:05</p>"
        pages[HOST, url_of(n)] = f"<html><body>{body}<div>{PARAGRAPH * 3}<p>Thôn {n}.</p></div></body></html>"
    return pages


FOLLOWED = {
    "htmx": (lambda k: f"<div hx-get='/muc?trang={k}' hx-trigger='revealed'>Đang tải…</div>",),
    "htmx below data-": (lambda k: f"<button data-hx-get='?trang={k}'>Tin khác</button>",),
    "turbo": (lambda k: f"<turbo-frame id=p{k} src='/muc?trang={k}' loading=lazy></turbo-frame>",),
    "fragment": (lambda k: f"<include-fragment src='/muc?trang={k}'></include-fragment>",),
    "a number of articles in a hidden field": (
        lambda k: (
            "<input type=hidden name=ma value=x7><input type=hidden id=tu value=4><button id=them>Xem thêm</button>"
            "<script>$('#them').click(function () { $.post('/them', { ma: $('input[name=ma]').val(), offset: $('#tu').val() },"
            " function (h) { $('.ds').append(h); $('#tu').val(parseInt($('#tu').val()) + 4) }) })</script>"
        ),
        "/them",
        lambda k, _: posted("ma=x7&offset={}", (4, 8)),
    ),
    "a place in a hidden field": (
        lambda k: (
            f"<input type=hidden name=cursor id=cho value=p{k}><button id=them>Xem thêm</button><script>$('#them')"
            ".click(function () { $.post('/them', { cursor: $('#cho').val() }, show) })</script>"
        ),
        "/them",
        lambda k, _: posted("cursor=p{}", (2, 3), "<input type=hidden name=cursor value=p{}>"),
    ),
    "cursor around the button": (
        lambda k: "<div data-api='/api?muc=1' data-cursor='c2'><button>Tải thêm</button></div>",
        "/api?muc=1&cursor=c{}",
        as_json,
    ),
    "attribute of a template": (
        lambda k: f"<button next-url='/muc/tiep?so={k}'>Tải thêm</button>",
        "/muc/tiep?so={}",
    ),
    "lists whose status is 404": (
        lambda k: numbers(k),
        "/muc?trang={}",
        lambda k, after: Answer(html_part(k, after).encode(), 404),
    ),
    "an address that does not look like it": (
        lambda k: f"<p>Trang: {k - 1} | <a href='/danh-sach/x{k}y'>{k}</a></p>",
        "/danh-sach/x{}y",
    ),
    "a longer list": (
        lambda k: f"<a href='/muc?limit={k}0'>Xem thêm</a>",
        "/muc?limit={}0",
        lambda k, after: cards(range(4 * k)) + (after(k + 1) if k < PAGES else ""),
    ),
    "function behind a button": (
        lambda k: (
            "<button class=more>Xem thêm</button><script>let page = 1; $('.more').click(function () "
            "{ page++; load(page) }); function load(page) { $.get('?trang=' + page, show); }</script>"
        ),
    ),
    "function as the visitor scrolls": (
        lambda k: (
            "<script>let page = 1; $(window).scroll(function () { if (near()) { page++; load(page); } });"
            " function load(page) { $.ajax({ url: '?trang=' + page, type: 'get' }).done(show); }</script>"
        ),
    ),
}


REPORTED = {
    "<div class=pagination><a href='#page-1'>1</a> <a href='#page-2'>2</a> <a href='#page-3'>3</a></div>": "no address",
    "<div class=phantrang><span>1</span><span>2</span><span>3</span><span>»</span></div>": "no address",
    "<ul class=pager><li>1</li><li>2</li><li>3</li></ul>": "no address",
    "<el-pagination :total='12' :page-size='4'></el-pagination>": "a script draws its pager",
    "<pagination v-model='page'></pagination>": "a script draws its pager",
    "<p>Hiển thị 1 - 4 trong tổng số 12 tin</p>": "it shows 4 of 12 entries",
    "<p>Hiện từ 1 đến 4 của tổng 12 bài</p>": "it shows 4 of 12 entries",
    "<p>1–4 of 12</p>": "it shows 4 of 12 entries",
    "<a href='javascript:goPage(\"eyJwIjoyfQ==\")'>Trang sau</a>": "no address",
    "<button type=button>Trang tiếp theo</button>": "no address",
}


OTHER = (
    "<p>Từ ngày 1-3/2024 đến 4-12/2024</p>",
    "<p>1 - 4 trong tổng số 4 tin</p>",
    "<p>Trang 1 đến 9 of 12</p>",
    "<div class='slide-pagination'><span>1</span><span>2</span><span>3</span></div>",
    "<table class=lich><tr><td>1</td><td>2</td><td>3</td></tr></table>",
    "<ol><li>2</li></ol>",
    "<div hx-get='/thoi-tiet' hx-trigger='load'></div>",
    "<turbo-frame src='/menu'></turbo-frame>",
)
#: Pagers of a second page that an address led to, with no way on.
STUCK = {
    "<div class=phan-trang><a href='/muc'>1</a> <b>2</b> <a href='javascript:void(0)'>3</a></div>": "page 3 without",
    "<ul class=pagination><li><a href='/muc'>1</a><li>2<li><a href='#'>3</a><li><a href='#'>»</a></ul>": "page 3 without",
    "<div class=pages><a href='/muc'>1</a> <span>2</span> <span onclick='x.go(this)'>3</span></div>": "no address",
    "<div class=pager><a href='/muc'>1</a> | 2 | <button type=button>3</button></div>": "no address",
    "<p><a href='/muc'>1</a> | 2 | <a href='/xem/xyz'>3</a></p>": "/xem/xyz, which does not look like its next page",
    "<p>Trang: <a href='/muc'>1</a>, <b>2</b>, <a href='/?so=abc'>3</a></p>": "/?so=abc, which does not look like",
}
#: Ends of a list on its second page.
ENDS = (
    "<div class=phan-trang><a href='/muc'>1</a> <b>2</b> <a href='javascript:void(0)'>»</a></div>",
    "<ul class=pagination><li><a href='/muc'>1</a><li>2<li class=disabled><a href='#'>3</a></ul>",
    "<ul class=pagination><li><a href='/muc'>1</a><li>2<li class=disabled><a href='/xem/xyz'>3</a></ul>",
    "<table class=lich><tr><td>1</td><td>2</td><td><a href='/lich/3'>3</a></td></tr></table>",
)


def later(markup):
    """A way to the second page, and the markup there."""
    return lambda k: f"<p>Trang: 1 | <a href='/muc?trang={k}'>{k}</a></p>" if k == 2 else markup


def without_third(k, after):
    return html_part(k, after) if k == 2 else Answer(b"", 404)


def again(k, after):
    """Each page is the first one."""
    return f"<html><body><div class=ds>{html_part(1, after)}</div></body></html>"


def beside(k, after):
    """A page after the last, with a box that is on every page."""
    return f"<html><body><div class=hot>{cards([0])}</div><p>Trang: 1 | <a href='?trang=2'>2</a></p></body></html>"


def lost(*answers):
    """The later pages of a list, one answer each; None for what belongs there."""
    return lambda k, after: html_part(k, after) if answers[k - 2] is None else answers[k - 2]


def numbers(k):
    """A pager that leads to page k by its number."""
    return f"<p>Trang: {k - 1} | <a href='/muc?trang={k}'>{k}</a></p>"


def word(k):
    return f"<div class=pager><a href='/muc?trang={k}'>Trang sau</a></div>"


NOTHING = "<html><body><p>Chưa có bài viết nào.</p></body></html>"
NOT_FOUND = "<html><head><title>Không tìm thấy | Xã Hải Minh</title></head><body><p>Không có trang này.</p></body></html>"
PAST_THE_END = NOT_FOUND.replace("Không tìm thấy", "Thời sự - trang 3")
MISSING = Answer(b"", 404)
HOME = Answer(b"", 302, {"Location": "/"})
FIRST = Answer(b"", 302, {"Location": "/muc"})
#: Pages that a pager leads to and that are not there: (pager, answers to pages 2 and 3, what is said).
LOST = {
    "missing second page": (numbers, lost(MISSING, MISSING), "its page 2 is missing (404)"),
    "missing third page": (numbers, lost(None, MISSING), "its page 3 is missing (404)"),
    "missing second page behind a word": (word, lost(MISSING, MISSING), "its page 2 is missing (404)"),
    "missing third page behind a word, after a full one": (
        word,
        lost(None, MISSING),
        "its page 3 is missing (404)",
    ),
    "another third page behind a word": (word, lost(None, NOT_FOUND), "its page 3 lists no articles"),
    "another third page in place of a part": (
        lambda k: f"<div hx-get='/muc?trang={k}' hx-trigger='revealed'>Đang tải…</div>",
        lost(None, NOT_FOUND),
        "its page 3 lists no articles",
    ),
    "gone second page": (numbers, lost(Answer(b"", 410), MISSING), "its page 2 is missing (410)"),
    "empty second page": (numbers, lost(NOTHING, NOTHING), "its page 2 lists no articles"),
    "empty third page": (numbers, lost(None, NOTHING), "its page 3 lists no articles"),
    "second page that leads home": (numbers, lost(HOME, HOME), "its page 2 leads to the front page"),
    "third page that leads home behind a word": (
        word,
        lost(None, HOME),
        "its page 3 leads to the front page",
    ),
    "second page that leads back": (numbers, lost(FIRST, FIRST), "its page 2 leads to the first one"),
    "second page that leads back behind a word": (
        word,
        lost(FIRST, FIRST),
        "its page 2 leads to the first one",
    ),
}
SHORT = f"<html><body>{cards([4, 5])}{word(3)}</body></html>"
#: Ends of lists whose pager leads one page too far by a word.
TOO_FAR = {
    "too far: missing page after a short one": lost(SHORT, MISSING),
    "too far: empty third page": lost(None, NOTHING),
    "too far: empty second page": lost(NOTHING, NOTHING),
    "too far: third page of the list": lost(None, PAST_THE_END),
    "too far: another page after a short one": lost(SHORT, NOT_FOUND),
}
#: What follows the cards of a listing, and how the portal is made with it.
FORMS = FOLLOWED | {markup: (lambda k, markup=markup: markup,) for markup in (*REPORTED, *OTHER)}
FORMS |= {markup: (later(markup), "/muc?trang={}", without_third) for markup in (*STUCK, *ENDS)}
FORMS["later numbers without addresses"] = (later("<ul class=pager><li>1<li>2<li><a href='#'>3</a></ul>"),)
FORMS["numbers without addresses"] = (
    lambda k: "<ul class=ant-pagination><li>1</li><li><a>2</a></li><li><a rel=nofollow>3</a></li></ul>",
    "/muc?page={}",
)
ZONE = "<a class=view-more href='javascript:;'>Xem thêm</a><input id='hdZoneId' type=hidden value='11'>"
FORMS["a section's number for a script"] = (
    lambda k: ZONE if k == 2 else "",
    "/timelinelist/11/{}.htm",
    lambda k, after: cards(range(4 * k - 4, 4 * k)),
)
FORMS["a button of the first page alone"] = (
    lambda k: FOLLOWED["function behind a button"][0](k) if k == 2 else "",
    "/muc?trang={}",
    lambda k, after: cards(range(4, 8)) if k == 2 else NOT_FOUND,
)
FORMS["missing"] = (lambda k: "<p>Trang: <b>1</b> | <a href='/muc?trang=9'>2</a></p>", "/khac?trang={}")
FORMS |= {name: (pager, "/muc?trang={}", answers) for name, (pager, answers, _) in LOST.items()}
FORMS |= {name: (word, "/muc?trang={}", answers) for name, answers in TOO_FAR.items()}
FORMS["again"] = (lambda k: "<p>Trang: <b>1</b> | <a href='/muc?trang=2'>2</a></p>", "/muc?trang={}", again)
FORMS["beside"] = (lambda k: "<p>Trang: <b>1</b> | <a href='/muc?trang=2'>2</a></p>", "/muc?trang={}", beside)


@pytest.fixture(scope="module")
def crawled(request, tmp_path_factory):
    """A portal of each form that is tried."""
    wanted = tried(request) | {"again", "beside", "missing"}
    portals = {form: portal(*made) for form, made in FORMS.items() if form in wanted}
    moved = portal(lambda k: f"<a href='/muc?trang={k}'>Xem các tin khác</a>")
    moved[HOST, "/muc-moi"] = moved[HOST, "/muc"]
    portals["moved"] = moved | {(HOST, "/muc"): Answer(b"", 301, {"Location": "/muc-moi"})}
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.sampled(7)
@pytest.mark.parametrize("form", FOLLOWED)
def test_a_part_that_a_library_loads_is_followed(crawled, form):
    paths, run = crawled[form]
    assert (len(paths), run["exit_code"], run["problems"]) == (4 * PAGES, 0, [])


def test_a_section_that_was_moved_has_the_pages_of_its_old_address(crawled):
    paths, run = crawled["moved"]
    assert (len(paths), run["exit_code"], run["problems"]) == (4 * PAGES, 0, [])


@pytest.mark.parametrize("pager", REPORTED, ids=range(len(REPORTED)))
def test_a_pager_that_leads_nowhere_is_reported(crawled, pager):
    _, run = crawled[pager]
    (problem,) = run["problems"]
    assert (run["exit_code"], problem["code"]) == (10, "pager_not_followed")
    assert REPORTED[pager] in problem["reason"]


@pytest.mark.parametrize("other", OTHER)
def test_what_is_no_pager_is_not_reported(crawled, other):
    _, run = crawled[other]
    assert (run["exit_code"], run["problems"]) == (0, [])


@pytest.mark.parametrize("pager", STUCK)
def test_a_number_of_a_later_page_that_leads_nowhere_is_reported(crawled, pager):
    paths, run = crawled[pager]
    (problem,) = run["problems"]
    assert (len(paths), run["exit_code"], problem["code"]) == (8, 10, "pager_not_followed")
    assert STUCK[pager] in problem["reason"]


@pytest.mark.parametrize("pager", (*ENDS, "a button of the first page alone"))
def test_the_end_of_a_list_is_not_reported(crawled, pager):
    paths, run = crawled[pager]
    assert (len(paths), run["exit_code"], run["problems"]) == (8, 0, [])


def test_a_link_to_a_second_page_that_is_the_first_one_is_reported(crawled):
    _, run = crawled["again"]
    (problem,) = run["problems"]
    assert (run["exit_code"], problem["code"]) == (10, "pager_not_followed")
    assert problem["reason"].endswith("its pager leads to the same articles again")


def test_a_page_past_the_end_shows_some_of_the_first_articles(crawled):
    _, run = crawled["beside"]
    assert (run["exit_code"], run["problems"]) == (0, [])


@pytest.mark.parametrize(
    "form",
    ["numbers without addresses", "later numbers without addresses", "a section's number for a script"],
)
def test_numbers_without_addresses_are_tried_at_the_usual_one(crawled, form):
    paths, run = crawled[form]
    assert (len(paths), run["exit_code"], run["problems"]) == (4 * PAGES, 0, [])


def test_a_second_page_that_is_missing_is_reported(crawled):
    _, run = crawled["missing"]
    (problem,) = run["problems"]
    assert (run["exit_code"], problem["code"]) == (10, "pager_not_followed")
    assert problem["reason"].endswith("its page 2 is missing (404)")


@pytest.mark.parametrize("name", LOST)
def test_a_page_that_a_pager_shows_and_that_is_not_there_is_reported(crawled, name):
    _, run = crawled[name]
    (problem,) = run["problems"]
    assert (run["exit_code"], problem["code"]) == (10, "pager_not_followed")
    assert problem["reason"].endswith(LOST[name][-1])


@pytest.mark.parametrize("name", TOO_FAR)
def test_a_page_behind_the_last_one_to_which_a_word_leads_is_not_reported(crawled, name):
    _, run = crawled[name]
    assert (run["exit_code"], run["problems"]) == (0, [])


@pytest.mark.slow
def test_a_page_that_is_not_there_is_reported_by_one_run_alone(tmp_path):
    pager, answers, _ = LOST["missing third page"]
    for code in (10, 0):
        crawl_hosts({HOST: portal(pager, part=answers)}, tmp_path)
        assert last_run(tmp_path, f"portal/{HOST}")["exit_code"] == code
