"""What is beside an article, on pages whose boxes are nested deeper than calls may be."""

import pytest

from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from tests.extract.article_pages import HEAD, among, lines_of, paragraphs, read, read_page
from tests.extract.article_pages import TEXT as TEXTS

TITLE = "Khánh thành đường liên thôn ở Hải Hậu"
TEXT = f"<p>{'Sáng nay, xã Hải Hậu khánh thành con đường liên thôn dài ba cây số. ' * 8}</p>"
URL = "https://vidu.vn/a-1.html"


def nested(depth, inner, outermost="<div>"):
    return f"{outermost}{'<div>' * depth}{inner}{'</div>' * (depth + 1)}"


@pytest.mark.parametrize("depth", [10, 1_200, 2_000])
def test_a_headline_in_deeply_nested_boxes_is_read(depth):
    html = (
        f"<title>{TITLE}</title><body>{nested(depth, f'<h1>{TITLE}</h1>')}<div>15/03/2024 08:05</div>{TEXT}"
    )
    reading = read_landmarks(Page(html.encode(), URL))
    assert (reading.title, reading.date_raw) == (TITLE, "15/03/2024 08:05")


@pytest.mark.parametrize("depth", [10, 1_200, 2_000])
@pytest.mark.parametrize(("outermost", "is_outside"), [("<div class=sidebar>", True), ("<div>", False)])
def test_the_box_far_around_an_element_counts(depth, outermost, is_outside):
    page = Page(f"<body>{nested(depth, '<b>Tin</b>', outermost)}".encode(), URL)
    assert Furniture(page).is_outside(next(page.root.iter("b"))) is is_outside


def test_a_box_is_judged_anew_once_it_is_known_to_hold_the_prose():
    page = Page(b"<body><div class=sidebar><p>Tin</p></div>", URL)
    box, furniture = next(page.root.iter("div")), Furniture(page)
    assert furniture.is_box(box)
    furniture.spare(frozenset((box,)))
    assert not furniture.is_box(box)


@pytest.mark.parametrize("depth", [10, 1_200, 2_000])
@pytest.mark.parametrize(("outermost", "is_caption"), [("<div class=caption>", True), ("<div>", False)])
def test_a_caption_is_known_by_the_box_far_around_it(depth, outermost, is_caption):
    page = Page(f"<body>{nested(depth, '<b>Ảnh</b>', outermost)}".encode(), URL)
    assert Furniture(page).is_caption(next(page.root.iter("b"))) is is_caption


@pytest.mark.parametrize("line", ["Gọi ngay hôm nay", "<b>Lan Anh</b>", "05/06/2023 10:00"])
def test_a_few_words_in_a_coloured_box_are_not_text(line):
    record = among(f"<div style='background:#eee;border:1px solid #ccc'><p>{line}</p></div>")
    assert (lines_of(record), record.author) == (list(TEXTS), "Bùi Thanh Sơn")


@pytest.mark.parametrize("around", ["caption", "sidebar", "comments"])
def test_where_the_box_is_known_only_what_is_in_it_is_judged(around):
    page = Page(f"<div class={around}><div class=ads><p>Tin</p><b class=tags>a</b></div></div>".encode(), URL)
    text, tags = next(page.root.iter("p")), next(page.root.iter("b"))
    furniture = Furniture(page)
    furniture.confine(text.getparent())
    judged = (furniture.is_apart(text), furniture.is_caption(text), furniture.is_outside(tags))
    assert judged == (False, False, True)


@pytest.mark.parametrize(
    "name",
    [
        "with-share",
        "has-sidebar",
        "no-comments",
        "has-toc",
        "with-tags",
        "has-related",
        "no-ads",
        "without-widget",
        "hide-login",
        "not-sidebar",
        "with_share",
        "has-breadcrumb",
    ],
)
def test_a_name_that_says_what_a_box_has_is_not_that_of_furniture(name):
    page = Page(f"<body><div class='entry-content {name}'><b>Tin</b></div>".encode(), URL)
    assert not Furniture(page).is_outside(next(page.root.iter("b")))


@pytest.mark.parametrize("name", ["share", "sidebar", "post-comments", "toc", "related has-image"])
def test_a_box_with_the_name_of_furniture_is_outside(name):
    page = Page(f"<body><div class='entry {name}'><b>Tin</b></div>".encode(), URL)
    assert Furniture(page).is_outside(next(page.root.iter("b")))


HASHES = (
    "20ad2cf",
    "ad6prk6z",
    "4b4cdf23ad57",
    "u07ad5",
    "c69qc8",
    "8qc9lf1",
    "e01hhfyi",
    "04ttsf7",
)


@pytest.mark.parametrize("hashed", HASHES)
@pytest.mark.parametrize(
    "name", ["elementor-element-{}", "comp-{}", "css-{}", "fl-node-{}", "Body-{}", "{}", "box_{}"]
)
def test_a_word_within_the_hash_of_a_name_does_not_make_the_box_furniture(name, hashed):
    page = Page(f"<body><div class='{name.format(hashed)}'><p>{TEXT}</p></div>".encode(), URL)
    assert not Furniture(page).is_outside(page.blocks[0].parent)


@pytest.mark.parametrize(
    "name",
    ["ads300x250", "qc-2", "box2related", "ad1", "ads_160x600", "col2share", "banner728x90a"],
)
def test_a_name_with_numbers_may_still_be_that_of_furniture(name):
    page = Page(f"<body><div><p>{TEXT}</p></div><div class='{name}'><p>Tin</p></div>".encode(), URL)
    assert Furniture(page).is_outside(page.blocks[-1].parent)


@pytest.mark.parametrize("name", ["fyi", "notice", "note notice"])
def test_a_box_of_facts_below_the_text_is_read_although_advertisements_have_its_name_too(name):
    facts = [f"Bể bơi của thôn {each} dài 25 mét, rộng 12 mét, mở cửa từ 6 giờ." for each in ("Đông", "Tây")]
    record = read(f"{paragraphs()}<div class='{name}'>{paragraphs(facts)}</div>")
    assert lines_of(record) == [*TEXTS, *facts]


def test_cards_that_are_one_link_each_are_no_text_although_they_are_longer():
    excerpt = (
        "Từ nhiều năm nay, thôn Đông có phong trào dạy bơi cho trẻ em, được các gia đình ủng hộ nhiệt tình."
    )
    cards = "".join(
        f"<div><a href='/b-{n}.html'><div>Tin {n}</div><p>{excerpt}</p></a></div>" for n in range(9)
    )
    own = f"<div class='detail'>{HEAD}<div class='c'>{paragraphs(TEXTS[:2])}</div></div>"
    assert lines_of(read_page(f"{own}<div class='k'>{cards}</div>")) == [*TEXTS[:2]]
