"""External scripts that may continue a list without a pager."""

import pytest

from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.script_lists.outer_scripts import find_scripts
from dvcrawler.extract.page import Page

SITE = "https://x.vn"
ROWS = "".join(f"<li><a href='/tin/{n}.html'>Xã thứ {n} thu hoạch lúa mùa</a></li>" for n in range(5))
OWN = "<script src=/js/jquery.js></script><script src=/js/trang.js></script>"


def section(markup, path="/tin-tuc"):
    return Page(f"<html><body><ul>{markup}</ul></body></html>".encode(), SITE + path)


@pytest.mark.parametrize(
    ("markup", "asked"),
    [
        (ROWS + OWN, [f"{SITE}/js/trang.js"]),
        (ROWS + OWN + "<a href='/tin-tuc?page=2'>2</a>", []),
        (ROWS + "<script src=https://cdn.khac.vn/js/trang.js></script>", []),
        (ROWS.replace("/tin/", "/noi-bat/") + OWN, []),
        ("<li><a href='/lien-he'>Liên hệ</a></li>" + OWN, []),
        (
            ROWS + "".join(f"<script src=/js/{name}.js></script>" for name in "abcd"),
            [f"{SITE}/js/{name}.js" for name in "bcd"],
        ),
    ],
)
def test_scripts_of_the_site_are_read_where_a_list_has_no_pager(markup, asked):
    shared = SharedParts()
    shared.note_front(section(ROWS.replace("/tin/", "/noi-bat/"), "/"))
    assert list(find_scripts(section(markup), shared)) == asked


def test_a_script_is_asked_for_by_one_section_and_held_for_the_others():
    shared, script = SharedParts(), f"{SITE}/js/trang.js"
    assert find_scripts(section(ROWS + OWN), shared) == (script,)
    assert find_scripts(section(ROWS + OWN, "/thong-bao"), shared) == ()
    assert shared.take_passed_over() == []
    shared.note_script(script, b"")
    assert shared.take_passed_over() == [f"{SITE}/thong-bao"]
    assert find_scripts(section(ROWS + OWN, "/van-hoa"), shared) == (script,)


def test_few_scripts_are_asked_for_in_a_run():
    shared = SharedParts()
    for number in range(5):
        page = section(f"{ROWS}<script src=/js/{number}.js></script>", f"/muc-{number}")
        for script in find_scripts(page, shared):
            shared.note_script(script, None)
    assert len(shared.asked) == 3


NAMES = "".join(f"<a href='/muc-{n}'>Mục {word}</a>" for n, word in enumerate(("một", "hai", "ba")))


@pytest.mark.parametrize(
    ("markup", "is_asked"),
    [
        (ROWS, True),
        (
            f"{ROWS}<a href='/'>Trang chủ</a><a href='/lien-he'>Liên hệ</a><a href='/tin/1.html'>Chi tiết tin</a>",
            True,
        ),
        (f"<nav>{NAMES}</nav>{ROWS}", False),
        (f"{ROWS}<footer>{NAMES}</footer>", False),
    ],
)
def test_scripts_of_a_front_page_are_read_where_it_has_no_menu(markup, is_asked):
    shared = SharedParts().for_page(is_home=True)
    assert bool(find_scripts(section(markup + OWN, "/"), shared)) is is_asked
