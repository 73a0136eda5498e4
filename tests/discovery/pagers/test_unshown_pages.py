"""Pages that a list mentions and only a script shows: found by their usual address, otherwise named."""

import pytest

from dvcrawler.discovery.pagers.unshown_pages import find_unshown
from dvcrawler.discovery.pagers.usual_pages import guess_address
from dvcrawler.extract.page import Page
from tests.portal import runs
from tests.spiders.test_unknown_listings import HOST, all_of, crawl, links, site, stored

LIST = "https://bao.vn/kinh-te"
URLS = [f"https://bao.vn/bai/{n}" for n in range(4)]
ITEMS = "".join(f"<h3><a href='{url}'>Bài</a></h3>" for url in URLS)
BUTTON = "a script continues it behind a button"


def page_of(markup, url=LIST):
    return Page(f"<html><body><p>Tin</p>{markup}</body></html>".encode(), url)


def why(markup, number=1):
    return find_unshown(page_of(markup), number, set(URLS))


@pytest.mark.parametrize(
    "stated",
    [
        "<div data-max-pages='5'></div>",
        "<div data-total-page=5></div>",
        '<div data-last-page="5"></div>',
        '<script>var x = {"ajaxurl":"/a","max_page":5};</script>',
        "<script>var max_pages = '5';</script>",
        "<script>let totalPages = 5</script>",
        '<script>{"current_page":1,"last_page":5,"per_page":10}</script>',
        "<div data-page-count='5'></div>",
        "<script>numPages: 5,</script>",
        '<script>self.__next_f.push([1,"5:[{\\"page\\":1,\\"lastPage\\":5}]"])</script>',
        "<div data-tong-so-trang='5'></div>",
        '<div data-page="{&quot;posts&quot;:{&quot;last_page&quot;:5}}"></div>',
        "<script>var x = {page_max: 5}</script>",
    ],
)
def test_the_number_of_pages_that_a_page_states_is_read(stated):
    assert why(ITEMS + stated) == "it has 5 pages, which a script shows"
    assert why(ITEMS + stated, 4) == "it has 5 pages, which a script shows"
    assert why(ITEMS + stated, 5) is None


@pytest.mark.parametrize(
    "button",
    [
        "<button>Xem thêm</button>",
        "<button type=button class=btn>Xem thêm tin</button>",
        "<a href='#'>Tải thêm</a>",
        "<a href='javascript:void(0)'>Load more</a>",
        "<a>Xem thêm bài viết</a>",
        "<div id=more>Xem thêm</div>",
        "<span class=them>Các tin cũ hơn</span>",
    ],
)
def test_a_button_in_the_list_that_a_script_must_serve_continues_it(button):
    assert why(f"<div>{ITEMS}<p>{button}</p></div>") == BUTTON
    assert why(f"<div>{ITEMS}<p>{button}</p></div>", 2) is None
    more = {f"https://bao.vn/bai/{n}" for n in range(4, 9)}
    assert find_unshown(page_of(f"<div>{ITEMS}<p>{button}</p></div>"), 1, {*URLS, *more}) is None
    assert find_unshown(page_of(f"<div>{ITEMS}<p>{button}</p></div>"), 1, {*URLS, *more}, loaded=5) == BUTTON
    scripted = ITEMS.replace("href=", "href='javascript:void(0)' data-href=")
    assert why(f"<a href='/khac'>Khác</a><div>{scripted}<p>{button}</p></div>") == BUTTON


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{ITEMS}</div><aside><a href='/khac/1'>Khác</a><button>Xem thêm</button></aside>",
        f"<div>{ITEMS}</div><div><h3><a href='{URLS[0]}'>Bài</a></h3><button>Xem thêm</button></div>",
        f"<div class=slick-slider>{ITEMS}<button>Xem thêm</button></div>",
        f"<div>{ITEMS}<button>&gt;</button></div>",
        f"<div>{ITEMS}<a href='/kinh-te/tat-ca'>Xem thêm</a></div>",
        f"<div>{ITEMS}</div><script>var max_pages = 1; var page_size = 9;</script>",
    ],
)
def test_the_button_of_a_card_or_of_another_box_continues_no_list(markup):
    assert why(markup) is None


@pytest.mark.parametrize(
    "mark",
    [
        "<div data-cursor='9'></div>",
        "<i data-next-cursor=abc></i>",
        '<script>var infiniteScroll = {"settings":{}};</script>',
        "<div v-infinite-scroll='tai'></div>",
        "<div x-intersect='tai()'></div>",
        "<infinite-loading></infinite-loading>",
    ],
)
def test_a_list_that_scrolls_on_is_named(mark):
    assert why(ITEMS + mark) == "a script continues it where the visitor scrolls"


@pytest.mark.parametrize(
    "call",
    [
        "$('#p').pagination({items: 36, itemsOnPage: 3})",
        "$('.p').pagination({dataSource: '/ds', totalNumber: 36, pageSize: 3})",
        "$('#p').bootpag({total: 36, page: 1}).on('page', tai)",
        "$('#p').simplePagination({itemsOnPage: 3, total_items: 36})",
        "new Paginator({total: 36, perPage: 3})",
    ],
)
def test_a_pager_that_a_plugin_draws_is_named_unless_all_entries_are_on_the_page(call):
    script = f"<script>{call}</script>"
    assert why(ITEMS + script) == "a script draws its pager for 36 entries"
    assert why(ITEMS + script.replace("36", "3")) is None


@pytest.mark.parametrize(
    ("attributes", "is_named"),
    [
        ("id=paging data-page=1 data-total=2", True),
        ("class='pagination' data-total=36", True),
        ("class=pager data-current-page=1 data-pages=4", True),
        ("id=phan-trang data-count=36 data-size=4", True),
        ("id=paging data-page=1 data-total=1", False),
        ("id=paging data-page=1 data-total=4 data-size=10", False),
        ("class=pagination", False),
        ("class=pagination data-total=3", False),
        ("class=page-title data-total=36", False),
        ("class=pagination data-total=tất", False),
    ],
)
def test_an_empty_box_of_a_pager_that_counts_more_than_the_list_shows_is_named(attributes, is_named):
    found = why(f"{ITEMS}<div {attributes}></div>")
    assert found == ("a script draws its pager" if is_named else None)
    assert why(f"{ITEMS}<div {attributes}>Một dòng</div>") is None


@pytest.mark.parametrize("mark", ["<div data-cursor=''></div>", "<p data-cursor=9>Một đoạn</p>"])
def test_an_empty_cursor_or_that_of_a_text_continues_no_list(mark):
    assert why(ITEMS + mark) is None


@pytest.mark.parametrize(
    ("url", "mark", "path"),
    [
        (LIST, "<link href='/wp-content/a.css'>", "/kinh-te/page/3/"),
        (LIST + "/page/2/", "<link href='/wp-content/a.css'>", "/kinh-te/page/3/"),
        (
            LIST,
            "<script>var x = {ajaxurl: 'https:\\/\\/bao.vn\\/wp-admin\\/admin-ajax.php'}</script>",
            "/kinh-te/page/3/",
        ),
        (LIST, "<link rel='https://api.w.org/' href='https://bao.vn/wp-json/'>", "/kinh-te/page/3/"),
        ("https://bao.vn/?cat=5", "<link href='/wp-content/a.css'>", "/?cat=5&paged=3"),
        (LIST, "<button wire:click='loadMore'>Xem thêm</button>", "/kinh-te?page=3"),
        (LIST + "?trang=2", "<div data-max-pages=9></div>", "/kinh-te?trang=3"),
        (
            LIST,
            "<ul class=pagination><li><a href=''>2</a></li><li><a href=''>3</a></li></ul>",
            "/kinh-te?page=3",
        ),
        (
            LIST + ".htm",
            "<input type=hidden name=hdZoneId id='hdZoneId' value='11'>",
            "/timelinelist/11/3.htm",
        ),
        (
            "https://bao.vn/timelinelist/11/2.htm",
            "<div><a href='/bai/9'>Bài</a></div>",
            "/timelinelist/11/3.htm",
        ),
    ],
)
def test_the_usual_address_of_a_page_is_that_of_the_system(url, mark, path):
    assert guess_address(page_of(mark, url), 3) == f"https://bao.vn{path}"


def test_no_address_is_guessed_without_a_system_or_a_number_of_pages():
    assert guess_address(page_of("<button>Xem thêm</button>"), 2) is None


MENU = "<nav><a href='/thoi-su'>Thời sự</a></nav>"
STATED = "<div data-max-pages=3></div>"


def problems(data):
    return [each["code"] for each in runs(data, f"portal/{HOST}")[-1]["problems"]]


def test_the_pages_that_a_list_states_are_read_to_the_last(tmp_path):
    pages = site(
        12,
        **{
            "/": MENU + links(0, 1, 2),
            "/thoi-su": MENU + STATED + links(3, 4, 5),
            "/thoi-su?page=2": MENU + STATED + links(6, 7, 8),
            "/thoi-su?page=3": MENU + STATED + links(9, 10, 11),
        },
    )
    ended, asked = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(12), ended.stdout
    assert ended.returncode == 0
    assert "/thoi-su?page=4" not in asked


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "second",
    [{}, {"/thoi-su?page=2": MENU + STATED + links(3, 4, 5)}, {"/thoi-su?page=2": MENU + "<p>Trống</p>"}],
    ids=["no page", "the same articles", "no articles"],
)
def test_a_guessed_page_that_shows_nothing_new_makes_the_run_partial(tmp_path, second):
    pages = site(6, **{"/": MENU + links(0, 1, 2), "/thoi-su": MENU + STATED + links(3, 4, 5), **second})
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(6)
    assert ended.returncode == 10
    assert problems(tmp_path) == ["pager_not_followed"]
    assert "it has 3 pages, which a script shows" in ended.stdout
    again, asked = crawl(pages, tmp_path)
    assert again.returncode == 0, "the first run said so"
    assert "/thoi-su?page=2" not in asked


@pytest.mark.slow
def test_a_list_with_a_button_that_nothing_explains_makes_the_run_partial(tmp_path):
    button = "<button id=them>Xem thêm</button><script src='/tin.js'></script>"
    lists = {"/": MENU + links(0, 1, 2), "/thoi-su": f"{MENU}<div>{links(3, 4, 5)}{button}</div>"}
    ended, _ = crawl(site(6, **lists), tmp_path)
    assert ended.returncode == 10
    assert problems(tmp_path) == ["pager_not_followed"]
    again, _ = crawl(site(6, **lists), tmp_path)
    assert again.returncode == 0, "the first run said so"


@pytest.mark.parametrize(
    "template",
    [
        "?trang={{number}}",
        "/kinh-te?trang={{page}}",
        "https://bao.vn/kinh-te?page={page}",
        "/kinh-te?page=${page}",
        "/kinh-te/trang-__PAGE__",
        "/kinh-te/page/%d/",
        "/kinh-te?p={0}",
        "?page=%page%",
        "?page=[page]",
        "/kinh-te/page/:page",
        "?trang=#trang#",
        "?sap=moi&page={pageNumber}",
        "?page=%7Bpage%7D",
    ],
)
@pytest.mark.parametrize(
    "markup",
    [
        "<script>$('#p').twbsPagination({{totalPages: 5, href: '{}'}})</script>",
        '<ul data-pattern="{}"></ul>',
        "<script>$('#p').pagination({{items: 36, hrefTextPrefix: '{}'}})</script>",
        '<script>var cfg = {{"link":"{}"}}</script>',
    ],
)
def test_the_address_in_which_a_script_puts_the_number_is_that_of_the_next_page(template, markup):
    page = page_of(ITEMS + markup.format(template))
    assert why(ITEMS + markup.format(template)) is not None
    url = (
        LIST + template
        if template[0] == "?"
        else template
        if template[:4] == "http"
        else "https://bao.vn" + template
    )
    filled = guess_address(page, 2)
    assert filled is not None
    before = min(url.find(mark) for mark in ("{", "$", "__", "%", "[", ":page", "#") if url.find(mark) > 0)
    assert filled.startswith(f"{url[:before]}2")


@pytest.mark.parametrize(
    "script",
    [
        "var a = '/tim-kiem?page={page}'",
        "var a = '/kinh-te?page={page}', b = '/kinh-te?trang={page}'",
        "var a = '/kinh-te?page={page}&x={page}'",
        "var a = 'https://khac.example/kinh-te?page={page}'",
        "var a = '/kinh-te?ma={page}'",
        "var a = '/kinh-te?page=' + page",
    ],
)
def test_a_template_of_another_address_or_one_of_several_is_left_alone(script):
    assert guess_address(page_of(ITEMS + f"<script>{script}</script>"), 2) is None


def test_a_list_is_read_to_its_end_by_the_template_of_its_script(tmp_path):
    menu = "<ul class=menu><li><a href='/tin'>Tin xã</a></li></ul>"
    script = "<script>veTrang({href: '/tin?trang={{number}}'})</script>"
    pages = {"/tin": links(*range(4)) + script, "/tin?trang=2": links(*range(4, 8)) + script}
    pages |= {"/tin?trang=3": links(*range(8, 12)) + script, "/tin?trang=4": script}
    ended, _ = crawl(site(12, **{"/": menu + links(0, 1, 2)}, **pages), tmp_path)
    assert ended.returncode == 0, ended.stdout
    assert stored(tmp_path) == all_of(12)


def test_a_plugin_puts_the_number_of_the_page_between_two_texts():
    options = "{items: 36, hrefTextPrefix: '/kinh-te/trang-', hrefTextSuffix: '.html'}"
    assert (
        guess_address(page_of(f"<script>$('#p').pagination({options})</script>"), 2) == LIST + "/trang-2.html"
    )
