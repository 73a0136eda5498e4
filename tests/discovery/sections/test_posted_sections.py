"""Sections behind a form that is posted as soon as one is chosen."""

from urllib.parse import parse_qs

import pytest

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.sections.form_sections import posted_sections
from dvcrawler.extract.page import Page
from tests.site import PARAGRAPH, crawl_apart
from tests.webserver import Answer

HOST = "congthongtin.example.vn"
URL = f"https://{HOST}/tin-tuc"
OPTIONS = (
    "<option value=''>-- Chọn --</option><option value=1>Thời sự</option><option value=2>Kinh tế</option>"
)
POSTBACK = r"javascript:setTimeout('__doPostBack(\'ddlChuyenMuc\',\'\')', 0)"
VIEW = "<input type=hidden name=__VIEWSTATE value=x><input name=tukhoa><input type=submit value=Tìm>"


def choice(name, onchange="", options=OPTIONS):
    return f'<select name={name} onchange="{onchange}">{options}</select>'


def read(form):
    return posted_sections(Page(f"<html><body>{form}</body></html>".encode(), URL))


AUTOPOSTBACK = f"<form method=post action='./tin-tuc'>{VIEW}{choice('ddlChuyenMuc', POSTBACK)}</form>"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (AUTOPOSTBACK, "ddlChuyenMuc"),
        (
            f"<form method=post>{choice('cm', 'this.form.submit()').replace('<select', 'Chuyên mục <select')}</form>",
            "cm",
        ),
        (f"<form method=POST action=/tin-tuc>{choice('cat')}<button>Xem</button></form>", "cat"),
    ],
)
def test_each_choice_posts_the_form(form, field):
    sent = [each.sent for each in read(form)]
    assert [parse_qs(each.form.decode())[field] for each in sent if isinstance(each, NextPage)] == [
        ["1"],
        ["2"],
    ]
    assert {each.url for each in sent} == {URL}
    assert [each.key for each in read(form)] == [f"{URL}?{field}=1", f"{URL}?{field}=2"]


def test_a_form_that_leads_to_another_host_says_so():
    form = f"<form method=post action='https://khac.example.vn/'>{choice('cat', 'this.form.submit()')}</form>"
    assert {each.sent for each in read(form)} == {"its form leads to another host"}


@pytest.mark.parametrize(
    "form",
    [
        f"<form>{choice('cat', 'this.form.submit()')}</form>",  # by GET: an address like any other
        f"<form method=post><input name=ten><input type=password name=mk>{choice('cat')}</form>",
        f"<form method=post>{choice('ngon_ngu', 'this.form.submit()')}</form>",
        f"<form method=post>{choice('loai_van_ban', 'this.form.submit()')}</form>",
        f"<form method=post>{choice('cat', 'hien(this.value)')}</form>",
        f"<form method=post>{choice('cat', 'this.form.submit()', '<option value=1>Thời sự</option>')}</form>",
    ],
)
def test_other_forms_lead_to_no_section(form):
    assert read(form) == []


def test_a_form_of_every_page_leads_to_the_same_sections():
    form = f"<form method=post action=/tin-tuc>{choice('cat', 'this.form.submit()')}</form>"
    page = Page(f"<html><body>{form}</body></html>".encode(), f"https://{HOST}/thoi-su")
    assert [each.key for each in posted_sections(page)] == [f"{URL}?cat=1", f"{URL}?cat=2"]


def path(n):
    return f"/tin/xa-khanh-thanh-duong-lien-thon-{n + 40}"


def write_list(numbers, pager=""):
    menu = "<nav><a href='/'>Trang chủ</a><a href='/tin-tuc'>Tin tức</a></nav>"
    cards = "".join(
        f"<div><h3><a href='{path(n)}'>Xã khánh thành đường liên thôn số {n}</a></h3><i>15/03/2024</i></div>"
        for n in numbers
    )
    return f"<html><body>{menu}{AUTOPOSTBACK}<main>{cards}{pager}</main></body></html>"


def read_choice(handler):
    return int(parse_qs(getattr(handler, "form", b"").decode()).get("ddlChuyenMuc", ["0"])[0])


def build(lists):
    """A portal of 20 articles. `lists`: its listings by path."""
    article = "<html><body><h1>Xã khánh thành đường liên thôn số {}</h1><p>15/03/2024</p><div>{}</div></body></html>"
    pages = {(HOST, path(n)): article.format(n, PARAGRAPH * 3) for n in range(20)}
    return pages | {(HOST, "/robots.txt"): ""} | {(HOST, path): page for path, page in lists.items()}


def page_of(part, number, *, keeps=True):
    """A page of the choice `part`: 4 newest articles without one; 8 articles of each on two pages."""
    pager = "<p class=pager><a href='/tin-tuc?page=1'>1</a> <a href='/tin-tuc?page=2'>2</a></p>"
    if not part or (number == 2 and not keeps):
        return write_list(range(2 * number - 2, 2 * number), pager)
    first = 4 + 8 * (part - 1) + 4 * (number - 1)
    return write_list(range(first, first + 4), pager)


def month_of(part, month, *, keeps=True):
    """As `page_of`, with months in place of pages."""
    return (
        page_of(part, month, keeps=keeps)
        .replace("?page=", "?thang=2024-0")
        .replace(">1<", ">01/2024<")
        .replace(">2<", ">02/2024<")
    )


def keep_in_cookie(number):
    """The page of the choice that a cookie holds, which the answer to the form sets."""

    def answer(handler):
        if handler.command == "POST":
            return set_cookie(read_choice(handler))
        return page_of(int(handler.headers.get("Cookie", "cm=0").partition("=")[2]), number)

    return answer


def set_cookie(part):
    return Answer(b"", 302, {"Location": "/tin-tuc", "Set-Cookie": f"cm={part}; Path=/; HttpOnly"})


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    def whole(handler):
        return write_list(range(4 * read_choice(handler), 4 * read_choice(handler) + 4))

    portals = {"one page": build({"/": write_list(range(4)), "/tin-tuc": whole})}
    for name, keeps in (("kept", True), ("lost", False)):
        lists = {
            "/": write_list(range(4)),
            "/tin-tuc": lambda handler: page_of(read_choice(handler), 1),
            "/tin-tuc?page=2": lambda handler, keeps=keeps: page_of(read_choice(handler), 2, keeps=keeps),
        }
        portals[name] = build(lists)
        portals[f"months {name}"] = build(
            {
                "/": write_list(range(4)),
                "/tin-tuc": lambda handler: month_of(read_choice(handler), 1),
                "/tin-tuc?thang=2024-01": lambda handler: month_of(read_choice(handler), 1),
                "/tin-tuc?thang=2024-02": lambda handler, keeps=keeps: month_of(
                    read_choice(handler), 2, keeps=keeps
                ),
            }
        )
    kept = {
        "/tin-tuc": keep_in_cookie(1),
        "/tin-tuc?page=1": keep_in_cookie(1),
        "/tin-tuc?page=2": keep_in_cookie(2),
    }
    portals["cookie"] = build({"/": write_list(range(4)), **kept})
    links = "<nav><a href='/chon?cm=1'>Thời sự</a><a href='/chon?cm=2'>Kinh tế</a></nav>"
    chosen = {f"/chon?cm={part}": set_cookie(part) for part in (1, 2)}
    portals["cookie of a link"] = build({"/": write_list(range(4), links), **kept, **chosen})
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    ("name", "stored", "code"),
    [
        ("one page", 12, 0),
        ("kept", 20, 0),
        ("cookie", 20, 0),
        ("cookie of a link", 20, 0),
        ("lost", 12, 10),
        ("months kept", 20, 0),
        ("months lost", 12, 10),
    ],
)
def test_a_crawl_reads_the_sections_behind_a_postback(crawled, name, stored, code):
    paths, run = crawled[name]
    assert (len(paths), run["exit_code"]) == (stored, code)


@pytest.mark.parametrize("name", ["lost", "months lost"])
def test_a_pager_that_loses_the_choice_is_named(crawled, name):
    problems = crawled[name][1]["problems"]
    assert {each["url"][-14:] for each in problems} == {"ddlChuyenMuc=1", "ddlChuyenMuc=2"}
    assert all("do not keep the choice" in each["reason"] for each in problems)
