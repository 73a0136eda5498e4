"""Long lists of an article are shown in pages; nothing of them is lost."""

import re

import pytest

from dvcrawler.errors import QueryError
from dvcrawler.web.articles import SIZE, read_part
from tests.derived.store import article, write
from tests.web.store import client

NUMBER = 1200


def picture(number):
    url = f"https://thu.example/anh/{number}.jpg"
    return {"url": url, "caption": f"Ảnh {number}.", "credit": None, "capture": None}


def document(number):
    url = f"https://thu.example/tep/{number}.pdf"
    return {"url": url, "title": f"Phụ lục {number}.", "type": None, "capture": None}


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    write(
        data,
        article(
            1,
            "Nhiều ảnh",
            "Chữ.",
            images=list(map(picture, range(1, NUMBER + 1))),
            documents=list(map(document, range(1, NUMBER + 1))),
        ),
        article(2, "Ít ảnh", "Chữ.", images=list(map(picture, range(1, SIZE + 1)))),
        *(article(3, "Sửa nhiều", f"Lần {number}.", revision=number) for number in range(1, 201)),
    )
    return client(data)


def follow(web, path, name):
    """The pages of a list, from the first on, by their links."""
    while path:
        text = web.get(path).text
        yield text
        pager = re.search(rf'<a rel="next" href="([^"]*[?&;]{name}=\d+[^"]*)"', text)
        path = pager and pager[1].replace("&amp;", "&").partition("#")[0]


@pytest.mark.parametrize(
    ("name", "file"), [("pictures", r"anh/(\d+)\.jpg"), ("documents", r"tep/(\d+)\.pdf")]
)
def test_following_the_links_shows_every_entry_once_and_in_order(web, name, file):
    pages = list(follow(web, "/article/thu:1", name))
    shown = [
        int(number) for text in pages for number in re.findall(rf'href="https://thu.example/{file}"', text)
    ]
    assert shown == list(range(1, NUMBER + 1))
    assert all(len(text) < 60_000 for text in pages)
    assert "Chữ." in pages[-1]


def test_pictures_keep_their_numbers_on_later_pages(web):
    text = web.get("/article/thu:1?pictures=2").text
    assert re.search(rf"Picture {SIZE + 1} ↗", text, re.I)
    assert "(1,200)" in text


def test_every_revision_and_every_comparison_is_reached(web):
    pages = list(follow(web, "/article/thu:3", "revisions"))
    shown = [int(number) for text in pages for number in re.findall(r">Revision (\d+)</a>", text)]
    assert shown == list(range(200, 0, -1))
    compared = {int(number) for text in pages for number in re.findall(r'difference-(\d+)"', text)}
    assert compared == set(range(2, 201))


def test_a_list_of_one_page_has_no_pager(web):
    assert "pager" not in web.get("/article/thu:2").text


def test_the_pages_of_an_earlier_revision_stay_with_it(web):
    assert (
        'href="/article/thu:3?revision=7&amp;revisions=2#revisions"'
        in web.get("/article/thu:3?revision=7").text
    )


def test_a_page_after_the_last_is_the_last(web):
    assert web.get("/article/thu:1?pictures=99").text == web.get("/article/thu:1?pictures=50").text.replace(
        "pictures=50&amp;lang", "pictures=99&amp;lang"
    )


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "9" * 30, "²"])
def test_what_is_not_a_page_is_refused(web, page):
    assert web.get("/article/thu:1").status_code == 200
    assert web.get(f"/article/thu:1?pictures={page}").status_code == 400
    with pytest.raises(QueryError):
        read_part([], "pictures", {"pictures": page})
