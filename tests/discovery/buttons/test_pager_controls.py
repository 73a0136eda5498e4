"""Pagers without links: followed where they have an address or a form, otherwise named."""

from urllib.parse import parse_qsl

import pytest

from dvcrawler.discovery.buttons.page_forms import LARGEST_FORM, NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.pagers.next_steps import next_step
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.pagers.unshown_pages import find_unshown
from dvcrawler.extract.page import Page
from tests.portal import records
from tests.site import HOST, article, asked, crawl_site, last_run, path_of, served, site
from tests.webserver import Answer

LIST = f"https://{HOST}/kinh-te/"


def page_of(html, url=LIST):
    return Page(f"<html><body><p>Tin</p>{html}</body></html>".encode(), url)


def control(html, number=1, url=LIST):
    return find_control(page_of(html, url), number)


@pytest.mark.parametrize(
    ("listing", "href"),
    [
        (
            "/web/guest/tin-tuc",
            "/web/guest/tin-tuc?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_delta=20&_101_INSTANCE_x_cur=2",
        ),
        ("/tin-tuc", "/tin-tuc?p=2"),
        ("/tin-tuc/", "/tin-tuc/trang-2.html"),
        ("/tin-tuc.html", "/tin-tuc/trang-2.html"),
        ("/tin-tuc.html", "/tin-tuc-trang-2.html"),
        ("/tin-tuc/", "/tin-tuc/page/2/"),
        ("/vi/news/tin-tuc/", "/vi/news/tin-tuc/page-2/"),
        ("/tin-tuc", "/tin-tuc;page=2"),
        ("/tin-tuc", "/tin-tuc/p2"),
        ("/tin-tuc.aspx", "/tin-tuc.aspx?PageIndex=2"),
        ("/tin-tuc/", "/tin-tuc/currentpage/2"),
        ("/tin-tuc", "/tin-tuc?pageNo=2"),
    ],
)
def test_the_number_of_a_page_is_known_in_many_forms(listing, href):
    page = page_of(f'<a href="{href}">2</a>', f"https://{HOST}{listing}")
    assert next_page(page, 1) == f"https://{HOST}{href}"


@pytest.mark.parametrize(
    "href", ["/tin-tuc/nghi-quyet-p2.html", "/tin-tuc/bai-2.html", "/khac/trang-2.html", "/tin-tuc?year=2"]
)
def test_a_number_in_another_address_is_not_a_page(href):
    assert next_page(page_of(f'<a href="{href}">2</a>', f"https://{HOST}/tin-tuc/"), 1) is None


@pytest.mark.parametrize(
    ("html", "path"),
    [
        (
            '<button class="load-more" data-url="/ajax/tin?cat=5&page=2">Xem thêm</button>',
            "/ajax/tin?cat=5&page=2",
        ),
        ('<a class="btn-more" href="#" data-href="?page=2">Xem thêm</a>', "/kinh-te/?page=2"),
        (
            '<a class="btn-more" data-url="/kinh-te/page/%PAGED%/" data-page="1">Xem thêm</a>',
            "/kinh-te/page/2/",
        ),
        (
            '<a class="btn-more" data-url="/kinh-te/trang-{page}.html" data-page="1">Xem thêm</a>',
            "/kinh-te/trang-2.html",
        ),
        ('<button class="btn-more" data-url="?trang=__page__">Xem thêm</button>', "/kinh-te/?trang=2"),
        ('<button class="btn-more" data-url="/tin/%d1%8f?page=2">Xem thêm</button>', "/tin/%d1%8f?page=2"),
        (
            '<a class="xem-them" href="javascript:void(0)" data-url="/ajax/tin" data-page="1">Xem thêm</a>',
            "/ajax/tin?page=2",
        ),
        (
            '<div class="xem-them" data-url="/ajax/tin" data-next-page="2"><b>Xem thêm</b></div>',
            "/ajax/tin?page=2",
        ),
        (
            '<div class="xem-them" data-url="/kinh-te/" data-next-page="2"><b>Xem thêm</b></div>',
            "/kinh-te/?page=2",
        ),
        ('<div class="xem-them" data-url="/kinh-te/p/2" data-next="2"><b>Xem thêm</b></div>', "/kinh-te/p/2"),
        ('<a class="xem-them" data-url="/ajax/tin/5/2" data-page="2">Tải thêm</a>', "/ajax/tin/5/2"),
        ('<a class="xem-them" data-url="/ajax/tin/2" data-page="1">Tải thêm</a>', "/ajax/tin/2?page=2"),
        ('<a class="xem-them" data-url="/ajax/tin/1" data-page="1">Tải thêm</a>', "/ajax/tin/1?page=2"),
        (
            '<a class="xem-them" data-url="/api/tin-12-1.html" data-page="1">Tải thêm</a>',
            "/api/tin-12-1.html",
        ),
        ('<a class="xem-them" data-url="/ajax/tin?page=" data-page="2">Tải thêm</a>', "/ajax/tin?page=2"),
        (
            '<a class="xem-them" data-url="/ajax/tin?trang=1&c=3" data-page="1">Xem thêm</a>',
            "/ajax/tin?trang=2&c=3",
        ),
        (
            "<ul class='pagination'><li onclick=\"location.href='/kinh-te/trang-2.html'\">2</li></ul>",
            "/kinh-te/trang-2.html",
        ),
        ("<span onclick=\"window.location='/kinh-te/?p=2'\">Trang sau</span>", "/kinh-te/?p=2"),
        ("<button onclick=\"location.href='/kinh-te/2'\">Trang sau</button>", "/kinh-te/2"),
        ("<button onclick=\"location.href='/2/kinh-te/'\">»</button>", "/2/kinh-te/"),
        ("<form action=/kinh-te/2><button>Tiếp</button></form>", "/kinh-te/2"),
        ("<form action=/kinh-te/2><button>Xem tiếp</button></form>", "/kinh-te/2"),
        ("<form action=/kinh-te-2.html><button>Xem thêm</button></form>", "/kinh-te-2.html"),
        ("<form action=/danh-sach/5/2><input type=submit value='Xem thêm'></form>", "/danh-sach/5/2"),
        ("<a href=\"javascript:goPage('/kinh-te/page/2/')\">2</a>", "/kinh-te/page/2/"),
        (
            '<a onclick=\'RefreshPageTo(event, "/kinh-te/?Paged=TRUE\\u0026p_ID=30\\u0026PageFirstRow=31");return false;\' href="javascript:"><img src="/next.gif" alt="Tiếp theo"></a>',
            "/kinh-te/?Paged=TRUE&p_ID=30&PageFirstRow=31",
        ),
        ('<div class="paging"><a href="#" data-page="2">2</a></div>', "/kinh-te/?page=2"),
        ('<div class="paging"><a href="#" data-page="2"></a></div>', "/kinh-te/?page=2"),
        (
            '<div class="pager"><input type="button" value="Trang sau" data-link="/kinh-te/?cur=2"></div>',
            "/kinh-te/?cur=2",
        ),
        (
            '<div class="paging"><a href="#" data-page="2">2</a></div><script>u.searchParams.set("trang", n)</script>',
            "/kinh-te/?trang=2",
        ),
        (
            '<div class="paging"><a href="#" data-page="2">2</a></div><script>u.searchParams.set("q", tu)</script>',
            "/kinh-te/?page=2",
        ),
    ],
)
def test_a_button_leads_to_the_address_in_its_attributes(html, path):
    assert control(html) == NextPage(f"https://{HOST}{path}")


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<a href="#" onclick="plusSlides(1)" class="slide next">›</a>',
        '<div class="carousel more"><a onclick="next()">Xem thêm</a></div>',
        "<a href=\"javascript:__doPostBack('ctl00$Calendar1','8761')\">2</a>",
        "<a href=\"javascript:__doPostBack('ctl00$ThamDo$binhchon','2')\">2</a>",
        "<a onclick=\"share('/kinh-te/')\">Chia sẻ</a>",
        '<p onclick="toggle()">Xem thêm</p>',
        '<a onclick=\'RefreshPageTo(event, "/kinh-te/?PagedPrev=TRUE\\u0026p_ID=30");return false;\' href="javascript:"><img alt="Next"></a>',
    ],
)
def test_what_is_not_a_pager_is_not_followed(html):
    assert control(html) is None


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ('<div class="load-more" onclick="loadMore()">Xem thêm</div>', "has no address"),
        ('<ul class="pagination"><li><a href="javascript:go(2)">2</a></li></ul>', "has no address"),
        ("<a href=\"javascript:__doPostBack('ctl00$pager','2')\">2</a>", "a form that is not there"),
        (
            "<form action='https://example.org/'><a href=\"javascript:__doPostBack('p','2')\">2</a></form>",
            "another host",
        ),
        (
            f"<form><input name=v value={'x' * LARGEST_FORM}><a href=\"javascript:__doPostBack('p','2')\">2</a></form>",
            "512 KB",
        ),
        (
            "<td><a href='javascript:' onclick=\"go('/kinh-te/?Paged=TRUE\\u0026Order=2')\"><img alt=Next></a></td>",
            "not look like its next page",
        ),
        ("<a data-url='/kinh-te/?tu=moi'>Xem thêm</a>", "/kinh-te/?tu=moi, which does not look like"),
    ],
    ids=lambda value: value[-20:],
)
def test_a_pager_that_cannot_be_followed_is_named(html, why):
    assert why in control(html)


FORM = (
    '<form method="post" action="./"><input type="hidden" name="__VIEWSTATE" value="dDw+/="><input name="tu" value="lúa">'
    '<input type="submit" name="tim" value="Tìm"><input type="checkbox" name="a"><input type="checkbox" name="b" checked>'
    '<input name="c" value="x" disabled><select name="nam"><option value="1">1</option><option selected>2024</option></select>'
    '<textarea name="t">chữ</textarea>{}</form>'
)


@pytest.mark.parametrize(
    ("html", "target", "argument"),
    [
        ("<a href=\"javascript:__doPostBack('ctl00$pager','2')\">2</a>", "ctl00$pager", "2"),
        ('<a href=\'javascript:__doPostBack("ctl00$pager", "2")\'>2</a>', "ctl00$pager", "2"),
        (
            "<a href=\"javascript:__doPostBack('ctl00$UpdatePanel1$dl','2')\">2</a>",
            "ctl00$UpdatePanel1$dl",
            "2",
        ),
        (
            "<a href=\"javascript:__doPostBack('ctl00$SearchList$pager','2')\">2</a>",
            "ctl00$SearchList$pager",
            "2",
        ),
        ('<a href="javascript:__doPostBack(&#39;gv&#39;,&#39;Page$2&#39;)">2</a>', "gv", "Page$2"),
        ('<a href="javascript:__doPostBack(%27ctl00$pager%27,%272%27)">2</a>', "ctl00$pager", "2"),
        (
            "<a href=\"#\" onclick=\"__doPostBack('ctl00$lnkNext','');return false\">Trang sau</a>",
            "ctl00$lnkNext",
            "",
        ),
        ("<a href=\"javascript:__doPostBack('gv','Page$Next')\">»</a>", "gv", "Page$Next"),
        (
            '<a href=\'javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("ctl00$next", "", true))\'>&gt;</a>',
            "ctl00$next",
            "",
        ),
        (
            "<span onclick=\"javascript:setTimeout('__doPostBack(\\'dp$page\\',\\'\\')',0)\">Xem thêm</span>",
            "dp$page",
            "",
        ),
    ],
)
def test_a_postback_is_the_form_with_its_target(html, target, argument):
    found = control(FORM.format(html))
    assert found.url == LIST
    assert dict(parse_qsl(found.form.decode(), keep_blank_values=True)) == {
        "__VIEWSTATE": "dDw+/=",
        "tu": "lúa",
        "b": "on",
        "nam": "2024",
        "t": "chữ",
        "__EVENTTARGET": target,
        "__EVENTARGUMENT": argument,
    }


def test_steps_go_on_by_the_number_in_the_query():
    assert next_step(LIST + "?page=2&c=1", 2) == LIST + "?page=3&c=1"
    assert next_step(LIST + "?offset=20", 3) == LIST + "?offset=30"
    assert next_step(LIST + "?start=6&c=1", 2) == LIST + "?start=12&c=1"
    assert next_step(LIST + "?offset=7", 3) is None
    assert next_step(LIST, 2) is None
    assert next_step("https://bao.vn/api/tin-12-1.html", 2) == "https://bao.vn/api/tin-12-2.html"
    assert next_step("https://bao.vn/ajax/tin/5/2", 2) == "https://bao.vn/ajax/tin/5/3"
    assert next_step("https://bao.vn/api/tin-12.html", 2) is None
    assert next_step(LIST + "?page=7", 2) is None
    assert next_step(LIST + "?muc=5&t=2", 2) == LIST + "?muc=5&t=3"
    assert next_step(LIST + "?muc=2&t=2", 2) == LIST + "?muc=2&t=3"
    assert next_step(LIST + "?q=2&t=2", 2) is None
    assert next_step("https://bao.vn/tin/trang-2?chuyenmuc=2", 2) == "https://bao.vn/tin/trang-3?chuyenmuc=2"
    assert next_step("https://bao.vn/ajax/1?cid=2", 2) == "https://bao.vn/ajax/2?cid=2"
    assert next_step(LIST + "?cat=2&after=abc", 2) is None


# --- as crawls -------------------------------------------------------------------------------------


def listing(numbers, more=""):
    links = "".join(f'<a href="{path_of(number)}">bài {number}</a>' for number in numbers)
    return f"<html><body><h1>Kinh tế</h1>{links}{more}</body></html>"


def section_site(**more):
    """A front page that leads to one section, and twelve articles behind it."""
    pages = {path_of(number): article(number) for number in range(1, 13)}
    return site(home='<html><body><a href="/kinh-te/">Kinh tế</a></body></html>', **(pages | more))


POSTBACKS = "".join(f"<a href=\"javascript:__doPostBack('ctl00$pager','{n}')\">{n}</a>" for n in (1, 2, 3))
ASPX = f'<form method="post" action="/kinh-te/"><input type="hidden" name="__VIEWSTATE" value="%s">{POSTBACKS}</form>'


def aspx(handler):
    """Answers a postback only with the view state of the page before."""
    fields = dict(parse_qsl(getattr(handler, "form", b"").decode()))
    number = int(fields.get("__EVENTARGUMENT", 1))
    if number > 1 and fields.get("__VIEWSTATE") != f"state{number - 1}":
        return Answer(b"Invalid viewstate", 500)
    return listing(range(number * 4 - 3, number * 4 + 1), ASPX % f"state{number}")


def test_postbacks_are_followed_page_by_page_and_archived(tmp_path):
    with served(section_site(**{"/kinh-te/": aspx})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 0, ended.out + ended.err
        assert len(web.posted) == 2
    assert len(records(tmp_path)) == 12
    archived = b"".join(path.read_bytes() for path in sorted((tmp_path / "warc").rglob("*.warc.gz")))
    import gzip

    text = gzip.decompress(archived)
    assert text.count(b"POST /kinh-te/ HTTP/1.1\r\n") == 2
    assert b"__EVENTTARGET=ctl00%24pager&__EVENTARGUMENT=3" in text


def test_robots_txt_forbids_a_postback_too(tmp_path):
    page = listing(range(1, 5), ASPX.replace("/kinh-te/", "/xem/") % "x")
    robots = "User-agent: *\nDisallow: /xem/\n"
    with served(section_site(**{"/kinh-te/": page, "robots": robots})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 10, ended.out
        assert web.posted == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "button",
    [
        '<button class="load-more" data-url="/ajax/tin?cat=5&page=2">Xem thêm</button>',
        '<a class="xem-them" href="#" data-url="/ajax/tin?cat=5" data-page="1">Xem thêm</a>',
    ],
)
def test_a_button_is_followed_until_its_address_has_no_more(tmp_path, button):
    ajax = {f"/ajax/tin?cat=5&page={n}": listing(range(n * 4 - 3, n * 4 + 1)) for n in (2, 3)}
    end = {"/ajax/tin?cat=5&page=4": Answer(b" ")}
    with served(section_site(**{"/kinh-te/": listing(range(1, 5), button), **ajax, **end})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 0, ended.out + ended.err
    assert len(records(tmp_path)) == 12


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "pager",
    [
        '<div class="load-more" onclick="loadMore()">Xem thêm</div>',
        '<ul class="pagination"><li><a href="javascript:go(2)">2</a></li></ul>',
        '<div class="paging"><a href="#" data-page="2">2</a></div>',
        "<form method=post><a href=\"javascript:__doPostBack('pager','2')\">2</a></form>",
    ],
)
def test_a_pager_that_leads_nowhere_makes_the_run_partial_once(tmp_path, pager):
    page = listing(range(1, 5), pager)
    with served(section_site(**{"/kinh-te/": page, "/kinh-te/?page=2": page})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 10, ended.out + ended.err
        assert len(asked(web, "/kinh-te/")) <= 2
    run = last_run(tmp_path)
    assert [each["code"] for each in run["problems"]] == ["pager_not_followed"]
    assert run["stats"]["dvcrawler/listing/pagers_left"] == 1
    assert len(records(tmp_path)) == 4


@pytest.mark.slow
def test_a_pager_that_leads_nowhere_is_reported_again_only_where_articles_may_lie_behind_it(tmp_path):
    button = '<div class="load-more" onclick="loadMore()">Xem thêm</div>'

    def crawl_pages(first, last, **arguments):
        with served(section_site(**{"/kinh-te/": listing(range(first, last), button)})) as web:
            return crawl_site(web, tmp_path, **arguments).code

    assert crawl_pages(1, 4) == 10
    assert crawl_pages(3, 6) == 0  # it reaches article 3 of the first run
    assert crawl_pages(9, 12) == 10  # articles 6 to 8 may have been missed


def test_a_choice_that_sets_the_location_and_a_button_of_a_form_lead_on():
    choice = (
        '<select onchange="location=this.value"><option value="/kinh-te/">1</option>'
        '<option value="/kinh-te/?tr=2">Trang 2</option></select>'
    )
    assert control(choice) == NextPage(LIST + "?tr=2")
    assert control(choice.replace("onchange", "data-x")) is None
    fields = '<input type="hidden" name="a" value="1"><input type="submit" name="b" class="pager" value="Trang sau">'
    assert control(f'<form method="post" action="/kinh-te/">{fields}</form>') == NextPage(
        LIST, b"a=1&b=Trang+sau"
    )
    assert control(f"<form>{fields}</form>") == NextPage(LIST + "?a=1&b=Trang+sau")
    assert control(f"<form>{fields.replace('pager', 'search')}</form>") is None


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#" onclick="loadPage(2); return false">2</a>',
        "<a href=\"javascript:chuyenTrang('2', 'tin')\">2</a>",
        '<ul class="pagination"><li><a ng-click="go(2)">2</a></li></ul>',
        '<button class="btn-more">Xem thêm</button>',
    ],
)
def test_a_pager_that_only_a_script_turns_is_named(html):
    assert control(html) == "its pager has no address"


@pytest.mark.parametrize(
    "html",
    [
        "<table class='calendar'><tr><td><a href=\"javascript:__doPostBack('cal','2')\">2</a></td></tr></table>",
        '<a href="#" onclick="vote(5)">2</a>',
        "<button>Xem thêm</button>",
    ],
)
def test_other_controls_are_not_a_pager(html):
    assert control(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<ul class='pager'><li class='disabled'><a href='javascript:;'>Tiếp theo</a></li></ul>",
        "<div class='paging'><a class='aspNetDisabled' href='javascript:void(0)'>Trang sau</a></div>",
        "<div class='paging'><button disabled>Xem thêm</button></div>",
        "<div class='paging'><a aria-disabled='true' onclick='more()'>Xem thêm</a></div>",
    ],
)
def test_a_disabled_control_is_the_end_of_the_list(html):
    assert control(html, number=5) is None


@pytest.mark.parametrize(
    "href", ["javascript:;", "javascript:void(0)", "javascript:void(0);", "#", " javascript: "]
)
def test_a_next_that_does_nothing_is_the_end_on_a_later_page(href):
    html = f"<div class='pager'><a href='/kinh-te/?page=1'>Trước</a> <a href='{href}'>Tiếp theo</a></div>"
    assert control(html, number=3) is None


def test_a_next_that_does_nothing_is_named_on_the_first_page():
    html = "<div class='pager'><a href='javascript:void(0)'>Xem thêm</a></div>"
    assert control(html) == "its pager has no address"


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        (
            '<form method="post"><input type="hidden" name="cid" value="4"><button name="trang" value="2">2</button></form>',
            "cid=4&trang=2",
        ),
        (
            '<form method="post"><input type="hidden" name="page" value="1"><input type="submit" name="page" value="2"></form>',
            "page=2",
        ),
        (
            '<form method="post"><button type="submit" name="p" value="2" title="Trang sau"></button></form>',
            "p=2",
        ),
        (
            '<form method="post"><input type="hidden" name="trang" value="2"><button>Trang sau</button></form>',
            "trang=2",
        ),
        (
            '<form method="post"><input type="hidden" name="page" value="2"><input type="submit" value="Xem thêm"></form>',
            "page=2",
        ),
        (
            '<form method="post"><input type="hidden" name="tu" value="10"><button>Tin cũ hơn</button></form>',
            "tu=10",
        ),
    ],
)
def test_a_button_that_sends_the_number_of_a_page_needs_no_pager_around_it(form, sent):
    found = control(form)
    assert isinstance(found, NextPage)
    assert found.form == sent.encode()


@pytest.mark.parametrize("button", ['name="diem" value="2"', 'name="trang" value="3"', 'name="p" value=""'])
def test_another_button_with_a_number_is_not_a_pager(button):
    assert control(f'<form method="post"><button {button}>2</button></form>') is None


@pytest.mark.parametrize(
    "field", ['name="so" value="2"', 'name="page" value="1"', 'name="page" value="2" disabled']
)
@pytest.mark.parametrize("label", ["Tiếp tục", "Xem thêm"])
def test_a_button_that_sends_no_number_of_the_next_page_is_not_a_pager(field, label):
    field = field.replace("disabled", 'type="text"')
    kind = "" if "type" in field else 'type="hidden"'
    assert control(f'<form method="post"><input {kind} {field}><button>{label}</button></form>') is None


@pytest.mark.parametrize(
    "name",
    [
        "data-next",
        "data-next-url",
        "data-next-page-url",
        "data-more-url",
        "data-infinite-url",
        "data-load-more-url",
    ],
)
@pytest.mark.parametrize(
    "address", ["/kinh-te/?trang=2", "/kinh-te/them?con-tro=abc", "https://baolamdong.vn/them/2"]
)
def test_an_attribute_that_names_the_next_address_needs_no_label(name, address):
    found = control(f'<div class="danh-sach" {name}="{address}"></div>')
    assert found == NextPage("https://baolamdong.vn" + address.removeprefix("https://baolamdong.vn"))


@pytest.mark.parametrize(
    "name", ["next-url", "next-href", "data-next-link", "load-more-url", ":next-page-url", "nexturl"]
)
def test_an_attribute_of_a_template_names_the_next_address_of_a_button(name):
    address = "/kinh-te/list?offset=6"
    assert control(f'<button {name}="{address}">Tải thêm</button>') == NextPage(
        f"https://baolamdong.vn{address}"
    )


@pytest.mark.parametrize(
    "name", ["data-readmore-url", "read-more-url", "next-post-url", "data-next-src", "text-next"]
)
def test_an_attribute_that_names_something_else_does_not_lead_on(name):
    assert control(f'<div class="card" {name}="/kinh-te/bai-12.html"><button>Xem</button></div>') is None


@pytest.mark.parametrize("address", ["", "#", "null", "https://khac.example/?trang=2", "2"])
def test_an_attribute_without_an_address_of_the_site_is_the_end(address):
    assert control(f'<base href="/tin/"><div class="danh-sach" data-next-url="{address}"></div>') is None


@pytest.mark.parametrize(
    ("attributes", "query"),
    [
        ('data-api="/tin/them" data-offset="10"', "offset=10"),
        ('data-api="/tin/them" data-offset="10" data-limit="10"', "offset=10&limit=10"),
        ('data-url="/tin/them?c=4" data-start="6" data-count="6"', "c=4&start=6&count=6"),
        ('data-endpoint="/tin/them" data-cursor="eyJpZCI6N30"', "cursor=eyJpZCI6N30"),
        ('data-src="/tin/them" data-next-cursor="7"', "cursor=7"),
    ],
)
def test_a_button_gives_the_value_that_asks_for_the_next_part(attributes, query):
    assert control(f"<button {attributes}>Xem thêm</button>") == NextPage(
        f"https://baolamdong.vn/tin/them?{query}"
    )


@pytest.mark.parametrize(
    "attributes",
    [
        'data-offset="10"',
        'data-api="/tin/them" data-offset="0"',
        'data-api="https://khac.example/them" data-offset="10"',
    ],
)
def test_a_button_without_such_a_value_or_address_has_none(attributes):
    assert not isinstance(control(f"<button {attributes}>Xem thêm</button>"), NextPage)


def test_a_pager_that_leads_back_to_earlier_pages_ends(tmp_path):
    pages = site(*range(6)) | {(HOST, "/"): '<html><body><a href="/kinh-te/">Kinh tế</a></body></html>'}
    for number in (1, 2, 3):
        links = "".join(f'<a href="{path_of(n)}">bài {n}</a>' for n in (2 * number - 2, 2 * number - 1))
        following = f'<a href="/kinh-te/?page={number % 3 + 1}">Trang sau</a>'
        pages[HOST, f"/kinh-te/?page={number}"] = f"<html><body>{links}{following}</body></html>"
    pages[HOST, "/kinh-te/"] = pages[HOST, "/kinh-te/?page=1"]
    with served(pages) as web:
        ended = crawl_site(web, tmp_path)
        assert len([path for _, path in web.asked if path.startswith("/kinh-te/?")]) == 3
    assert ended.code == 0, ended.out
    assert len(records(tmp_path)) == 6


def test_a_picture_that_submits_a_form_sends_where_it_was_clicked():
    found = control(
        '<form method="post"><input type="hidden" name="trang" value="1"><div class="Pager">'
        '<input type="image" name="truoc" src="truoc.gif" alt="Trang trước">'
        '<input type="image" name="sau" src="sau.gif" alt="Trang sau"></div></form>'
    )
    assert isinstance(found, NextPage)
    assert found.form == b"trang=1&sau.x=1&sau.y=1"


def test_an_address_with_escaped_characters_in_a_script_is_read():
    script = r"""javascript:RefreshPageTo(event, "\u002fkinh-te\u002fAllItems.aspx?Paged=TRUE\u0026PageFirstRow=31");"""
    found = control(
        f"<table class='ms-bottompaging'><tr><td><a onclick='{script}' href='javascript:'>"
        "<img src='next.gif' alt='Tiếp theo'></a></td></tr></table>"
    )
    assert found == NextPage(f"https://{HOST}/kinh-te/AllItems.aspx?Paged=TRUE&PageFirstRow=31")


@pytest.mark.parametrize("label", ["2", "<i title='Trang sau'></i>", "»"])
def test_the_address_may_be_in_any_attribute_of_a_pager(label):
    link = f'<a class="page-link" href="javascript:;" nh-link-redirect="/kinh-te/?page=2" title="Trang sau">{label}</a>'
    assert control(f'<ul class="pagination"><li>{link}</li></ul>') == NextPage(f"{LIST}?page=2")
    other = link.replace("page=2", "page=7")
    assert control(f'<ul class="pagination"><li>{other}</li></ul>') == "its pager has no address"


def test_an_address_that_is_escaped_as_a_whole_in_a_script_is_read():
    call = "nv_urldecode_ajax('%2Fkinh-te%2F%3Fpage%3D2','generate_page')"
    html = f"<ul class=pagination><li><a href='javascript:void(0)' onclick=\"{call}\">2</a></li></ul>"
    assert control(html) == NextPage(f"{LIST}?page=2")


PANE_BUTTONS = (
    "<button data-target='#pane-{}'>{}</button>",
    "<button type=button data-bs-target='#trang{}'>{}</button>",
    "<a href='#tab-{}'>{}</a>",
    "<a href='javascript:void(0)' data-tab='tab{}'>{}</a>",
    "<li data-pane=p{}><a href='#'>{}</a></li>",
    "<span class=page rel='#o_{}'>{}</span>",
    "<button role=tab aria-controls=panel-{}>{}</button>",
    "<a onclick=\"hien('khung{}'); return false\" href='#'>{}</a>",
    "<button onclick=\"$('.khung').hide(); $('#khung-{}').show()\">{}</button>",
    "<li class=page data-id='#ds{}'>{}</li>",
)


def panes(button, first=1, inside="<a href='/tin/{}'>Xã Hải Minh làm đường liên thôn</a>"):
    key = button.partition("{}")[0].rpartition("#")[2].rpartition("'")[2].rpartition("=")[2]
    boxes = "".join(f"<div id='{key}{n}'>{inside.format(n)}</div>" for n in range(first, first + 3))
    buttons = "".join(button.format(n + first - 1, n) for n in (1, 2, 3))
    return page_of(f"{boxes}<div class=pagination>{buttons}</div>")


@pytest.mark.parametrize("first", (0, 1))
@pytest.mark.parametrize("button", PANE_BUTTONS)
def test_numbers_of_panes_that_are_on_the_page_are_no_pager(button, first):
    found = panes(button, first)
    assert (find_control(found, 1), find_unshown(found, 1, ())) == (None, None)


@pytest.mark.parametrize("button", PANE_BUTTONS[:5])
def test_numbers_of_empty_panes_are_named(button):
    found = panes(button, inside="")
    assert "no address" in (find_control(found, 1) or find_unshown(found, 1, ()) or "")
