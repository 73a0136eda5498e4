"""Menus in forms other than lists of links with a text, and the order in which their sections are read."""

import pytest

from dvcrawler.discovery.sections.menu_links import menu_links, site_map_links
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks

HOST = "https://bao.vn"
HOSTS = {"bao.vn": "bao.vn"}
NAMES = ("Thời sự", "Kinh tế", "Văn hóa", "Thể thao")
PATHS = tuple(f"/muc.asp?so={n}" for n in range(4))


def sections(markup):
    page = Page(f"<html><body>{markup}<p>Tin</p></body></html>".encode(), f"{HOST}/")
    return [url.removeprefix(HOST) for url in menu_links(page, HOSTS)]


def areas(*names):
    made = (
        f"<area href='{path}'{name and f' alt={name!r}'}>" for path, name in zip(PATHS, names, strict=False)
    )
    return f"<img src=m.gif usemap='#m'><map name=m>{''.join(made)}</map>"


def cells(inside, paths=PATHS):
    made = (f"<td><a href='{path}'>{inside}</a></td>" for path in paths)
    return f"<table><tr>{''.join(made)}</tr></table>"


@pytest.mark.parametrize(
    "menu",
    [
        areas(*NAMES),
        areas("", "", "", ""),
        cells("<img src=muc.gif>"),
        "<select onchange='MM_jumpMenu(this)'><option>Chọn</option>"
        + "".join(f"<option value='{path}'>{name}</option>" for path, name in zip(PATHS, NAMES, strict=True))
        + "</select>",
    ],
    ids=["areas", "areas without names", "pictures without names", "choices"],
)
def test_a_menu_of_another_form_leads_to_sections_before_tags_do(menu):
    tags = "<div class=tags><a href='/tim.asp?t=a'>nông thôn</a><a href='/tim.asp?t=b'>lúa</a></div>"
    assert sections(tags + menu) == [*PATHS, "/tim.asp?t=a", "/tim.asp?t=b"]


def test_numbers_and_arrows_are_pages_of_a_list_and_years_are_not():
    names = ("1", "[2]", "»", "2024")
    links = "".join(f"<li><a href='/tin/{n}'>{name}</a></li>" for n, name in enumerate(names))
    assert sections(f"<nav><ul><li><a href='/tin'>Tin tức</a></li>{links}</ul></nav>") == ["/tin", "/tin/3"]


def test_two_links_around_pictures_alone_are_banners():
    assert sections(cells("<img src=muc.gif>").replace("so=2", "so=1").replace("so=3", "so=1")) == []


def test_pictures_of_a_menu_that_lead_to_the_front_page_or_another_host_are_not_sections():
    assert sections(cells("<img src=muc.gif>", (*PATHS, "/", "https://khac.vn/muc.asp?so=9"))) == [*PATHS]


@pytest.mark.parametrize(
    ("address", "found"),
    [("/so-do", [f"{HOST}/so-do"]), ("/so-do.pdf", []), ("https://khac.vn/so-do", [])],
)
def test_the_map_of_the_site_is_a_page_of_its_own_host(address, found):
    markup = f"<html><body><a href='{address}'>Sơ đồ trang</a><p>Tin</p></body></html>"
    assert site_map_links(Page(markup.encode(), f"{HOST}/"), HOSTS) == found


def test_pictures_beside_headlines_lead_where_these_do():
    named = "".join(
        f"<h3><a href='{path}'>Xã Hải Minh làm đường liên thôn kiểu mẫu</a></h3>" for path in PATHS
    )
    assert sections(cells("<img src=anh.jpg>") + named) == []


def test_the_choices_of_a_list_are_a_menu_and_not_articles():
    options = "".join(
        f"<option value='{path}'>Học tập và làm theo lời Bác số {n}</option>" for n, path in enumerate(PATHS)
    )
    page = Page(f"<html><body><select>{options}</select></body></html>".encode(), f"{HOST}/")
    votes = count_votes(find_blocks(page, HOSTS))
    assert [votes[HOST + path].is_article for path in PATHS] == [False] * 4


TITLES = (
    "Xã Hải Minh làm đường liên thôn kiểu mẫu",
    "Huyện Trực Ninh khánh thành nhà văn hóa",
    "Ngư dân Thịnh Long được mùa cá thu",
    "Trường Lê Hồng Phong mở lớp học đêm",
    "Hội Phụ nữ tỉnh trồng cây ven biển",
)
#: The menu and the list of each page are elements of one kind around links of one kind.
SAME_PLACES = {
    "rows of tables": (
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td>{} (3/2/2024)</td></tr></table>",
    ),
    "cells beside each other": (
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td>{}</td><td>3/2/2024</td></tr></table>",
    ),
    "boxes": ("<div><div>{}</div></div>", "<div><div>{}<img src=a.jpg></div></div>"),
    "paragraphs": ("<p>{}</p>", "<p>{} <i>3/2/2024</i></p>"),
    "entries": ("<ul><li>{}</li></ul>", "<ul><li>{}<time>3/2/2024</time></li></ul>"),
    "lines": ("<span>{}</span><br>", "<span>{} 03/02/2024</span><br>"),
}


@pytest.mark.parametrize("article", ("/tin.asp?id={}&so=1", "/xem/{}.htm", "/tin/2024/bai-{}.html"))
@pytest.mark.parametrize("place", SAME_PLACES.values(), ids=SAME_PLACES)
def test_a_menu_in_the_same_place_as_the_list_leads_to_sections(place, article):
    names = "".join(
        place[0].format(f"<a href='{path}'>{name}</a>") for path, name in zip(PATHS[:3], NAMES, strict=False)
    )
    cards = "".join(
        place[1].format(f"<a href='{article.format(n)}'>{title}</a>") for n, title in enumerate(TITLES, 41)
    )
    assert sections(names + cards) == [*PATHS[:3]]


@pytest.mark.parametrize("other", ("/tin.asp?id={}", "/tin.asp?id={}#anh"))
def test_short_titles_among_headlines_lead_to_articles_of_their_kind(other):
    row = "<table><tr><td><a href='{}'>{}</a>{}</td></tr></table>"
    cards = "".join(
        row.format(f"/tin.asp?id={n}", title, " (3/2/2024)") for n, title in enumerate(TITLES, 41)
    )
    assert sections(cards + row.format(other.format(9), "Ảnh đẹp", "")) == []


TAGS = (
    "<div class=tag-cloud>{}</div>",
    "<ul class='tags'><li>{}</li></ul>",
    "<aside><div class=tagcloud><h4>Chủ đề</h4>{}</div></aside>",
)


@pytest.mark.parametrize("folder", ("tag", "tags", "tu-khoa", "keyword"))
@pytest.mark.parametrize("box", TAGS)
def test_tags_lead_to_the_lists_of_a_page_without_sections_alone(box, folder):
    paths = [f"/{folder}/{name}" for name in ("nong-thon-moi", "lua", "tom")]
    tags = box.format(" ".join(f"<a href='{path}'>#{path.split('/')[2]}</a>" for path in paths))
    home = "<nav><a href='/'>Trang chủ</a></nav>"
    about = "<footer><a href='/lien-he'>Liên hệ</a></footer>"
    assert [url for url in sections(home + tags + about) if url != "/"] == paths
    media = "<table><tr><td><a href='/thu-vien-anh'>Thư viện ảnh</a></td></tr></table>"
    assert set(sections(home + media + tags)) >= {"/thu-vien-anh", *paths}
    menu = "<ul><li><a href='/thoi-su'>Thời sự</a></li><li><a href='/kinh-te'>Kinh tế</a></li></ul>"
    assert [url for url in sections(f"{home}<nav>{menu}</nav>{tags}") if url != "/"] == [
        "/thoi-su",
        "/kinh-te",
    ]


CARD = "<div class=card><a href='/{n}.html'>Xã Hải Minh làm đường liên thôn số {n}</a> {buttons} <i>1{n}/3/2024</i></div>"


@pytest.mark.parametrize(
    "button",
    [
        "<a href='/{n}.html?m=1'>[Bản di động]</a>",
        "<a href='/{n}/print.html'>In</a>",
        "<a href='/in.aspx?id={n}'>Bản in</a>",
        "<a href='/{n}.html#gop-y'>Bình luận</a>",
        "<a href='/gui-{n}'>Gửi cho bạn bè</a>",
        "<a href='/{n}.pdf?xem'>Tải về</a>",
        "<a href='/nghe/{n}'>Nghe bài</a>",
        "<a href='/{n}.html?en'>English</a>",
        "<a href='/luu/{n}'>Lưu bài viết này</a>",
        "<a href='/{n}.html?m=1'>Di động</a> <a href='/in/{n}'>In</a>",
    ],
)
def test_what_each_card_has_beside_its_headline_is_a_button_and_not_a_section(button):
    cards = "".join(CARD.format(n=n, buttons=button.format(n=n)) for n in range(1, 6))
    assert sections(f"<nav><a href='/tin'>Tin tức</a></nav>{cards}") == ["/tin"]


def test_sections_of_one_name_are_sections_where_no_headline_is_beside_them():
    rows = "".join(
        f"<li>Xã {n}: <a href='/{n}/tin'>Tin tức</a> <a href='/{n}/van'>Văn bản</a></li>" for n in range(4)
    )
    assert sections(f"<ul>{rows}</ul>") == [f"/{n}/{name}" for n in range(4) for name in ("tin", "van")]


@pytest.mark.parametrize("home", ["/", "/index.php", "/trang-chu.html"])
def test_a_menu_in_a_table_is_found_beside_headlines_in_another_one(home):
    names = ((home, "Trang chủ"), ("/ds.php?loai=1", "Tin hoạt động"), ("/ds.php?loai=2", "Phong trào"))
    menu = "".join(f"<td><a href='{path}'>{name}</a></td>" for path, name in names)
    rows = "".join(
        f"<tr><td><a href='/tin.php?ma={n}'>Xã Hải Minh làm đường liên thôn số {n}</a></td></tr>"
        for n in range(5)
    )
    found = sections(f"<table><tr>{menu}</tr></table><table>{rows}</table>")
    assert [path for path in found if path != home] == ["/ds.php?loai=1", "/ds.php?loai=2"]


@pytest.mark.parametrize(
    "name",
    [
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Đưa nghị quyết của Đảng vào cuộc sống",
        "Bảo vệ nền tảng tư tưởng của Đảng",
        "Hướng tới Đại hội Đảng bộ tỉnh lần thứ XXI",
        "Nông nghiệp - Nông dân - Nông thôn",
    ],
)
@pytest.mark.parametrize("menu", ["<p>{}</p>", "<table><tr><td>{}</td></tr></table>", "<div id=top>{}</div>"])
def test_a_menu_without_a_mark_has_names_as_long_as_headlines_by_their_query(menu, name):
    links = [f"<a href='{path}'>{text}</a>" for path, text in zip(PATHS, NAMES, strict=True)]
    links += [
        f"<a href='/muc.asp?so=7'>{name}</a>",
        f"<a href='/tin.asp?ma=7'>{name} hôm nay ở xã Hải Minh</a>",
    ]
    found = sections(menu.format(" | ".join(["<a href='/'>Trang chủ</a>", *links])))
    assert found == ["/", *PATHS, "/muc.asp?so=7"]


LONG = (
    "Cải cách hành chính và chuyển đổi số của tỉnh",
    "Giữ vững nền tảng tư tưởng của Đảng trong tình hình mới",
)


def named(*names, begin="<a href='/muc.asp?so={}'>{}</a>"):
    return "".join(f"<div>{begin.format(number, name)}</div>" for number, name in enumerate(names))


@pytest.mark.parametrize(
    ("names", "menu"),
    [
        (("Thời sự", "Y tế", LONG[0]), "<div>{}</div>"),
        (("Thời sự", "Y tế", "Thể thao", *LONG), "<div>{}</div>"),
        (("Thời sự", "Y tế", *LONG), "<div class=top-menu>{}</div>"),
        (("Quốc phòng - An ninh", "Khoa học - Công nghệ", LONG[1]), "<div class=menu>{}</div>"),
    ],
)
def test_long_names_are_sections_beside_short_ones_with_the_same_query(names, menu):
    boxes = f"<h2><a href='/muc.asp?so={len(names) - 1}'>{names[-1]}</a></h2>" if "class" in menu else ""
    assert sections(menu.format(named(*names)) + boxes) == [f"/muc.asp?so={n}" for n in range(len(names))]


@pytest.mark.parametrize(
    "section", ["/muc.asp?so=3", "/?cat=5", "/trang.aspx?tab=9", "/index.php?nv=news&amp;catid=4"]
)
@pytest.mark.parametrize("name", ["Tin tức", "Văn hóa - Xã hội"])
@pytest.mark.parametrize("count", [2, 5])
def test_one_section_before_headlines_without_a_mark_is_known_by_its_address(section, count, name):
    list_ = "<br>".join(
        f"<a href='/tin.asp?id={n}'>Xã Hải Minh làm đường liên thôn số {n}</a>" for n in range(count)
    )
    assert sections(f"<div><a href='{section}'>{name}</a></div><div>{list_}</div>") == [
        section.replace("&amp;", "&")
    ]


def test_a_short_headline_of_another_kind_after_others_leads_to_no_section():
    list_ = "".join(
        f"<a href='/tin.asp?id={n}'>Xã Hải Minh làm đường liên thôn số {n}</a><br>" for n in range(4)
    )
    assert sections(f"<div>{list_}<a href='/anh.asp?so=4'>Lễ hội làng Vọc</a></div>") == []


def test_headlines_beside_few_short_names_are_not_sections():
    names = ("Thời sự", "Y tế", *(f"Xã Hải Minh làm đường liên thôn số {n}" for n in range(4)))
    assert sections(f"<div>{named(*names)}</div>") == []


def test_dashes_in_names_are_not_syllables():
    found = find_blocks(Page("<a href='/a'>Quốc phòng - An ninh – Đối ngoại</a>".encode(), f"{HOST}/"), HOSTS)
    assert [each.words for each in found] == [6]
