"""Names that end the text without signing it stay in it: lists, what an intertitle announces, dedications."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

NAMES = ("Trần Thị Bích Đào", "Vũ Quốc Toàn")
MENTION = "Người đứng lớp đầu tiên là cô Trần Thị Bích Đào, giáo viên thể dục của trường xã bên."
ENDS = {
    "an item": ("<ul><li>{0}</li></ul>", NAMES[:1]),
    "below a heading": ("<h3>Giải khuyến khích</h3><p>{0}, {1}</p>", ("Giải khuyến khích", ", ".join(NAMES))),
    "two below a bold line": ("<p><b>Giải ba</b></p><p>{0}</p><p>{1}</p>", ("Giải ba", *NAMES)),
    "below a bullet": ("<p>* Giải ba</p><p>{0}, {1}</p>", ("* Giải ba", ", ".join(NAMES))),
    "below whom they stand for": ("<p>ĐẠI DIỆN GIA ĐÌNH</p><p>{0}</p>", ("ĐẠI DIỆN GIA ĐÌNH", NAMES[0])),
    "a dedication": ("<p>Kính tặng thầy</p><p>{0}</p>", ("Kính tặng thầy", NAMES[0])),
    "who scored": ("<p>{0} (12’), {1} (78’)</p>", (f"{NAMES[0]} (12’), {NAMES[1]} (78’)",)),
    "whom to call": ("<p>Anh Toàn - 0912 345 678</p>", ("Anh Toàn - 0912 345 678",)),
    "below what they won": ("<p>Giải Nhất</p><p>{0}</p>", ("Giải Nhất", NAMES[0])),
    "below capitals": ("<p>BAN LIÊN LẠC</p><p>{0}</p><p>{1}</p>", ("BAN LIÊN LẠC", *NAMES)),
    "below an office": ("<p>Trưởng thôn</p><p>{0}</p>", ("Trưởng thôn", NAMES[0])),
    "below a report": ("<p>Đồng kính báo</p><p>{0}</p>", ("Đồng kính báo", NAMES[0])),
    "addressed": ("<p>Đồng chí {0}</p>", (f"Đồng chí {NAMES[0]}",)),
    "in cells": (
        "<table><tr><td><p>Bên A</p><p>{0}</p></td><td><p>Bên B</p><p>{1}</p></td></tr></table>",
        ("Bên A", NAMES[0], "Bên B", NAMES[1]),
    ),
    "a club": ("<p>Hoàng Anh Gia Lai</p>", ("Hoàng Anh Gia Lai",)),
    "above a clip": (f"<p>{MENTION}</p><p><b>{{0}}</b></p><video src='/a.mp4'></video>", (MENTION, NAMES[0])),
}


@pytest.mark.parametrize(("html", "lines"), ENDS.values(), ids=ENDS)
def test_the_names_are_part_of_the_text(html, lines):
    record = read(paragraphs() + html.format(*NAMES), author="")
    assert (record.author, lines_of(record)) == (None, [*TEXT, *lines])


def test_a_bold_name_above_a_table_about_a_person_of_the_text_heads_it():
    table = (
        "<table border='1'><tr><td>Sinh</td><td>1985</td></tr><tr><td>Quê</td><td>Hải Minh</td></tr></table>"
    )
    record = read(paragraphs() + f"<p>{MENTION}</p><p><b>TRẦN THỊ BÍCH ĐÀO</b></p>{table}", author="")
    assert (record.author, lines_of(record)[-2]) == (None, "TRẦN THỊ BÍCH ĐÀO")


SIGNED = {
    "labelled": ("<h3>Giải khuyến khích</h3><p>Tin, ảnh: {0}</p>", 1),
    "at the right": ("<p><b>Giải ba</b></p><p align='right'>{0}</p>", 1),
    "two reporters": ("<p>{0}</p><p>{1}</p>", 2),
    "in a cell alone": ("<table><tr><td>&nbsp;</td><td>{0}</td></tr></table>", 1),
    "above a clip": ("<p><b>{0}</b></p><video src='/a.mp4'></video>", 1),
    "with the end of a longer name": ("<p>Chị Đỗ Vũ Quốc Toàn cũng vậy, chị nói.</p><p>{1}</p>", 1),
}


@pytest.mark.parametrize(("html", "count"), SIGNED.values(), ids=SIGNED)
def test_names_sign_the_article_all_the_same(html, count):
    record = read(paragraphs() + html.format(*NAMES), author="")
    assert len(record.authors) == count


@pytest.mark.parametrize(
    "caption",
    ["<figcaption>{0} (Ảnh: Minh Đức)</figcaption>", "<p align='center'>{0}</p>"],
    ids=["in its element", "centred as the picture"],
)
def test_a_name_below_the_last_picture_is_of_whom_it_shows(caption):
    picture = f"<figure align='center'><img src='/a.jpg' width='600'>{caption.format(*NAMES)}</figure>"
    record = read(paragraphs() + picture, author="")
    assert (record.author, lines_of(record)) == (None, [*TEXT])
    assert [image.caption for image in record.images] == [NAMES[0]]


def test_an_article_in_an_item_of_a_list_is_signed():
    record = read(f"<ul><li>{paragraphs()}<p>{NAMES[0]}</p></li></ul>", author="")
    assert record.author == NAMES[0]
