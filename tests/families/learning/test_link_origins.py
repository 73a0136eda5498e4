"""Parameters that say where a link stands, in the addresses of articles."""

import pytest

from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_origins import find_origins
from dvcrawler.probe.site_files.writing import write_site
from tests import warm
from tests.portal import command, environment, records
from tests.probe.fetching import look_at
from tests.probe.portals import HOST, article, stories
from tests.site import crawl_own
from tests.webserver import serve_pages

FRONT = f"https://{HOST}/"


def origins(*paths, title="Xã khởi công đường liên thôn", page="/"):
    return find_origins(LinkBlock(f"https://{HOST}{page}", f"https://{HOST}{path}", title) for path in paths)


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("/tin/bai-{n}?pageindex=0", ("pageindex",)),
        ("/tin/bai-{n}.html?ref=home", ("ref",)),
        ("/tin/bai-{n}?page=2", ("page",)),
        ("/tin/bai-{n}?menu=7", ("menu",)),
        ("/bai/{n}/x.aspx?src=box", ("src",)),
        ("/tin.php?so={n}&ref=home", ("ref",)),
        ("/tin.php?returnUrl=%2F&so={n}", ("returnUrl",)),
        ("/tin/bai-{n}?a=1&pageindex=0", ("a", "pageindex")),
        ("/tin.php?so={n}", ()),
        ("/tin.php?loai=3&so={n}", ()),
        ("/tin.php?nv=news&op=bai-{n}", ()),
        ("/Default.aspx?tabid=4&mid={n}", ()),
        ("/Default.aspx?ctl=View&mid=470&id={n}", ()),
        ("/Default.aspx?id={n}&mid=470", ("mid",)),
        ("/?page=newsDetail&id={n}", ()),
        ("/tin.php?page=2&so={n}", ("page",)),
        ("/tin/bai-{n}?id={n}", ()),
        ("/tin/bai-{n}", ()),
        ("/tin/bai?page={n}", ()),
    ],
)
def test_a_parameter_that_is_the_same_in_all_headlines_of_a_list_says_where_they_stand(form, names):
    assert origins(*(form.format(n=n) for n in range(5))) == names


def test_names_of_sections_and_two_links_show_nothing():
    assert origins(*(f"/muc-{n}?page=1" for n in range(5)), title="Thời sự") == ()
    assert origins("/tin/bai-1?ref=home", "/tin/bai-2?ref=home") == ()


def listed(*links):
    """Origins of links (path, headline), all of the front page but in different lists."""
    return find_origins(
        LinkBlock(FRONT, f"https://{HOST}{path}", title, group=str(place))
        for place, (path, title) in enumerate(links)
    )


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("/tin.php?so={n}&menu=vi", ("menu",)),
        ("/tin.php?menu=vi&so={n}", ("menu",)),
        ("/tin.php?so={n}&lang=vi", ()),
        ("/tin.php?so={n}&language=vi-VN", ()),
        ("/tin.php?so={n}&hl=vi&menu=1", ("menu",)),
        ("/tin.php?so={n}&t={n}1", ("t",)),
        ("/tin.php?so={n}&a=1&b={n}", ("a", "b")),
        ("/tin.php?so={n}&print", ("print",)),
        ("/tin.php?so={n}", ()),
        ("/tin.php?id={n}", ()),
        ("/tin.php?so={n}9&lang=vi", ()),
        ("/in.php?so={n}&lang=vi", ()),
    ],
)
def test_a_parameter_that_is_added_below_the_same_headline_says_where_the_link_stands(form, names):
    titles = [f"Xã khởi công đường liên thôn số {word}" for word in ("một", "hai", "ba")]
    plain = [(f"/tin.php?so={n}", title) for n, title in enumerate(titles, 41)]
    assert listed(*plain, *((form.format(n=n), title) for n, title in enumerate(titles, 41))) == names


def test_a_page_without_an_article_below_every_headline_does_not_make_its_number_such_a_parameter():
    titles = [f"Xã khởi công đường liên thôn số {word}" for word in ("một", "hai", "ba")]
    numbered = [(f"/tin.php?so={n}", title) for n, title in enumerate(titles, 41)]
    assert listed(*numbered, *(("/tin.php", title) for title in titles)) == ()


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("/tin.asp?so={n}&sid={visit}", ("sid",)),
        ("/tin.asp?sid={visit}&so={n}", ("sid",)),
        ("/tin.php?act=view&so={n}&rnd={visit}", ("rnd",)),
        ("/tin/bai-{n}.html?v={visit}", ("v",)),
        ("/tin.jsp?so={n}&token={visit}&loai=2", ("token",)),
        ("/tin.asp?so={n}&lang={visit}", ()),
        ("/tin.asp?so={visit}{n}", ()),
        ("/tin-{visit}.asp?so={n}", ()),
        ("/tin.asp?so={n}&a={visit}&b={visit}", ()),
    ],
)
def test_a_parameter_with_another_value_on_each_page_says_nothing_of_the_article(form, names):
    titles = [f"Xã khởi công đường liên thôn số {word}" for word in ("một", "hai", "ba", "bốn")]
    links = [
        (form.format(n=n, visit=visit), title)
        for visit in ("7F2", "A91")
        for n, title in enumerate(titles, 41)
    ]
    assert listed(*links) == names


def site(found, suffix):
    """`suffix`: of the links on the front page, on the pages of the list, and of any other."""
    home, lists, _ = suffix

    def cards(numbers, more):
        items = (
            f"<div class=tin><h3><a href='{s.url}?{more}'>{s.title}</a></h3><i>1/3/2024</i></div>"
            for s in numbers
        )
        return f"<div class=ds>{''.join(items)}</div>"

    menu = "<ul class=menu><li><a href='/thoi-su'>Thời sự</a></li></ul>"
    made = {
        (HOST, "/robots.txt"): "",
        (HOST, "/"): f"<html><body>{menu}{cards(found[:6], home)}</body></html>",
    }
    for k in range(4):
        after = f"<div class=trang><a href='/thoi-su?trang={k + 2}'>Trang sau</a></div>" if k < 3 else ""
        path = f"/thoi-su?trang={k + 1}" if k else "/thoi-su"
        part = cards(found[6 * k : 6 * k + 6], lists.format(k))
        made[HOST, path] = (
            f"<html><head><title>Báo Ví Dụ</title></head><body>{menu}{part}{after}</body></html>"
        )
    for n, story in enumerate(found):
        text = article(story.title, n)
        made |= {(HOST, f"{story.url}?{more}"): text for more in (home, *map(lists.format, range(4)))}
        made[HOST, story.url] = text
    return made


SUFFIXES = [
    ("pageindex=0", "pageindex={}", ""),
    ("ref=home", "ref=muc", ""),
    ("returnUrl=%2F", "returnUrl=%2Fthoi-su", ""),
]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("suffix", SUFFIXES, ids=lambda each: each[0])
def test_articles_are_stored_once_whatever_their_links_say_of_their_place(tmp_path, suffix):
    found = stories("html-number")[:24]
    with serve_pages(site(found, suffix)) as web:
        for _ in range(2):
            ended = warm.run(
                command(tmp_path, FRONT),
                env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
                capture_output=True,
                text=True,
                check=False,
            )
            assert ended.returncode == 0, ended.stdout + ended.stderr
            urls = sorted(record["url"] for record in records(tmp_path))
            assert urls == sorted(f"https://{HOST}{story.url}" for story in found)
        articles = [path for _, path in web.asked if path.partition("?")[0] in {story.url for story in found}]
    assert len({path.partition("?")[0] for path in articles}) == 24


@pytest.mark.slow
@pytest.mark.sampled(3)
@pytest.mark.parametrize("suffix", SUFFIXES, ids=lambda each: each[0])
def test_a_written_site_file_leaves_such_parameters_out(tmp_path, suffix):
    found = stories("html-number")[:24]
    pages = site(found, suffix)
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    written = write_site("vidu", look_at(pages, FRONT), tmp_path / "own", tmp_path / "fixtures")
    assert "ignored=(" in written.site_file.read_text("utf-8")
    ended = crawl_own(pages, tmp_path, "vidu")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert sorted(record["title"] for record in records(tmp_path / "data")) == sorted(s.title for s in found)
