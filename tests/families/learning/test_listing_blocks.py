"""Cards of which only a button leads to the article."""

from itertools import chain

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.learning.rule_learning import learn_rule
from dvcrawler.families.learning.trials import suggest_trials

HOST = "https://xathuhai.example.vn"
HOSTS = {"xathuhai.example.vn": "xathuhai.example.vn"}
TITLES = (
    "Hợp tác xã khánh thành kho lạnh",
    "Lễ hội làng mở từ sáng mai",
    "Tuyến đường mới thông xe trước Tết",
    "Trường tiểu học nhận thêm sách mới",
)
MENU = "<ul class='menu'><li><a href='/thoi-su'>Thời sự</a></li><li><a href='/kinh-te'>Kinh tế</a></li></ul>"

CARDS = {
    "button": "<div class='card'><img src='/a.jpg'><div><h5>{title}</h5><p>{day}</p><a href='{url}'>Xem chi tiết</a></div></div>",
    "arrow": "<div class='card'><div class='news-title'>{title}</div><span>{day}</span><a href='{url}'>»</a></div>",
    "panel": "<div class='panel'><div><a data-toggle='collapse' href='#c{n}'>{title}</a></div>"
    "<div id='c{n}'><p>{day}</p><a href='{url}'>Xem thêm</a></div></div>",
}


def listing(card, path):
    cards = "".join(
        card.format(
            title=title, day=f"{n + 1:02}/10/2025", url=f"{path}/bai-so-{n}-{path[-1]}-{2040 + n}.html", n=n
        )
        for n, title in enumerate(TITLES)
    )
    return Page(f"<html><body>{MENU}{cards}</body></html>".encode(), HOST + path)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_the_headline_beside_a_button_is_the_title_of_its_link(card):
    blocks = [block for block in find_blocks(listing(card, "/thoi-su"), HOSTS) if not block.in_menu]
    assert [(block.title, block.has_day) for block in blocks] == [(title, True) for title in TITLES]


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_rule_is_learned_from_cards_with_buttons(card):
    pages = [listing(card, path) for path in ("/thoi-su", "/kinh-te")]
    assert learn_rule(chain.from_iterable(find_blocks(page, HOSTS) for page in pages)) is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<div><h2>Nông nghiệp nông thôn</h2><a href='/nong-nghiep'>Xem thêm</a></div>",
        "<div><h2>Tin tức mới nhất trong tuần</h2><a href='/a'>Một tin</a><a href='/tin-tuc'>Xem thêm</a></div>",
        "<div><h2>Tin tức mới nhất trong tuần</h2><a href='/tin-tuc'>Xem tất cả</a></div>",
    ],
)
def test_a_button_that_leads_to_a_section_has_no_headline(markup):
    found = find_blocks(Page(f"<html><body>{markup}</body></html>".encode(), HOST), HOSTS)
    assert [block.url for block in found if block.url != f"{HOST}/a"] == []


@pytest.mark.parametrize("word", ["Xem", "Mở tin", "Đọc ngay", "Nội dung", "[Vào bài]", "Bản đầy đủ"])
def test_a_text_that_every_card_has_is_the_name_of_its_button(word):
    card = f"<div class='card'><h5>{{title}}</h5><p>{{day}}</p><a href='{{url}}'>{word}</a></div>"
    blocks = [block for block in find_blocks(listing(card, "/thoi-su"), HOSTS) if not block.in_menu]
    assert [(block.title, block.has_day) for block in blocks] == [(title, True) for title in TITLES]


WITHOUT_TEXT = {
    "stretched": "<div class='card'><img src='/a.jpg'><h5>{title}</h5><small>{day}</small><a class='stretched-link' href='{url}'></a></div>",
    "picture": "<div class='row'><div><a href='{url}'><img src='/a.jpg'></a></div><div><h3>{title}</h3><p>{day}</p></div></div>",
    "icon": "<div class='tin'><p class='tieu-de'>{title}</p><i>{day}</i><a href='{url}'><i class='fa fa-arrow'></i></a></div>",
    "background": "<li><a class='thumb' href='{url}' style='background:url(/a.jpg)'></a><h4>{title}</h4><span>{day}</span></li>",
}


@pytest.mark.parametrize("card", WITHOUT_TEXT.values(), ids=WITHOUT_TEXT)
def test_a_link_without_text_has_the_headline_of_its_card(card):
    blocks = [block for block in find_blocks(listing(card, "/thoi-su"), HOSTS) if not block.in_menu]
    assert [(block.title, block.has_day) for block in blocks] == [(title, True) for title in TITLES]
    pages = [listing(card, path) for path in ("/thoi-su", "/kinh-te")]
    assert learn_rule(chain.from_iterable(find_blocks(page, HOSTS) for page in pages)) is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<div><a href='/bau-cu'><img src='/banner.jpg'></a><p>Toàn dân tham gia cuộc bầu cử sắp tới</p></div>",
        "<div><a href='/bau-cu'><img src='/banner.jpg'></a><h3>Bầu cử</h3></div>",
        "<div><a href='/bau-cu'></a><a href='/a'>Một tin</a><h3>Toàn dân tham gia cuộc bầu cử sắp tới</h3></div>",
    ],
)
def test_a_picture_without_a_headline_of_its_own_is_a_banner(markup):
    found = find_blocks(Page(f"<html><body>{markup}</body></html>".encode(), HOST), HOSTS)
    assert [block.url for block in found if block.url != f"{HOST}/a"] == []


def test_the_numbers_of_pages_are_not_cards_though_the_list_around_them_has_days():
    card = WITHOUT_TEXT["picture"]
    pager = "<ul class='pagination'><li><a href='/muc-11-2.htm'>2</a></li><li><a href='/muc-11-3.htm'>3</a></li></ul>"
    page = listing(card + "{{}}", "/thoi-su")
    markup = page.data.decode().replace("{}", "", 3).replace("{}", pager)
    blocks = find_blocks(Page(markup.encode(), page.url), HOSTS)
    assert [(b.in_menu, b.is_card) for b in blocks if b.title in "23"] == [(True, False)] * 2


ROWS = {
    "row": "<tr><td>{n}</td><td>{title}</td><td>{day}</td><td><a href='{url}'>Chi tiết</a></td></tr>",
    "line": "<p><strong>{title}</strong> ({day}) <a href='{url}'>Xem tiếp</a></p>",
    "item": "<li><span>{title}</span><a href='{url}'>[Xem chi tiết]</a></li>",
    "old": "<table><tr><td><img src=a.jpg></td><td><font size=2>{title}</font><br><a href='{url}'>Đọc tiếp...</a></td></tr></table>",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_title_beside_a_button_in_a_row_is_that_of_its_link_but_proves_no_article(row):
    blocks = [block for block in find_blocks(listing(row, "/thoi-su"), HOSTS) if not block.in_menu]
    assert [block.title for block in blocks] == [*TITLES]
    assert not any(block.has_day or block.is_headline for block in blocks)


def test_a_page_is_tried_where_only_rows_with_buttons_lead_to_it():
    blocks = find_blocks(listing(ROWS["row"] * 2, "/thoi-su"), HOSTS)
    (tried,) = suggest_trials(blocks, (), {}, 4)
    rule = learn_rule(blocks, tried={tried: True})
    assert rule is not None
    assert rule.covers(blocks[-1].url)


@pytest.mark.parametrize("where", ["onclick=\"location.href='{url}'\"", "data-href='{url}'"])
def test_a_card_that_a_script_makes_a_link_has_the_title_of_its_heading(where):
    card = f"<div class=tin {where}><h3>{{title}}</h3><i>{{day}}</i><p>Một đoạn mở đầu của bài.</p></div>"
    blocks = [block for block in find_blocks(listing(card, "/thoi-su"), HOSTS) if not block.in_menu]
    assert [(block.title, block.is_headline, block.has_day) for block in blocks] == [
        (t, True, True) for t in TITLES
    ]


OTHER_LINKS = [
    "<a href='https://www.facebook.com/sharer.php?u={url}'>Chia sẻ</a>",
    "<a href='mailto:?subject=x'>Gửi bạn</a>",
    "<a href='{url}#comments'>3 bình luận</a>",
    "<a href='javascript:in_bai(1)'>In</a>",
    "<a href='//zalo.me/s?u=1'>Zalo</a>",
    "<a href='/chia-se?u=https%3A%2F%2Fportal.example.vn{url}'>Chia sẻ</a>",
    "<a href='tel:0228'>Gọi</a>",
]


@pytest.mark.parametrize("other", OTHER_LINKS)
def test_links_that_share_print_or_comment_on_an_article_leave_its_card_whole(other):
    blocks = find_blocks(listing(ROWS["line"].replace("</p>", f" {other}</p>"), "/thoi-su"), HOSTS)
    titles = [block.title for block in blocks if not block.in_menu]
    assert [title for title in titles if title in TITLES] == [*TITLES]


@pytest.mark.parametrize(
    "other", ["<a href='/chuyen-muc/7'>Kinh tế</a>", "<a href='https://khac.example.vn/8'>x</a>"]
)
def test_a_box_with_a_link_to_another_page_is_not_the_card_of_one(other):
    blocks = find_blocks(listing(ROWS["line"].replace("</p>", f" {other}</p>"), "/thoi-su"), HOSTS)
    assert not {block.title for block in blocks}.intersection(TITLES)


FEET = {
    "class": "<div class='post-footer'>{foot}</div>",
    "entry": "<div class='entry-footer'>{foot}</div>",
    "element": "<article><h3><a href='{url}'>{title}</a></h3><footer class='meta'>{foot}</footer></article>",
    "both": "<div class='item'><footer class='card-footer'>{foot}</footer></div>",
}


def blocks_with(foot):
    markup = "".join(
        f"<div><h3><a href='/bai-{n}.html'>{title}</a></h3>"
        + foot.format(url=f"/bai-{n}.html", title=title, foot=f"<a href='/bai-{n}.html'>08:0{n}</a>")
        + "</div>"
        for n, title in enumerate(TITLES)
    )
    return find_blocks(Page(f"<html><body>{MENU}{markup}</body></html>".encode(), HOST), HOSTS)


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_the_foot_of_an_entry_is_not_a_menu(foot):
    found = blocks_with(foot)
    assert {block.url.rpartition("/")[2] for block in found if block.in_menu} == {"thoi-su", "kinh-te"}
    assert learn_rule(found, (), {}) is not None


@pytest.mark.parametrize(
    "foot",
    [
        "<footer>{foot}</footer>",
        "<div class='footer'>{foot}</div>",
        "<div id='page-footer'>{foot}</div>",
        "<div class='main_footer'>{foot}</div>",
    ],
)
def test_the_foot_of_a_page_is_a_menu(foot):
    assert sum(block.in_menu for block in blocks_with(foot)) == 2 + len(TITLES)


@pytest.mark.parametrize(
    ("text", "title", "whole"),
    [
        ("Đoàn viên Hải Minh ra quân...", "Đoàn viên Hải Minh ra quân làm thủy lợi", True),
        ("Đoàn viên Hải Minh ra quân…", "  Đoàn viên Hải Minh ra quân làm thủy lợi ", True),
        ("Đoàn viên Hải Minh ra ...", "Đoàn viên Hải Minh ra quân làm thủy lợi", True),
        ("Đoàn viên Hải Minh ra quân...", "Xem chi tiết", False),
        ("Đoàn viên Hải Minh ra quân...", "", False),
        ("...", "Đoàn viên Hải Minh", False),
        ("Đoàn viên Hải Minh", "Đoàn viên Hải Minh ra quân", False),
    ],
)
def test_a_headline_that_is_cut_in_the_list_is_whole_in_the_title_of_its_link(text, title, whole):
    markup = f"<html><body><a href='/tin/1' title='{title}'>{text}</a></body></html>"
    [block] = find_blocks(Page(markup.encode(), f"{HOST}/"), HOSTS)
    assert block.title == (title.strip() if whole else text)


SHORT = ("Tết quê", "Gió bấc", "Chợ phiên xưa", "Lúa chín", "Mái đình", "Giếng làng", "Khói bếp")
LEAD = "<p>Một chiều cuối năm, người làng tôi lại rủ nhau ra đồng, ai nấy đều thấy lòng ấm lại.</p>"
SHORT_CARDS = {
    "heading, picture and day": "<div class=tin><a href='{url}'><img src=a.jpg></a><h3><a href='{url}'>{title}</a></h3><i>{day}</i></div>",
    "heading and time": "<article><h2><a href='{url}'>{title}</a></h2><time datetime=2025-10-01>{day}</time></article>",
    "lead": f"<div><strong><a href='{{url}}'>{{title}}</a></strong>{LEAD}</div>",
    "lead in a row": f"<tr><td><a href='{{url}}'>{{title}}</a><br>{LEAD}</td></tr>",
    "lead in the link": f"<li><a href='{{url}}'>{{title}}</a>{LEAD}<a href='{{url}}'>Xem thêm</a></li>",
    "picture and day": "<li><a href='{url}'><img src=a.jpg><b>{title}</b></a> <span>{day}</span></li>",
}


def short_list(card, form):
    cards = "".join(
        card.format(url=form.format(n + 40, "abcdefg"[n] * 4), title=title, day=f"{n + 1:02}/10/2025")
        for n, title in enumerate(SHORT)
    )
    cards = f"<table>{cards}</table>" if card.startswith("<tr") else cards
    return Page(
        f"<html><head><meta charset=utf-8></head><body>{MENU}<main>{cards}</main></body></html>".encode(),
        HOST + "/",
    )


@pytest.mark.parametrize("form", ("/bai-{1}-{0}.html", "/{1}/", "/p/{0}", "/tin.aspx?id={0}"))
@pytest.mark.parametrize("card", SHORT_CARDS.values(), ids=SHORT_CARDS)
def test_short_titles_beside_a_lead_or_a_day_are_tried_as_those_of_articles(card, form):
    blocks = find_blocks(short_list(card, form), HOSTS)
    tried = suggest_trials(blocks, (), {}, 8)
    assert len(tried) <= 1
    rule = learn_rule(blocks, (), dict.fromkeys(tried, True))
    assert rule is not None
    assert all(rule.covers(HOST + form.format(n + 40, "abcdefg"[n] * 4)) for n in range(len(SHORT)))
    assert not rule.covers(f"{HOST}/thoi-su") or "/thoi-su" in rule.sections


@pytest.mark.parametrize(
    "card",
    [
        "<li><a href='{url}'>{title}</a></li>",
        "<a href='{url}'><img src=a.gif>{title}</a>",
        "<div><h4><a href='{url}'>{title}</a></h4></div>",
        "<li><a href='{url}'>{title}</a> (12)</li>",
    ],
)
def test_short_names_alone_are_those_of_sections(card):
    assert learn_rule(find_blocks(short_list(card, "/{1}/"), HOSTS)) is None


@pytest.mark.parametrize("button", ["Vào chuyên đề", "Chuyên trang", "Xem danh sách", "Cổng xã"])
def test_a_button_that_leads_to_a_list_is_not_that_of_a_card(button):
    card = f"<div class='card'><img src='/a.jpg'><h5>{{title}}</h5><a href='{{url}}'>{button}</a></div>"
    assert [each.title for each in find_blocks(listing(card, "/chuyen-de"), HOSTS)[2:]] == [button] * 4
