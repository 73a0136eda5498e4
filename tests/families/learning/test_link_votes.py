"""Whether a link leads to a section or an article, by the links beside it."""

import pytest

from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_votes import Votes, count_votes


@pytest.mark.parametrize(
    ("paths", "title", "is_section"),
    [
        (("/tin-tuc.html", "/hoc-va-lam-theo-bac.html"), "Học và làm theo Bác", True),
        (("/?cat=1", "/?cat=2"), "Thông tin chỉ đạo điều hành", True),
        (("/tin-tuc-1.html", "/an-ninh-2.html"), "Quốc phòng và an ninh", True),
        (("/lien-he", "/tin-tuc/xa-lam-duong-17.htm"), "Xã làm đường liên thôn", False),
        (("/tin-1.html", "/tin-2.html"), "Xã Minh Tân khởi công đường liên thôn", False),
    ],
)
def test_a_longer_name_is_that_of_a_section_beside_a_short_one_with_a_like_address(paths, title, is_section):
    host = "https://xaminhtan.example.vn"
    links = zip(paths, ("Tin tức", title), strict=True)
    votes = count_votes([LinkBlock(f"{host}/", f"{host}{path}", text, "table<td") for path, text in links])
    assert [votes[f"{host}{path}"].is_section for path in paths] == [True, is_section]


@pytest.mark.parametrize(
    ("votes", "is_section"),
    [
        (Votes(menus=1, words=7), True),
        (Votes(menus=1, words=8), False),
        (Votes(menus=1, words=8, names=1), True),
        (Votes(menus=1, words=8, names=1, articles=1), False),
        (Votes(menus=1, words=8, names=1, articles=1, queries=1), True),
        (Votes(words=4), False),
        (Votes(sections=1), True),
        (Votes(sections=1, articles=1), False),
    ],
)
def test_a_long_name_in_a_menu_is_that_of_a_section_only_beside_names_of_sections(votes, is_section):
    assert votes.is_section is is_section


@pytest.mark.parametrize(
    ("votes", "is_undecided"),
    [(Votes(menus=1, words=8), True), (Votes(menus=1, words=8, articles=1), False), (Votes(words=8), False)],
)
def test_only_a_long_name_of_a_menu_is_undecided(votes, is_undecided):
    assert votes.is_undecided is is_undecided


@pytest.mark.parametrize(("last", "articles"), [("/tin-3.html", 0), ("/tin-9.html", 3)])
def test_a_list_of_headlines_that_every_page_shows_unchanged_gives_no_votes(last, articles):
    host, title = "https://xaminhtan.example.vn", "Xã Minh Tân khởi công đường liên thôn"
    blocks = []
    for page in ("/a", "/b", "/c"):
        paths = ("/tin-1.html", "/tin-2.html", last if page == "/c" else "/tin-3.html")
        blocks += [LinkBlock(host + page, host + path, title, "ul>li") for path in paths]
    assert count_votes(blocks)[f"{host}/tin-1.html"].articles == articles
