"""Another article among the paragraphs, with its own linked headline and its own date."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

LINK = "<a href='/van-hoa/khai-mac-hoi-hat-cheo-345702.html'>Khai mạc hội hát chèo của các xã ven sông</a>"
SUNG = "Đêm đầu có tám đội lên sân khấu, mỗi đội hát hai làn điệu và một trích đoạn tự chọn trong nửa giờ."
OTHER = f"<p>{SUNG}</p>" * 2
DATES = ["<p>04/06/2025 09:15</p>", "<span>Thứ Tư, 04/06/2025</span>", "<time>4-6-2025</time>"]


def codes(record):
    return {(each.field, each.code.value) for each in record.problems}


def set_in(other, place=2):
    parts = [f"<p>{text}</p>" for text in TEXT]
    return "".join([*parts[:place], other, *parts[place:]])


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("heading", [f"<h3>{LINK}</h3>", f"<p><b>{LINK}</b></p>", f"<div>{LINK}</div>"])
@pytest.mark.parametrize("box", ["<div>{}</div>", "<blockquote>{}</blockquote>", "<table><tr><td>{}</table>"])
def test_in_a_box_with_its_date_it_is_left_out(box, heading, date):
    record = read(set_in(box.format(heading + date + OTHER + "<p><b>Thu Hằng</b></p>")))
    assert (record.author, lines_of(record), record.problems) == ("Bùi Thanh Sơn", list(TEXT), ())


@pytest.mark.parametrize(
    "line", [f"<div>{LINK} - 04/06/2025 09:15</div>", f"<h3>{LINK} <i>04/06/2025</i></h3>"]
)
def test_the_date_may_follow_in_the_line_of_the_headline(line):
    record = read(set_in(f"<section>{line}{OTHER * 2}</section>"))
    assert (record.author, lines_of(record), record.problems) == ("Bùi Thanh Sơn", list(TEXT), ())


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("heading", [f"<h3>{LINK}</h3>", f"<p>{LINK}</p>"])
def test_among_the_paragraphs_it_is_doubted_and_names_no_author(heading, date):
    record = read(set_in(heading + date + OTHER))
    assert all(text in record.body for text in TEXT)
    assert {("body", "may_be_excerpts"), ("author", "name_below_text")} <= codes(record)
    assert record.author is None
    assert record.date == "2025-06-05"


def test_two_names_below_it_are_not_both_authors():
    record = read(paragraphs() + f"<h3>{LINK}</h3>{DATES[0]}{OTHER}<p><b>Thu Hằng</b></p>")
    assert record.author is None
    assert ("author", "name_below_text") in codes(record)


@pytest.mark.parametrize("date", DATES)
def test_below_the_byline_it_ends_the_article(date):
    record = read(paragraphs() + AUTHOR + f"<h3>{LINK}</h3>{date}{OTHER}", author="")
    assert (record.author, lines_of(record), record.problems) == ("Bùi Thanh Sơn", list(TEXT), ())


def test_a_dated_link_in_its_own_box_does_not_end_the_text_below_a_signature():
    signed = "<p>Trưởng thôn</p><p>(Đã ký)</p><p><b>Trần Văn Khuê</b></p>"
    record = read(set_in(f"{signed}<div class='box'>{LINK} <span>04/06/2025</span></div>", 3))
    assert lines_of(record)[-1] == TEXT[-1]


def test_in_a_box_without_a_date_it_is_doubted():
    record = read(set_in(f"<div><h3>{LINK}</h3>{OTHER * 2}</div>"))
    assert ("body", "may_be_excerpts") in codes(record)


@pytest.mark.parametrize(
    "pointer",
    [
        f"<p>{LINK}</p>",
        f"<p>{LINK} (04/06/2025)</p>",
        f"<div>{LINK}<em>(04/06/2025)</em></div>",
        f"<article><h3>{LINK}</h3><div><a href='#'>04/06/2025</a></div></article>",
    ],
)
def test_a_link_to_it_with_its_date_is_no_reason_for_doubt(pointer):
    record = read(set_in(pointer))
    assert (record.author, lines_of(record), record.problems) == ("Bùi Thanh Sơn", list(TEXT), ())


EXCERPT = f"<p>{SUNG}</p>"
OF_LINK = {("body", "may_be_excerpts")}


@pytest.mark.parametrize("place", [2, 4])
@pytest.mark.parametrize(
    "heading",
    [
        f"<h3>{LINK}</h3>",
        f"<h2><strong>{LINK}</strong></h2>",
        f"<h4 class='t'>{LINK}</h4>",
    ],
)
def test_a_paragraph_below_a_linked_heading_without_a_date_is_doubted(heading, place):
    record = read(set_in(heading + EXCERPT, place))
    assert (record.author, codes(record)) == ("Bùi Thanh Sơn", OF_LINK)


def test_two_linked_headings_are_doubted_and_a_list_of_them_is_not():
    headings = [
        f"<h3>{LINK.replace('702', str(n)).replace('các xã', f'{n} xã')}</h3>{EXCERPT}" for n in (5, 6, 7, 8)
    ]
    assert codes(read(set_in("".join(headings[:2])))) == OF_LINK


@pytest.mark.parametrize(
    "line",
    [
        f"<h3>{LINK.replace('Khai', '1. Khai')}</h3>",
        f"<p><b>{LINK}</b></p>",
        f"<h3>{LINK.replace(' của các xã ven sông', '')}</h3>",
        f"<h3>{LINK.replace('/van-hoa', 'https://khac.vn')}</h3>",
    ],
)
def test_a_heading_of_the_text_and_a_link_among_paragraphs_are_no_doubt(line):
    assert codes(read(set_in(line))) == set()
