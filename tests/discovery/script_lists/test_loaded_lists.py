"""Sections whose list a script requests and puts into an empty box."""

import json

import pytest

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.listings.empty_lists import report_loaded
from dvcrawler.discovery.script_lists.list_requests import find_list_requests
from dvcrawler.discovery.script_lists.loaded_lists import loads_list
from dvcrawler.extract.page import Page
from dvcrawler.normalize.site_names import file_name_of
from tests import warm
from tests.portal import command, environment, records, runs
from tests.probe.fetching import look_at
from tests.sampling import tried
from tests.site import PARAGRAPH, crawl_apart, crawl_portal
from tests.webserver import Answer, serve_pages

HOST = "congthongtin.example.vn"
NUMBERS = "một hai ba bốn năm sáu".split()
MENU = "<nav><a href='/'>Trang chủ</a><a href='/thoi-su'>Thời sự</a><a href='/kinh-te'>Kinh tế</a><a href='/gioi-thieu'>Giới thiệu</a></nav>"
BOX = "<h1>Thời sự</h1><div id='ds' class='list'></div>"
POST = "function load(id) { $.ajax({ url: '/tai', method: 'POST', data: { id: id }, success: function (d) { %s } }) } load()"
SCRIPTS = [
    POST % "$('#ds').append(d)",
    POST % "$('.list').html(d)",
    POST % "document.getElementById('ds').innerHTML = d",
    "fetch('/api', {method: 'POST'}).then(r => r.text()).then(h => { document.querySelector('#ds').innerHTML += h })",
    "axios.post('/api').then(r => document.getElementById('ds').insertAdjacentHTML('beforeend', r.data))",
]


def page(body, script):
    return f"<html><body>{MENU}{body}<script>{script}</script></body></html>"


def loads(body, script):
    return loads_list(Page(page(body, script).encode(), f"https://{HOST}/thoi-su"))


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(
    "box", [BOX, "<main><ul id=ds class=list>\n</ul></main>", "<div id=ds class=list><i></i></div>"]
)
def test_an_empty_box_that_a_script_fills_is_seen(box, script):
    assert loads(box, script)


def test_texts_of_the_front_page_are_not_those_of_a_section():
    section = Page(page(BOX + PARAGRAPH * 9, SCRIPTS[0]).encode(), f"https://{HOST}/thoi-su")
    assert not loads_list(section)
    assert loads_list(section, {PARAGRAPH.removeprefix("<p>").removesuffix("</p>")})


@pytest.mark.parametrize(
    "script",
    [
        "fetch('/api/tin').then(r => r.json()).then(d => d.forEach(ve))",
        "$.getJSON('/api/tin', ve)",
        "axios.get('/api/tin').then(ve)",
        "async function tai() { ve(await (await fetch('/api/tin')).json()) } tai()",
        "fetch('/api/tin').then(d => { ds.innerHTML = d })",
        "$.post('/api/tin', {id: 4}, function (d) { ve(d) })",
        "axios.post('/api/tin', {page: 1}).then(ve)",
    ],
)
def test_an_empty_box_is_seen_where_the_script_fills_it_in_an_unknown_way(script):
    assert loads(BOX, script)


@pytest.mark.parametrize(
    "script",
    [
        "const API = {tin: '/api/tin', anh: '/api/anh'}; fetch(API.tin)",
        "function at() { return '/api/tin'; } fetch(at())",
        "const at = () => '/api/' + 'tin'; fetch(at())",
        "axios({method: 'get', url: '/api/tin'})",
        "$('#b').DataTable({ajax: '/api/tin'})",
        "$('#b').kendoGrid({dataSource: {transport: {read: '/api/tin'}}})",
        "new Tabulator('#b', {ajaxURL: '/api/tin'})",
    ],
)
def test_the_address_of_a_list_is_found_in_constants_and_widgets(script):
    section = Page(page(BOX, script).encode(), f"https://{HOST}/thoi-su")
    assert find_list_requests(section) == [NextPage(f"https://{HOST}/api/tin")]


@pytest.mark.parametrize(
    ("body", "script"),
    [
        (BOX + PARAGRAPH * 9, SCRIPTS[0]),  # a page with a text of its own, and a box for the weather
        ("<div id=ds><a href='/tin/1'>Tin</a></div>", SCRIPTS[0]),
        ("<div id=ds>Chưa có bài viết</div>", SCRIPTS[0]),
        ("<div id=khac></div>", SCRIPTS[0]),
        (BOX, "$('#ds').html('')"),
        (BOX, "$.post('/dem', {id: 4})"),
        (BOX, "document.getElementById('ds').className = 'x'; fetch('/dem')"),
        (BOX, ""),
        (BOX, "fetch('/visit/count').then(ve)"),
        (BOX, "$.getJSON('/api/weather', ve)"),
        ("<div id=map></div>", "fetch('/api/tin').then(ve)"),
    ],
)
def test_other_pages_do_not_load_a_list(body, script):
    assert not loads(body, script)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/api/tin", "a script loads its list"),
        ("https://api.khac.vn/api/tin", "a script loads its list from another host, api.khac.vn"),
        ("https://api.thoitiet.vn/now", None),
        ("/api/banner", None),
    ],
)
def test_a_front_page_is_named_where_a_script_asks_for_its_list(address, why):
    front = Page(page(BOX, FETCH.replace("/api/tin", address)).encode(), f"https://{HOST}/")
    found = report_loaded(front, is_doubtful=True)
    assert (found.reason if found is not None else None) == why


@pytest.mark.parametrize(
    "request_",
    [
        "fetch('/api/tin', {method: 'POST', body: token()})",
        "axios.post('/api/tin', token())",
        "axios({method: 'post', url: '/api/tin', data: token()})",
        "fetch('/api/tin', {headers: {'X-Key': token()}})",
        "fetch(at())",
        "fetch(new Request('/api/tin'))",
        "fetch('/api/tin?' + query.toString())",
        "$.ajax({url: '/api/tin', type: 'POST', data: token()})",
        "$.post('/api/tin', token(), show)",
        "x.open('POST', '/api/tin'); x.send(token())",
        "const at = '/api/tin'; fetch(at, {method: 'POST', body: token()})",
    ],
)
def test_a_front_page_is_named_where_its_list_is_asked_for_in_a_way_that_cannot_be_read(request_):
    script = f"{request_}.then(html => {{ document.getElementById('ds').innerHTML = html }})"
    front = Page(page(BOX, script).encode(), f"https://{HOST}/")
    other = script.replace("/api/tin", "/api/visit").replace("at()", "countVisit()")
    counter = Page(page(BOX, other).encode(), f"https://{HOST}/")
    assert report_loaded(front, is_doubtful=True) is not None
    assert report_loaded(counter, is_doubtful=True) is None


def portal(script):
    """Six articles on the front page; two sections that a script fills, and a page about the commune."""
    pages = {(HOST, "/robots.txt"): ""}
    cards = ""
    for n, number in enumerate(NUMBERS):
        title = f"Xã khởi công đường liên thôn số {number} trong năm"
        cards += (
            f"<div><h3><a href='/tin/khoi-cong-duong-so-{n + 40}'>{title}</a></h3><i>15/03/2024</i></div>"
        )
        pages[HOST, f"/tin/khoi-cong-duong-so-{n + 40}"] = page(
            f"<h1>{title}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div>", ""
        )
    pages[HOST, "/"] = page(f"<div class=tin>{cards}</div>", "")
    pages |= {(HOST, f"/{name}"): page(BOX, script) for name in ("thoi-su", "kinh-te")}
    return pages | {(HOST, "/gioi-thieu"): page(PARAGRAPH * 9 + "<div id='ds'></div>", script)}


def test_a_crawl_and_a_probe_say_which_sections_a_script_fills(tmp_path):
    pages = portal(SCRIPTS[0])
    ended, _ = crawl_portal(pages, tmp_path, HOST)
    assert len(records(tmp_path)) == 6
    assert ended.returncode != 0
    problems = runs(tmp_path, f"portal/{HOST}")[-1]["problems"]
    assert {each["url"].rpartition("/")[2] for each in problems} == {"thoi-su", "kinh-te"}
    assert {(each["code"], each["reason"]) for each in problems} == {
        ("listing_unreadable", "a script loads its list")
    }
    obstacles = look_at(pages, f"https://{HOST}/").findings.obstacles
    assert "section kinh-te lists no articles: a script loads its list" in obstacles
    assert not [each for each in obstacles if "gioi-thieu" in each]


def path_of(n):
    return f"/tin/khoi-cong-duong-lien-thon-so-{n + 40}"


def entries(*numbers, **more):
    """Items as a service gives them; `more`: their address under another name."""
    return [
        {
            "title": f"Xã khởi công đường liên thôn số {NUMBERS[n % 6]} đợt {NUMBERS[n // 6]}",
            "ngayDang": "2024-03-15",
            **({"slug": f"khoi-cong-duong-lien-thon-so-{n + 40}"} if more else {"url": path_of(n)}),
        }
        for n in numbers
    ]


def as_json(data):
    return Answer(json.dumps(data).encode(), headers={"Content-Type": "application/json"})


FETCH = "fetch('/api/tin').then(r => r.json()).then(d => document.getElementById('ds').innerHTML = show(d))"
PAGED = "let p = 1; function tai() { $.getJSON('/api/tin', {page: p}, d => $('#ds').append(show(d))) } tai()"
SLUGS = FETCH + "; function show(d) { return d.map(x => `<a href='/tin/${x.slug}'>${x.title}</a>`).join('') }"
TWO = "; ".join(FETCH.replace("/api/tin", f"/api/{name}?page=1") for name in ("tin", "anh"))


def paged(*numbers, name="tin", size=3, total=0):
    """The parts of a list by address; the last one is empty."""
    said = {"total": total} if total else {}
    starts = range(0, len(numbers) + 1, size)
    return {
        f"/api/{name}?page={page}": as_json({"items": entries(*numbers[start : start + size]), **said})
        for page, start in enumerate(starts, 1)
    }


def lost(answer, total=12):
    """A list whose third part is this answer."""
    return PAGED, paged(*range(12), total=total) | {"/api/tin?page=3": answer}


MISSING = Answer(b"not here", 404)
NAMED = {"/api/tin?page=1": as_json({"items": entries(*range(6)), "next": "/api/tin?page=2"})}
POSTED = (
    "let skip = 0; const Q = `query Tin($skip: Int) {\n  tin(skip: $skip) { title url }\n}`; async function tai() { const r = await "
    "fetch('/api/tin', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query: Q, "
    "variables: { skip, loai: 'moi' } }) }); (await r.json()).data.tin.forEach(ve); skip += 5 } tai()"
)


def give_posted(handler):
    if handler.headers["Content-Type"] != "application/json":
        return Answer(b"", 415)
    start = json.loads(handler.form)["variables"]["skip"]
    return as_json({"data": {"tin": entries(*range(12))[start : start + 5]}})


def as_xml(*numbers):
    made = "".join(
        f"<tin><ma>{each['url'][-2:]}</ma><title>{each['title']}</title><link>{each['url']}</link></tin>"
        for each in entries(*numbers)
    )
    return Answer(f"<?xml version='1.0'?><ds>{made}</ds>".encode(), headers={"Content-Type": "text/xml"})


#: Portals of which a script loads the section, and the front page of the last: (script, answers).
LOADS = {
    "addresses": (FETCH, {"/api/tin": as_json({"items": entries(*range(12))})}),
    "slugs": (SLUGS, {"/api/tin": as_json(entries(*range(12), slug=True))}),
    "pages": (PAGED, {f"/api/tin?page={p}": as_json(entries(*range(4 * p - 4, 4 * p))) for p in (1, 2, 3)}),
    "posted": (POSTED, {"/api/tin": give_posted}),
    "XML": (PAGED, {f"/api/tin?page={p}": as_xml(*range(4 * p - 4, min(12, 4 * p))) for p in (1, 2, 3, 4)}),
    "more than shown": (FETCH, {"/api/tin": as_json({"total": 12, "items": entries(*range(8))})}),
    "forbidden": (
        FETCH,
        {"/api/tin": as_json(entries(*range(12))), "/robots.txt": "User-agent: *\nDisallow: /api/"},
    ),
    "broken": (FETCH, {"/api/tin": Answer(b"x", 500)}),
    "front page": (FETCH, {"/api/tin": as_json(entries(*range(12)))}),
    "another domain": (FETCH.replace("/api", "https://api.khac.vn/api"), {}),
    "two lists": (TWO, paged(*range(6)) | paged(*range(6, 12), name="anh")),
    "no part after the last": (PAGED, paged(*range(12)) | {"/api/tin?page=5": MISSING}),
    "a last part that says so": (
        PAGED,
        {
            "/api/tin?page=1": as_json({"items": entries(*range(6)), "links": {"next": "/api/tin?page=2"}}),
            "/api/tin?page=2": as_json({"items": entries(*range(6, 12)), "links": {"next": None}}),
            "/api/tin?page=3": MISSING,
        },
    ),
    "part missing": lost(MISSING),
    "part named and missing": (PAGED, NAMED),
    "part without entries": lost(as_json({"items": []})),
    "part without a byte": lost(Answer(b"")),
    "page for a part": lost("<!doctype html><html><body><h1>Lỗi</h1></body></html>", total=0),
}


FOOT = f"<div>{PARAGRAPH * 3}</div>"
ALL = {"/api/tin": as_json(entries(*range(12)))}
ROWS = [[f"<a href='{each['url']}'>{each['title']}</a>", "15/03/2024"] for each in entries(*range(12))]
TABLE = "<table id=ds></table><script>$('#ds').DataTable({serverSide: true, pageLength: 8, ajax: {url: '/api/tin'%s}})</script>"
PARTS = {
    f"/api/tin?draw=1&start={start}&length=8": as_json({"data": ROWS[start : start + 8]})
    for start in (0, 8, 16)
}
PART = {"/phan": "".join(cell for cell, _ in ROWS)}
ASIDE = "<aside>" + "".join(cell for cell, _ in ROWS[:3]) + "</aside>"
OUTER = {"/js/tin.js": Answer(FETCH.encode(), headers={"Content-Type": "text/javascript"})}
#: The list of a section that is neither in the page nor asked for by a script in it: (markup, answers).
PLACES = {
    "external script": (
        f"{BOX}<script src='/js/jquery.js'></script><script src='/js/tin.js'></script>",
        OUTER | ALL,
    ),
    "external script of a post": (f"{BOX}<script src='/js/tin.js'></script>", {"/js/tin.js": SCRIPTS[0]}),
    "missing script": (f"{BOX}<script src='/js/tin.js'></script>", {}),
    "table": (TABLE % "", PARTS),
    "posted table": (TABLE % ", type: 'POST'", {}),
    "htmx": ("<div hx-get='/phan' hx-trigger='load'>Đang tải…</div>", PART),
    "turbo": ("<turbo-frame src='/phan'></turbo-frame>", PART),
    "foot": (f"{BOX}<script>{FETCH}</script>{FOOT}", ALL),
    "frame and links beside": (f"<iframe src='/phan'></iframe>{ASIDE}", PART),
    "links beside": (f"{BOX}<script>{SCRIPTS[0]}</script>{ASIDE}{FOOT}", {}),
}


def loaded_portal(script, answers, *, is_front=False):
    pages = {(HOST, "/robots.txt"): "", (HOST, "/tin"): page(BOX, script)}
    links = "".join(
        f"<div><h3><a href='{each['url']}'>{each['title']}</a></h3></div>" for each in entries(0, 1, 2)
    )
    menu = MENU.replace("/thoi-su", "/tin")
    pages[HOST, "/"] = (
        f"<html><body>{menu}{BOX if is_front else links}<script>{script if is_front else ''}</script>{FOOT}"
    )
    for n, each in enumerate(entries(*range(12))):
        markup = f"<h1>{each['title']}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div>"
        pages[HOST, path_of(n)] = page(markup, "")
    return pages | {(HOST, path): answer for path, answer in answers.items()}


@pytest.fixture(scope="module")
def crawled(request, tmp_path_factory):
    portals = {name: loaded_portal(*made, is_front=name == "front page") for name, made in LOADS.items()}
    portals["front page with a foot and links beside"] = loaded_portal(FETCH, ALL, is_front=True)
    whole = portals["front page with a foot and links beside"]
    whole[HOST, "/"] = whole[HOST, "/"] + ASIDE
    whole[HOST, "/tin"] = page(PARAGRAPH * 9, "")
    for name, (section, answers) in PLACES.items():
        portals[name] = loaded_portal("", answers) | {(HOST, "/tin"): page(section, "")}
    wanted = tried(request) | {"missing script"}
    portals = {name: pages for name, pages in portals.items() if name in wanted}
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    "name",
    [
        "external script",
        "table",
        "htmx",
        "turbo",
        "foot",
        "frame and links beside",
        "front page with a foot and links beside",
    ],
)
def test_a_list_is_read_wherever_its_address_is_written(crawled, name):
    paths, run = crawled[name]
    assert (paths, run["exit_code"]) == ({path_of(n) for n in range(12)}, 0), run["problems"]


@pytest.mark.parametrize("name", ["external script of a post", "posted table", "links beside"])
def test_a_list_that_is_asked_for_in_another_way_is_named(crawled, name):
    paths, run = crawled[name]
    assert (len(paths), [each["reason"] for each in run["problems"]]) == (3, ["a script loads its list"])


def test_a_script_that_does_not_come_is_no_fault_of_the_list(crawled):
    paths, run = crawled["missing script"]
    assert (len(paths), run["problems"], run["exit_code"]) == (3, [], 0)


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "name",
    [
        "addresses",
        "slugs",
        "pages",
        "front page",
        "two lists",
        "no part after the last",
        "a last part that says so",
        "posted",
        "XML",
    ],
)
def test_a_list_that_a_script_is_sent_as_data_is_read(crawled, name):
    paths, run = crawled[name]
    assert (paths, run["exit_code"]) == ({path_of(n) for n in range(12)}, 0), run["problems"]


@pytest.mark.parametrize(
    ("name", "count", "reasons"),
    [
        ("more than shown", 8, ("it shows 8 of 12 entries",)),
        ("forbidden", 3, ("robots.txt forbids it", "a script loads its list")),
        ("broken", 3, ("the server says 500", "a script loads its list")),
        ("another domain", 3, ("a script loads its list from another host, api.khac.vn",)),
        ("part missing", 6, ("its page 3 is missing (404)",)),
        ("part named and missing", 6, ("its page 2 is missing (404)",)),
        ("part without entries", 6, ("its page 3 lists no articles",)),
        ("part without a byte", 6, ("its page 3 is empty",)),
        ("page for a part", 6, ("its page 3 is another page",)),
    ],
)
def test_a_list_that_is_not_sent_whole_is_reported(crawled, name, count, reasons):
    paths, run = crawled[name]
    said = " ".join(each["reason"] for each in run["problems"])
    assert (len(paths), run["exit_code"]) == (count, 10)
    assert all(reason in said for reason in reasons)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("is_forbidden", [False, True])
def test_a_list_on_another_host_of_the_domain_is_read_as_its_robots_allow(tmp_path, is_forbidden):
    service = "api.example.vn"
    script = FETCH.replace("/api/tin", f"https://{service}/api/tin?page=1")
    following = {"next": "?page=2", "items": entries(*range(6))}
    parts = {1: following, 2: {"items": entries(*range(6, 12))}, 3: {"items": []}}
    pages = loaded_portal(script, {}) | {
        (service, f"/api/tin?page={number}"): as_json(part) for number, part in parts.items()
    }
    pages[service, "/robots.txt"] = "User-agent: *\nDisallow: /" if is_forbidden else ""
    with serve_pages(pages) as web:
        ended = warm.run(
            command(tmp_path, f"https://{HOST}/"),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
        )
    stored = len(records(tmp_path, file_name_of(f"portal/{HOST}")))
    assert (stored, ended.returncode) == ((3, 10) if is_forbidden else (12, 0))


_FILL = "fetch('?page=' + p).then(r => r.text()).then(h => { document.getElementById('ds').innerHTML += h })"


@pytest.mark.parametrize(
    ("script", "is_missing"),
    [
        (f"let p = 1; window.addEventListener('scroll', () => {{ p++; {_FILL} }})", False),
        (f"let p = 1; window.onscroll = function () {{ p++; {_FILL} }}", False),
        (f"let p = 1; function more() {{ p++; {_FILL} }} window.addEventListener('scroll', more)", False),
        (
            f"let p = 1; function more() {{ p++; {_FILL} }} window.addEventListener('scroll', () => {{ more() }})",
            False,
        ),
        (
            f"let p = 1; new IntersectionObserver(() => {{ p += 1; {_FILL} }}).observe(document.getElementById('ds'))",
            False,
        ),
        (f"let p = 1; $('#them').click(function () {{ p++; $('#dau').hide(); {_FILL} }})", False),
        (f"let p = 1; function more() {{ p++; {_FILL} }}", False),
        (f"let p = 0; function more() {{ p++; {_FILL} }} more();", True),
        (f"let p = 1; $('#khac').click(function () {{ {_FILL} }})", True),
        (f"let p = 0; window.onscroll = function () {{ p++; {_FILL} }}", True),
        (
            f"let p = 0; function more() {{ p++; {_FILL} }} more(); window.addEventListener('scroll', more)",
            True,
        ),
        (
            f"let p = 1; function more(p) {{ {_FILL} }} more(1); window.addEventListener('scroll', () => {{ more(++p) }})",
            True,
        ),
        (f"let p = 1; {_FILL}; window.addEventListener('scroll', () => {{ p++; {_FILL} }})", True),
    ],
)
def test_a_script_that_only_continues_a_list_where_the_visitor_scrolls_or_clicks_does_not_load_it(
    script, is_missing
):
    button = (
        "<button id='them' onclick='more()'>Xem thêm</button>"
        if "scroll" not in script and "Inter" not in script
        else ""
    )
    section = Page(page(BOX + button, script).encode(), f"https://{HOST}/thoi-su")
    assert (report_loaded(section, is_doubtful=True) is not None) is is_missing
