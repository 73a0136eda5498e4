"""Parts of a text in boxes of any names and depth, and boxes beside a text that are none."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, read_page
from tests.extract.generic.text.test_density import LINKS, MORE, PARTS, WHOLE, nest

SEPARATORS = {
    "nothing": "",
    "advertisement": "<div class='ad'><a href='/qc'>Quảng cáo</a></div>",
    "links": LINKS,
    "picture": "<p align=center><img src='/kho/be.jpg' width=800></p>",
    "video": "<div class='video'><iframe src='https://www.youtube.com/embed/x'></iframe></div>",
    "rule": "<hr>",
}
#: Where the headline is: in a box with the parts, in one of its own, or in `<body>` with them.
PAGES = {
    "together": "<div class='bai'>{head}{parts}</div>",
    "apart": "<div class='w'><div class='top'>{head}</div><div class='bai'>{parts}</div></div>",
    "bare": "{head}{parts}",
}
NAMES = {
    "none": lambda n: ("div", "div", "div"),
    "numbered": lambda n: (f"div class='a a-{n}'", f"div class='b b-{n}'", f"section class='c c-{n}'"),
    "hashed": lambda n: (f"div class='a a-4{n}fe1'", f"div class='b{n}7ad2'", f"section class='c e-9{n}ad3'"),
    "of the part": lambda n: (
        "div class='chu'",
        "div class='cot'",
        f"section class='{('mo', 'than', 'ket')[n]}'",
    ),
    "of some": lambda n: (
        "div",
        "div class='cot'" if n else "div",
        "section class='khoi'" if n > 1 else "section",
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_parts_are_one_text_whatever_their_boxes_are_named(names, separator, page):
    parts = separator.join(nest(texts, *names(n)) for n, texts in enumerate(PARTS))
    assert lines_of(read_page(page.format(head=HEAD, parts=parts))) == WHOLE


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("depth", [2, 3, 5])
def test_a_last_part_may_be_much_shorter_than_the_text_above(page, depth):
    boxes = [f"div class='b{'xyzuv'[n]}'" for n in range(depth)]
    parts = f"{nest((*MORE, *TEXT[:3]), *boxes)}<h3>Lời kết</h3>{nest(TEXT[3:], *boxes)}"
    assert lines_of(read_page(page.format(head=HEAD, parts=parts))) == [*MORE, *TEXT[:3], "Lời kết", TEXT[3]]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_parts_may_be_lists_in_boxes_of_other_names(page):
    names = ("mo-dau", "than-bai", "doan-ket")
    lists = ("".join(f"<li>{text}</li>" for text in texts) for texts in PARTS)
    parts = LINKS.join(
        f"<div class='{name}'><div class='cot'><ul>{items}</ul></div></div>"
        for name, items in zip(names, lists, strict=True)
    )
    record = read_page(page.format(head=HEAD, parts=parts))
    assert [line.removeprefix("- ") for line in lines_of(record)] == WHOLE


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_part_may_be_a_single_paragraph(page):
    parts = LINKS.join(
        nest(texts, "div class='chu'", "div class='khoi'") for texts in (MORE, TEXT[:1], TEXT[1:2])
    )
    assert lines_of(read_page(page.format(head=HEAD, parts=parts))) == [*MORE, *TEXT[:2]]


@pytest.mark.parametrize(
    "names", [("col-md-8", "col-md-4"), ("col-sm-9", "col-sm-3"), ("large-9 columns", "large-3 columns")]
)
def test_a_narrower_column_beside_the_text_is_no_part(names):
    wide, narrow = (f"<div class='{name}'>{{}}</div>" for name in names)
    notes = nest(TEXT[2:], "div", "div")
    columns = wide.format(HEAD + nest((*MORE, *TEXT[:2]), "div", "div")) + narrow.format(notes)
    record = read_page(f"<div class='row'>{columns}</div>")
    assert set(TEXT[2:]).isdisjoint(lines_of(record))
    columns = narrow.format(notes) + wide.format(nest((*MORE, *TEXT[:2]), "div", "div"))
    record = read_page(f"{HEAD}<div class='row'>{columns}</div>")
    assert set(TEXT[2:]).isdisjoint(lines_of(record))


@pytest.mark.parametrize(
    "heading",
    [
        "Về tác giả",
        "Giới thiệu chúng tôi",
        "Tin liên quan",
        "Bình luận (2)",
        "Thông báo",
        "Các tin khác",
        "Liên hệ",
    ],
)
def test_a_box_like_the_texts_with_another_heading_is_no_part(heading):
    other = f"<div class='khoi'><div class='cot'><h3>{heading}</h3><div class='chu'>{nest(TEXT[:2], 'div')}</div></div></div>"
    own = nest(MORE, "div", "div class='chu'", "div class='cot'", "div class='khoi'")
    record = read_page(f"<div class='bai'>{HEAD}{own}{LINKS}{other}</div>")
    assert lines_of(record) == [*MORE]
